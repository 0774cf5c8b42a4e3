"""Levels of detail are nested, bounded, and packed without loss beyond a metre."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.terrain import detail, packing
from geo.terrain.detail import FINEST, LEVELS
from geo.terrain.names import Name

WHOLE = st.integers(-20_000_000, 20_000_000)
LINES = st.lists(
    st.lists(st.tuples(WHOLE, WHOLE), min_size=2, max_size=30, unique=True), min_size=0, max_size=8
)


def wiggle(points: int = 4_000, length: float = 40_000) -> shapely.LineString:
    x = np.linspace(0, length, points)
    y = 30 * np.sin(x / 90) + 400 * np.sin(x / 4_000)
    return shapely.LineString(np.column_stack([x, y]))


def test_a_coarser_level_has_fewer_corners_and_is_never_further_off_than_it_may() -> None:
    line = wiggle()
    found = detail.corners(np.array([line]))
    counts = [int((found.level <= level).sum()) for level in range(len(LEVELS))]
    assert counts == sorted(counts)
    assert counts[0] < counts[FINEST] / 5
    for number, level in enumerate(LEVELS):
        seen = shapely.LineString(found.xy[found.level <= number])
        # Every level is drawn from the next finer one, so that errors add up.
        allowed = sum(each.tolerance for each in LEVELS[number:])
        assert shapely.hausdorff_distance(line, seen) <= allowed
        assert level.tolerance <= 0.5 * detail.PIXEL / 2 ** min(level.zoom, 16.5)


def test_a_hole_and_a_polygon_too_small_to_see_are_gone_from_afar_only() -> None:
    pond = shapely.Point(0, 0).buffer(60)
    lake = shapely.Point(9_000, 0).buffer(3_000).difference(shapely.Point(9_000, 0).buffer(60))
    found = detail.corners(np.array([pond, lake]))
    assert found.rings.tolist() == [1, 2]
    first = np.repeat(np.arange(3), found.lengths)
    coarsest = [int(found.level[first == ring].min()) for ring in range(3)]
    assert coarsest == [1, 0, 1]


def test_what_is_shown_from_near_only_has_no_level_from_afar() -> None:
    assert detail.corners(np.array([wiggle()]), first=2).level.min() == 2


@given(LINES)
def test_packed_shapes_come_out_as_they_were(lines: list[list[tuple[int, int]]]) -> None:
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    lengths = np.array([len(line) for line in lines], dtype=np.int64)
    corners = detail.Corners(
        np.ones(len(lines), dtype=np.int64),
        lengths,
        shapely.get_coordinates(shapes),
        np.arange(lengths.sum()).astype(np.uint8) % 4,
    )
    content = packing.pack(
        {"street": corners}, [Name("Å", "town", 1, 2)], {"source": "f", "day": ""}
    )
    found = packing.unpack(content)
    assert found.head["groups"] == [["street", len(lines)]]
    assert found.head["names"] == [["Å", "town", 1, 2, 0, 0]]
    pieces = np.split(found.corners.xy, np.cumsum(found.corners.lengths)[:-1])
    got = sorted(tuple(map(tuple, piece.astype(int).tolist())) for piece in pieces if len(piece))
    assert got == sorted(tuple(line) for line in lines)


@pytest.mark.parametrize("cut", [0, 1, 10, 60])
def test_what_is_not_whole_is_no_ground(cut: int) -> None:
    content = packing.pack({"street": detail.corners(np.array([wiggle()]))}, [], {})
    with pytest.raises(ValueError, match="not a ground"):
        packing.unpack(content[:cut])
