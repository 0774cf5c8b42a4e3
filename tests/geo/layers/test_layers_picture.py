"""The map as a picture file: points or cells in their own colours, whatever the names say."""

from __future__ import annotations

import io
from datetime import date
from importlib.resources import files

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image, ImageColor

from geo.analysis.hotspots import Grid
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.layers import explored, picture
from geo.look import GROUND, GROUND_AREAS, GROUND_LINES, GROUPS
from geo.model import Group
from geo.schema import Ground
from tests.explore_incidents import assignment, incidents, read

FRAME = incidents(2_000, 8)
FOUND = read(FRAME, assignment(FRAME, 9))
NAMES = ("Överum", "=cmd|' /C calc'!A0", "{{7*191}} <img src=x>")
PLACES = gpd.GeoSeries(
    [shapely.box(at, 6_400_000, at + 900, 6_404_000) for at in (594_000, 596_000, 599_000)],
    crs="EPSG:3006",
)
GRID = Grid.over(shapely.box(590_000, 6_395_000, 604_000, 6_409_000), cell=500)


def drawn(kind: str | None, **wanted: object) -> Image.Image:
    now = Exploration(Filter(**wanted), FOUND, FRAME, NAMES, PLACES)
    cells = None if kind is None else explored.maps(kind, (now,), GRID)[0]
    boundary = shapely.box(593_000, 6_399_000, 601_000, 6_405_000)
    sheet = picture.Sheet(now.sentence, "Underlag", now, cells, boundary)
    return Image.open(io.BytesIO(picture.png(sheet, font=font()))).convert("RGB")


def font() -> bytes:
    media = files("streamlit") / "static" / "static" / "media"
    found = [each for each in media.iterdir() if each.name.startswith("SourceSansVF-Upright")]
    return found[0].read_bytes()


def colours(image: Image.Image) -> dict[tuple[int, int, int], int]:
    return {colour: count for count, colour in image.getcolors(2**24) or ()}


def test_points_are_in_the_colours_of_their_groups() -> None:
    image = drawn(None)
    assert image.size == (picture.WIDTH, picture.HEIGHT)
    found = colours(image)
    for group in (Group.CRIME, Group.DISORDER, Group.ENVIRONMENT):
        assert found.get(ImageColor.getrgb(GROUPS[group].colour), 0) > 100


@pytest.mark.parametrize("kind", ["rutor", "tathet", "heta", "forandring", "prognos"])
def test_cells_are_drawn_and_explained(kind: str) -> None:
    image = drawn(kind, first=date(2026, 3, 30), last=date(2026, 6, 21))
    assert image.size == (picture.WIDTH, picture.HEIGHT)
    assert len(colours(image)) > 20


def test_an_empty_selection_is_the_ground_and_its_places() -> None:
    found = colours(drawn(None, first=date(2030, 1, 1)))
    assert found[ImageColor.getrgb(GROUND)] > 500_000
    assert ImageColor.getrgb(GROUPS[Group.DISORDER].colour) not in found


def test_without_a_font_there_is_a_picture_all_the_same() -> None:
    now = Exploration(Filter(), FOUND, FRAME, NAMES, PLACES)
    sheet = picture.Sheet("Västervik", "Underlag", now, None, None)
    assert Image.open(io.BytesIO(picture.png(sheet))).size == (picture.WIDTH, picture.HEIGHT)


def test_a_ground_lies_under_the_points_and_says_whose_it_is() -> None:
    lake = np.array([[594_000, 6_400_500], [600_000, 6_400_500], [600_000, 6_403_500]], dtype=float)
    island = np.array([[598_000, 6_401_500], [599_000, 6_401_500], [599_000, 6_402_000]], float)
    track = np.array([[594_000, 6_401_000], [600_000, 6_401_100]], dtype=float)
    own = Ground("EPSG:3006", {"water": ((lake, island),)}, {"rail": (track,)}, ())
    window = (597_000.0, 6_400_600.0, 598_000.0, 6_401_400.0)
    now = Exploration(Filter(), FOUND, FRAME, NAMES, PLACES)
    sheets = [picture.Sheet("", "", now, None, None, window, each) for each in (None, own)]
    plain, drawn = (
        Image.open(io.BytesIO(picture.png(sheet, font=font()))).convert("RGB") for sheet in sheets
    )
    for colour in (GROUND_AREAS["water"].colour, GROUND_LINES["rail"].colour):
        assert colours(drawn).get(ImageColor.getrgb(colour), 0) > 200
        assert colours(plain).get(ImageColor.getrgb(colour), 0) == 0
    crime = ImageColor.getrgb(GROUPS[Group.CRIME].colour)
    assert colours(drawn)[crime] == pytest.approx(colours(plain)[crime], rel=0.02)
