"""The shipped places: whole, named once, where they say, and with causes that a seed states."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from pyproj import Transformer

from geo import demo, shipped
from geo.demo import world
from geo.model import ImportKind
from geo.schema import METRIC_CRS, WGS84
from geo.sources import Context, parse

CODES = {each.kommun.code: each for each in demo.KOMMUNER}
STATED = {
    "Västervik centrum": (57.7584, 16.6373), "Karstorp": (57.752, 16.625),
    "Edsbruk": (58.0168, 16.4712), "Ankarsrum": (57.6994, 16.3340), "Gamleby": (57.8949, 16.4051),
    "Överum": (57.9886, 16.3139), "Gunnebo": (57.717, 16.533), "Loftahammar": (57.90, 16.70),
    "Katrineholm centrum": (58.9959, 16.2072), "Norr": (59.003, 16.205),
    "Nävertorp": (58.985, 16.215), "Högsby centrum": (57.1660, 16.0256),
    "Mönsterås centrum": (57.0413, 16.4446), "Vetlanda tätort": (57.4289, 15.0776),
    "Vetlanda centrum": (57.4289, 15.0776),
}  # fmt: skip
"""Points of the domain's list (lat, lon)."""
WITH_CAUSE = {
    "0883": {"Karstorp", "Edsbruk", "Ankarsrum"},
    "0483": {"Katrineholm centrum", "Norr", "Nävertorp"},
    "0821": {"Högsby centrum"},
    "0861": {"Mönsterås centrum"},
    "0685": {"Vetlanda tätort"},
}
WIDEST_M = {
    "tätort": (900, 5500), "stadsdel": (700, 1600), "centrum": (500, 1200),
    "torg": (80, 260), "resecentrum": (80, 260), "gångtunnel": (60, 260), "skola": (100, 400),
    "park": (100, 400),
}  # fmt: skip
"""Least and most width, by type."""


def features(code: str) -> list[dict[str, Any]]:
    """The features of a kommun's file as they stand."""
    return list(json.loads(world.places_file(code).read_text(encoding="utf-8"))["features"])


def test_there_is_one_file_a_kommun() -> None:
    names = sorted(path.name for path in shipped.folder("places").glob("*.geojson"))
    assert [name[:4] for name in names] == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_place_is_whole_and_says_that_it_is_approximate(code: str) -> None:
    for feature in features(code):
        properties = feature["properties"]
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.geom_type == "Polygon"
        assert shape.is_valid
        assert 10 <= len(shape.exterior.coords) - 1 <= 25
        assert properties["kommun"] == code
        assert properties["key"].startswith(f"{code}-")
        assert (properties["precision"], properties["status"]) == ("ungefärlig", "aktiv")
        assert "Ungefärlig" in properties["source"]
        assert properties["valid_from"] == ""


def test_keys_are_found_once_in_all_and_names_once_in_a_kommun() -> None:
    keys = [feature["properties"]["key"] for code in CODES for feature in features(code)]
    assert len(set(keys)) == len(keys)
    for code in CODES:
        names = [feature["properties"]["name"].casefold() for feature in features(code)]
        assert len(set(names)) == len(names)


def test_every_place_of_the_domain_holds_its_stated_point() -> None:
    to_metric = Transformer.from_crs(WGS84, METRIC_CRS, always_xy=True)
    shipped_places = {p.name: p for each in CODES.values() for p in world.places(each)}
    for name, (lat, lon) in STATED.items():
        # The list gives Loftahammar to two decimals only.
        distance = shipped_places[name].polygon.distance(
            shapely.Point(*to_metric.transform(lon, lat))
        )
        assert distance < (500 if name == "Loftahammar" else 1), name


@pytest.mark.parametrize("code", CODES)
def test_sizes_are_those_of_their_type(code: str) -> None:
    for place in world.places(CODES[code]):
        width = shapely.minimum_bounding_radius(place.polygon) * 2
        least, most = WIDEST_M[place.typ]
        assert least <= width <= most, f"{place.name} {width:.0f} m"


@pytest.mark.parametrize("code", CODES)
def test_places_lie_within_each_other(code: str) -> None:
    known = world.places(CODES[code])
    town = next(place for place in known if "tätort" in place.name)
    centre = next(place for place in known if place.typ == "centrum")
    assert town.polygon.contains(centre.polygon)
    overlapping = [(a, b) for a, b in combinations(known, 2) if a.polygon.intersects(b.polygon)]
    assert len(overlapping) >= 3


@pytest.mark.parametrize("code", CODES)
def test_only_places_that_a_document_names_have_causes(code: str) -> None:
    with_cause = {f["properties"]["name"] for f in features(code) if f["properties"]["causes"]}
    assert with_cause == WITH_CAUSE[code]
    for feature in features(code):
        for each in feature["properties"]["causes"]:
            assert set(each) == {"cause", "document"}
            assert each["cause"]
            assert each["document"].startswith("Medborgarlöfte ")


@pytest.mark.parametrize("code", CODES)
def test_the_importer_takes_every_place_with_its_causes(code: str) -> None:
    path = world.places_file(code)
    context = Context(path.name, CODES[code].kommun, METRIC_CRS, date(2026, 3, 22))
    parsed = parse(ImportKind.PLACES, path.read_bytes(), context)
    stated = [
        tuple((each["cause"], each["document"]) for each in feature["properties"]["causes"])
        for feature in features(code)
    ]
    assert parsed.rejects == ()
    assert list(parsed.frame["causes"]) == stated


@pytest.mark.parametrize("code", CODES)
def test_every_place_lies_in_its_kommun(code: str, shared_data: Path) -> None:
    boundaries = gpd.read_file(shared_data / "sweden" / "kommuner_five_4326.geojson")
    boundary = boundaries.to_crs(METRIC_CRS).set_index("KOM_KOD").geometry[code]
    for place in world.places(CODES[code]):
        assert boundary.contains(place.polygon), place.name


@pytest.mark.parametrize("code", CODES)
def test_no_place_is_a_copy_of_a_real_settlement(code: str, shared_data: Path) -> None:
    real = gpd.read_file(shared_data / "sweden" / "bebyggelse_five_kommuner_4326.geojson")
    shapes = list(real[real["KOM_KOD"] == code].to_crs(METRIC_CRS).geometry)
    for place in world.places(CODES[code]):
        for shape in shapes:
            shared = place.polygon.intersection(shape).area / place.polygon.union(shape).area
            assert shared < 0.9, place.name
