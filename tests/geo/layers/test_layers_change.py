"""A change on the map: two outlines told apart by line and fill, and said in words."""

from __future__ import annotations

import json

import shapely

from geo.layers import change
from geo.look import ACCENT, GROUPS, INK
from geo.model import Group

OLD = shapely.box(600_000, 6_400_000, 601_000, 6_401_000)
NEW = shapely.union_all([OLD.buffer(100), shapely.box(603_000, 6_400_000, 604_000, 6_401_000)])


def test_both_outlines_are_carried_in_degrees_with_all_their_parts() -> None:
    data = json.loads(change.layer(OLD, NEW, crs="EPSG:3006").payload)
    assert len(data["before"]) == 1
    assert len(data["after"]) == 2
    assert all(57 < lat < 58 and 16 < lon < 17.1 for lat, lon in data["before"][0])
    assert (data["colour"], data["ink"]) == (ACCENT, INK)


def test_equal_outlines_give_equal_strings() -> None:
    first, again = (change.layer(OLD, NEW, crs="EPSG:3006").payload for _ in range(2))
    assert first == again != change.layer(NEW, OLD, crs="EPSG:3006").payload


def test_the_legend_says_in_words_what_the_lines_and_points_mean() -> None:
    shown = change.legend([Group.CRIME])
    assert "före (streckad)" in shown
    assert "dashed" in shown
    assert "efter (fylld)" in shown
    assert GROUPS[Group.CRIME].word.lower() in shown
    assert "Händelser" not in change.legend([])
