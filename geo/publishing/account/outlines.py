"""Coarse outlines of the published areas in WGS84: enough to know them, too little to point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.privacy import Area, Division
from geo.publishing.account.content import PublicArea, Ring
from geo.records import Records
from geo.schema import WGS84

COARSEST, FINEST = 400.0, 50.0
"""Metres that an outline may be off: a twentieth of the area's width, within these."""
DECIMALS = 4
SPECK = 0.02
"""Parts smaller than this share of the whole are left out."""


def areas(records: Records, division: Division) -> tuple[PublicArea, ...]:
    """Return the areas with their outlines."""
    shapes = dict(zip(records.places["place_id"], records.places.geometry, strict=True))
    return tuple(
        PublicArea(area.name, area.population, _of(records.crs, _ground(shapes, area)))
        for area in division.areas
    )


def boundary(records: Records) -> tuple[Ring, ...]:
    """Return the kommun's outline, if it is known."""
    return () if records.boundary is None else _of(records.crs, records.boundary)


def _ground(shapes: dict[int, BaseGeometry], area: Area) -> BaseGeometry:
    return shapely.union_all([shapes[place_id] for place_id in area.place_ids])


def _of(crs: str, shape: BaseGeometry) -> tuple[Ring, ...]:
    off = float(np.clip(np.sqrt(shape.area) / 20, FINEST, COARSEST))
    simple = shapely.simplify(shape, off)
    parts: Sequence[BaseGeometry] = [
        part
        for part in shapely.get_parts(simple)
        if part.geom_type == "Polygon" and part.area > SPECK * shape.area
    ]
    turn = Transformer.from_crs(crs, WGS84, always_xy=True)
    rings = []
    for part in parts:
        x, y = shapely.get_coordinates(shapely.get_exterior_ring(part)).T
        lon, lat = turn.transform(x, y)
        rings.append(
            tuple(
                (round(float(a), DECIMALS), round(float(b), DECIMALS))
                for a, b in zip(lon, lat, strict=True)
            )
        )
    return tuple(rings)
