"""The sea is what lies to the right of the coastlines."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.sources.osm import coast

REGION = shapely.box(0, 0, 100, 100)


def lines(*corners: list[tuple[float, float]]) -> np.ndarray:
    return np.array([shapely.LineString(each) for each in corners], dtype=object)


def test_an_island_in_the_sea_is_a_hole() -> None:
    island = [(70, 40), (80, 40), (80, 50), (70, 50), (70, 40)]  # anticlockwise: land within
    (sea,) = coast.sea(lines([(50, -10), (50, 110)], island), REGION)
    assert sea.area == pytest.approx(50 * 100 - 10 * 10)


def test_a_coastline_in_pieces_is_one_coast() -> None:
    pieces = lines([(50, 60), (50, 110)], [(50, -10), (50, 30)], [(50, 30), (50, 60)])
    (sea,) = coast.sea(pieces, REGION)
    assert sea.bounds == (50, 0, 100, 100)


def test_a_lake_of_coastline_has_its_water_inside() -> None:
    clockwise = [(70, 40), (70, 50), (80, 50), (80, 40), (70, 40)]
    (sea,) = coast.sea(lines(clockwise), REGION)
    assert sea.bounds == (70, 40, 80, 50)


def test_a_coast_that_ends_within_the_region_goes_on_to_its_edge() -> None:
    (sea,) = coast.sea(lines([(50, 5), (50, 92)]), REGION)
    assert sea.area == pytest.approx(5_000, rel=0.02)


@pytest.mark.parametrize("found", [lines(), lines([(200, 0), (200, 100)])])
def test_without_a_coast_in_the_region_there_is_no_sea(found: np.ndarray) -> None:
    assert len(coast.sea(found, REGION)) == 0
