"""A place's map opens at the place, and comes no closer than positions are known."""

from __future__ import annotations

import json

import shapely

from geo.layers import closest
from geo.layers._script import library


def test_the_map_opens_at_the_area_in_degrees_and_its_zoom_is_bounded() -> None:
    area = shapely.box(587_000, 6_402_000, 588_000, 6_403_000)
    data = json.loads(closest.layer(area, crs="EPSG:3006").payload)
    assert data["zoom"] == closest.ZOOM
    (south, west), (north, east) = data["bounds"]
    assert 57 < south < north < 58
    assert 16 < west < east < 17


def test_its_script_is_served_with_the_others() -> None:
    assert "pb.Closest" in library()
