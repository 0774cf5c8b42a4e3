"""Both coordinates in one cell, local systems, and stacks of rows on one point."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from pyproj import Transformer

from geo.mapping import Uncertain
from geo.model import ImportKind
from geo.sources import _point_text

LAT, LON = 57.7584, 16.6373


@pytest.mark.parametrize(
    "text",
    [
        "57.7584, 16.6373", "57,7584, 16,6373", "57,7584;16,6373", "57.7584 16.6373",
        "57.7584,16.6373", "(57.7584, 16.6373)", "N57.7584 E16.6373", "57.7584° N, 16.6373° Ö",
        "lat 57.7584 lon 16.6373", "Lat: 57,7584; Lon: 16,6373", "POINT(16.6373 57.7584)",
        "SRID=4326;POINT (16.6373 57.7584)", "57.7584/16.6373", "WGS84 57.7584 16.6373",
        "geo:57.7584,16.6373", "57°45'30.24\"N 16°38'14.28\"E", "57°45.504'N 16°38.238'E",
    ],
)  # fmt: skip
def test_a_point_is_read_however_it_is_pasted(text: str) -> None:
    assert _point_text.read(text) == pytest.approx((LON, LAT), abs=1e-5)


@pytest.mark.parametrize("text", ["6402990 597424", "N 6402990 E 597424", "6402990,597424"])
def test_metres_are_read_too(text: str) -> None:
    assert _point_text.read(text) == (597424.0, 6402990.0)


@pytest.mark.parametrize(
    "text", ["", "Storgatan 12", "57.7584", "1, 2", "Kvarteret 12, hus 34", "2026-03-12", "070 12"]
)
def test_other_text_is_no_point(text: str) -> None:
    assert _point_text.read(text) is None


def test_points_in_one_cell_become_positions_and_what_is_none_is_rejected(parse: Any) -> None:
    cells = (f"{LAT}, {LON}", f"{LON}, {LAT}", "torget")
    text = "Datum;Koordinater\n" + "".join(f"2026-03-12;{cell}\n" for cell in cells)
    parsed = parse(ImportKind.EST, text)
    assert parsed.frame.x.tolist() == pytest.approx([597424, 597424], abs=1)
    assert "inte två koordinater" in parsed.rejects[0].reason


@pytest.mark.parametrize("crs", ["EPSG:3006", "EPSG:3010", "EPSG:3014", "EPSG:3021"])
@pytest.mark.parametrize("swapped", [False, True])
def test_the_system_is_the_one_that_lands_in_the_kommun(
    parse: Any, crs: str, swapped: bool
) -> None:
    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(LON, LAT)
    pair = (y, x) if swapped else (x, y)
    area = shapely.Point(597424, 6402990).buffer(20_000)
    parsed = parse(
        ImportKind.EST, f"Datum;X;Y\n2026-03-12;{pair[0]:.1f};{pair[1]:.1f}\n", area=area
    )
    assert (parsed.frame.x[0], parsed.frame.y[0]) == pytest.approx((597424, 6402990), abs=1)
    assert parsed.reading.crs == crs


def test_two_systems_that_both_land_in_the_kommun_are_asked_about(parse: Any) -> None:
    area = shapely.Point(597424, 6402990).buffer(120_000)
    with pytest.raises(Uncertain) as caught:
        parse(ImportKind.EST, "Datum;X;Y\n2026-03-12;150000;6402990\n", area=area)
    assert "EPSG:3010" in dict(caught.value.questions[0].options)


def stack(names: list[str]) -> str:
    rows = "".join(f"2026-03-12;{name};{LAT};{LON}\n" for name in names)
    other = "".join(f"2026-03-12;B{n};57.7{n};16.6{n}\n" for n in range(5))
    return f"Datum;Plats;lat;lon\n{rows}{other}"


def test_many_places_on_one_point_are_known_to_the_locality_only(parse: Any) -> None:
    parsed = parse(ImportKind.EST, stack([f"Gatan {n}" for n in range(9)]))
    assert parsed.frame.precision.value_counts().to_dict() == {"ort": 9, "kvarter": 5}
    assert any("samma punkt" in note for note in parsed.notes)


def test_one_place_that_is_reported_often_keeps_its_point(parse: Any) -> None:
    parsed = parse(ImportKind.EST, stack(["Resecentrum"] * 9))
    assert set(parsed.frame.precision) == {"kvarter"}
