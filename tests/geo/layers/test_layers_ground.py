"""The ground belongs to the base map, which is plain without it."""

from __future__ import annotations

import json

from geo.layers import ground
from geo.layers.base import base_map
from geo.look import GROUND_AREAS, GROUND_LINES, GROUND_NAMES
from geo.settings import Tiles

BOUNDS = (16.6, 57.7, 16.7, 57.8)
NAME = "0883-0123456789abcdef"


def told(**options: object) -> str:
    (start,) = [
        each.payload
        for each in base_map(BOUNDS, None, **options)._children.values()  # type: ignore[arg-type]
        if hasattr(each, "payload")
    ]
    return str(start)


def test_a_map_without_an_extract_is_told_its_bounds_and_nothing_else() -> None:
    assert told() == told(ground=None) == '{"bounds": [[57.7, 16.6], [57.8, 16.7]]}'


def test_a_ground_is_named_with_how_it_looks_the_same_every_time() -> None:
    assert told(ground=NAME) == told(ground=NAME)
    data = json.loads(told(ground=NAME))["ground"]
    assert data["url"] == f"../../assets/ground/{NAME}"
    assert data["attribution"] == "© OpenStreetMap contributors"
    assert list(data["areas"]) == list(GROUND_AREAS)
    assert list(data["lines"]) == list(GROUND_LINES)
    assert list(data["names"]) == list(GROUND_NAMES)
    assert data == ground.under(NAME)


def test_a_kommuns_own_ground_asks_no_server_for_tiles() -> None:
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "© exempel")
    assert "tiles.example" not in str(list(base_map(BOUNDS, tiles, ground=NAME)._children))
