"""Utforska at its edges: areas as large as the globe, the first day, places of one name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import geopandas as gpd
import pytest
import shapely

from geo.explore import area, compared, filters
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.explore.select import select
from tests.explore_incidents import PLACES, assignment, incidents, read


@pytest.mark.parametrize(
    "ring",
    [
        ((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)),
        ((-90.0, 0.0), (120.0, 0.0), (120.0, 89.0), (-90.0, 89.0)),
        ((5.0, 57.5), (40.0, 57.5), (40.0, 70.0), (5.0, 70.0)),
    ],
)
def test_an_area_around_everything_holds_everything(ring: area.Ring) -> None:
    frame = incidents(300, seed=1)
    found = read(frame, assignment(frame, seed=2))
    inside = select(Filter(area=ring), found)
    assert inside.rows.tolist() == [row for row in range(300) if found.assignment.positioned[row]]


def test_an_area_on_the_other_side_of_the_globe_holds_nothing() -> None:
    frame = incidents(50, seed=1)
    ring = ((-170.0, -60.0), (-160.0, -60.0), (-160.0, -50.0), (-170.0, -50.0))
    assert len(select(Filter(area=ring), read(frame, assignment(frame, seed=2))).rows) == 0


def test_an_area_is_what_it_is_in_degrees() -> None:
    ring = area.read("10, 57, 25, 58")
    drawn = area.polygon(ring, crs="EPSG:3006")
    lon, lat = [11.0, 15.0, 24.0, 15.0, 15.0], [57.01, 57.01, 57.99, 56.99, 58.01]
    points = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs="EPSG:4326").to_crs("EPSG:3006")
    assert shapely.intersects(drawn, points.to_numpy()).tolist() == [True, True, True, False, False]


def test_days_before_the_first_there_is_are_not_asked_for() -> None:
    first = Filter(first=date(1900, 1, 1), last=date(1900, 1, 2))
    assert filters.before(first) is None
    third = filters.before(Filter(first=date(1900, 1, 3), last=date(1900, 1, 4)))
    assert third == first


def test_places_of_the_same_name_are_compared_one_by_one() -> None:
    frame = incidents(400, seed=3)
    assigned = assignment(frame, seed=4)
    shapes = gpd.GeoSeries([shapely.box(0, 0, 1, 1)] * len(PLACES), crs="EPSG:3006")
    a = Exploration(
        Filter(last=date(2026, 3, 31)), read(frame, assigned), frame,
        ("Torget", "Torget", "Utanför alla platser"), shapes,
    )  # fmt: skip
    b = replace(a, wanted=Filter(first=date(2026, 4, 1)))
    table = compared.per_place(a, b)
    told = sorted(row[:3] for row in table.rows[1:])
    counts = [{(row[0], key): row[1] for row, key in zip(t.rows, t.keys, strict=True)}
              for t in (a.per_place, b.per_place)]  # fmt: skip
    assert len(told) == len(PLACES) + 2
    assert "i snitt högst var tjugonde" in table.note  # a mean, and no promise
    assert told == sorted((name, n, counts[1][name, key]) for (name, key), n in counts[0].items())


def explored(wanted: Filter) -> Exploration:
    frame = incidents(400, seed=3)
    shapes = gpd.GeoSeries([shapely.box(0, 0, 1, 1)] * len(PLACES), crs="EPSG:3006")
    return Exploration(
        wanted, read(frame, assignment(frame, seed=4)), frame, ("A", "B", "C"), shapes
    )


def test_days_that_nothing_is_on_record_of_are_compared_with_nothing() -> None:
    a = explored(Filter())
    for b in (Filter(last=date(2020, 1, 1)), Filter(first=date(2030, 1, 1))):
        table = compared.per_place(a, replace(a, wanted=b))
        assert {row[3:] for row in table.rows} == {(None, "", "")}
        assert table.note.startswith("Inget är inläst från dagarna i B")


def test_days_after_the_last_on_record_make_no_decrease() -> None:
    last = explored(Filter()).found.days[1]
    now = explored(Filter(first=last - timedelta(days=9), last=last + timedelta(days=50)))
    earlier = compared.earlier(now)
    assert earlier is not None
    assert earlier.wanted == Filter(first=last - timedelta(days=19), last=last - timedelta(days=10))
    assert compared.length(now) == compared.length(earlier) == 10
    assert compared.earlier(explored(Filter(first=last + timedelta(days=1)))) is None
