"""Layers carry what they are given, in few bytes, and the same every time."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geo.layers import group, incidents, places, shapes
from geo.layers.base import base_map
from geo.layers.legend import legend
from geo.layers.places import PlaceLabel
from geo.look import VERDICTS
from geo.model import Group, Verdict
from geo.settings import Tiles

SQUARE = shapely.box(600_000, 6_400_000, 601_000, 6_401_000)
BOUNDS = (16.6, 57.7, 16.7, 57.8)


def unpacked(layer: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read a layer's points as the browser does."""
    data = json.loads(layer.payload)  # type: ignore[attr-defined]
    raw = np.frombuffer(zlib.decompress(b64decode(data["packed"])), np.uint8)
    n = data["count"]
    planes = raw[: 8 * n].reshape(2, 4, n)
    east, north = (np.cumsum(p.T.copy().view("<i4").ravel(), dtype=np.int32) for p in planes)
    return east, north, raw[8 * n :]


def test_packed_points_come_out_within_a_metre_with_their_category() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(6e5, 5e3, 1000), rng.normal(6.4e6, 5e3, 1000)
    category = rng.integers(0, 2, 1000)
    layer = incidents.layer(x, y, ["skadegorelse", "samling"], category, crs="EPSG:3006")
    east, north, kind = unpacked(layer)
    to = Transformer.from_crs("EPSG:3006", "EPSG:3857", always_xy=True)
    want = sorted(zip(*(np.rint(v).astype(int) for v in to.transform(x, y)), category, strict=True))
    assert sorted(zip(east, north, kind, strict=True)) == want


def test_no_points_are_a_layer_too() -> None:
    none = np.zeros(0)
    layer = incidents.layer(none, none, [], none.astype(int), crs="EPSG:3006")
    assert unpacked(layer)[0].size == 0


def test_equal_data_gives_equal_strings_and_other_data_another() -> None:
    def script(name: str) -> str:
        series = gpd.GeoSeries([SQUARE], crs=3006)
        layer = places.layer(series, [PlaceLabel(1, name, "", Verdict.AS_USUAL)], selected=None)
        return str(layer.payload)

    assert script("Karstorp") == script("Karstorp") != script("Edsbruk")


def test_the_base_map_is_the_same_every_time_and_asks_nobody() -> None:
    first, second = base_map(BOUNDS, None), base_map(BOUNDS, None)
    links = [link for _, link in first.default_js + first.default_css]
    assert all(not link.startswith("http") for link in links)
    assert [c.payload for c in first._children.values() if hasattr(c, "payload")] == [
        c.payload for c in second._children.values() if hasattr(c, "payload")
    ]


def test_tiles_come_only_when_they_are_set() -> None:
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "© exempel")
    assert "tiles.example" in str(list(base_map(BOUNDS, tiles)._children))
    assert "tiles.example" not in str(list(base_map(BOUNDS, None)._children))


def test_polygons_keep_their_holes_and_parts() -> None:
    hole = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6))
    both = shapely.union_all([hole, shapely.box(20, 20, 21, 21)])
    assert len(shapes.rings(both)) == 3


def test_a_verdict_is_never_told_by_colour_alone() -> None:
    symbols = [look.symbol for look in VERDICTS.values()]
    assert len(set(symbols)) == len(Verdict)
    shown = legend("Jämfört", [Group.CRIME], visits=True)
    assert all(look.symbol in shown and look.word.lower() in shown for look in VERDICTS.values())


def test_a_legend_escapes_its_title() -> None:
    assert "<img" not in legend("<img src=x>", [], visits=False)


@pytest.mark.parametrize("count", [0, 3])
def test_layers_are_grouped_in_order(count: int) -> None:
    layers = [
        places.layer(gpd.GeoSeries([SQUARE], crs=3006), [PlaceLabel(i, "x", "")], selected=None)
        for i in range(count)
    ]
    assert len(group(layers)._children) == count
