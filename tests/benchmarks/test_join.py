"""How much faster the place index is than geopandas.sjoin, with the same pairs.

Both are timed in turn within one run, so that a busy machine slows them alike. The figure aimed at
is 20 times for ``sjoin`` alone, with its Points already made; with their making is told beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from geo.join import PlaceIndex

EXTENT = 100_000.0
PLACES = 1000


def irregular_places(number: int = PLACES, seed: int = 1) -> gpd.GeoDataFrame:
    """Star-like polygons of 200–600 corners with ragged borders, many of them overlapping."""
    rng = np.random.default_rng(seed)
    waves = np.arange(1, 9)
    shapes = []
    for _ in range(number):
        corners = int(rng.integers(200, 600))
        angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
        phase = rng.uniform(0, 2 * np.pi, (8, 1))
        wave = (rng.normal(0, 0.35, 8) / waves) @ np.cos(np.outer(waves, angle) + phase)
        radius = rng.uniform(500, 2500) * (1 + wave) * rng.uniform(0.9, 1.1, corners)
        radius = np.maximum(radius, 50)
        around = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        shapes.append(shapely.Polygon(rng.uniform(0, EXTENT, 2) + radius[:, None] * around))
    return gpd.GeoDataFrame(geometry=shapes, crs="EPSG:3006")


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begin = perf_counter()
    result = call()
    return perf_counter() - begin, result


def as_pairs(found: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    point, place = found.index.to_numpy(), found["index_right"].to_numpy()
    order = np.lexsort((place, point))
    return point[order], place[order]


@pytest.mark.parametrize(("number", "rounds"), [(1_000_000, 5), (10_000_000, 3)])
def test_locate_beside_sjoin(number: int, rounds: int) -> None:
    places = irregular_places()
    x, y = np.random.default_rng(7).uniform(-1000, EXTENT + 1000, (2, number))
    build, index = timed(lambda: PlaceIndex.build(places))
    making, points = timed(
        lambda: gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=places.crs)
    )
    index.locate(x[:1000], y[:1000])
    ours, theirs = [], []
    for _ in range(rounds):
        seconds, found = timed(lambda: index.locate(x, y))
        ours.append(seconds)
        seconds, joined = timed(lambda: gpd.sjoin(points, places, predicate="intersects"))
        theirs.append(seconds)
    expected = as_pairs(joined)
    np.testing.assert_array_equal(found[0], expected[0])
    np.testing.assert_array_equal(found[1], expected[1])
    locate, sjoin = float(np.median(ours)), float(np.median(theirs))
    each = [slow / fast for slow, fast in zip(theirs, ours, strict=True)]
    print(
        f"\n{number:,} points × {PLACES:,} places, {len(found[0]):,} pairs, identical; "
        f"median of {rounds}: locate {locate:.3f} s, sjoin {sjoin:.2f} s, "
        f"ratio {sjoin / locate:.1f} (rounds {min(each):.1f}–{max(each):.1f}); "
        f"with making Points ({making:.2f} s) {(sjoin + making) / locate:.1f}; "
        f"with building the index ({build:.2f} s) {sjoin / (locate + build):.1f}"
    )


@pytest.mark.parametrize("number", [50, 1000, 5000])
def test_building_saving_and_loading(number: int, tmp_path: Path) -> None:
    places = irregular_places(number)
    path = tmp_path / "index.npz"
    build = float(np.median([timed(lambda: PlaceIndex.build(places))[0] for _ in range(3)]))
    PlaceIndex.build(places).save(path)
    load = float(np.median([timed(lambda: PlaceIndex.load(path, places))[0] for _ in range(3)]))
    print(
        f"\n{number} places: build {build:.2f} s, load {load:.2f} s, "
        f"{path.stat().st_size / 1e6:.0f} MB, ratio {build / load:.1f}"
    )
