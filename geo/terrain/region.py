"""Which part of an extract is a kommun's: its boundary and a little around it, in web Mercator."""

from __future__ import annotations

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError, FormatError
from geo.schema import WGS84
from geo.store import read
from geo.store.engine import Store

MERCATOR = "EPSG:3857"
AROUND = 3_000.0
"""Metres around a kommun's boundary, or around its places where there is none."""
COARSE = 200.0
"""Metres by which the edge of the region may differ: nothing ends there but the map."""


def of(
    store: Store, kommun: str, extent: tuple[float, float, float, float], *, file: str
) -> BaseGeometry:
    """Return the kommun's part of an extract in web Mercator.

    Parameters
    ----------
    store : Store
    kommun : str
    extent : tuple of float
        West, south, east, north of the extract in degrees.
    file : str
        Its name, for messages.

    Raises
    ------
    FormatError
        The extract does not touch the kommun.
    """
    covered = shapely.box(*to_mercator(WGS84).transform_bounds(*extent))
    own = _own(store, kommun)
    if own is None:
        return covered
    outline = shapely.segmentize(own.buffer(AROUND).simplify(COARSE), 10 * COARSE)
    shared = _projected(outline, store.crs).intersection(covered).buffer(0)  # areas alone
    if not _projected(own, store.crs).intersects(covered):
        raise FormatError(
            "Utdraget ligger inte i kommunen.",
            hint="Kontrollera kommunkoden, eller hämta ett utdrag som täcker kommunen.",
            file=file,
        )
    return shared


def to_mercator(crs: str) -> Transformer:
    """Return the way from a CRS to web Mercator."""
    return Transformer.from_crs(crs, MERCATOR, always_xy=True)


def _own(store: Store, kommun: str) -> BaseGeometry | None:
    boundary = read.boundary(store, kommun)
    if boundary is not None:
        return boundary
    places = read.places(store, kommun)
    return places.geometry.union_all().convex_hull if len(places) else None


def _projected(shape: BaseGeometry, crs: str) -> BaseGeometry:
    transform = to_mercator(crs).transform
    moved: BaseGeometry = shapely.transform(shape, lambda x, y: transform(x, y), interleaved=False)
    if not shapely.is_valid(moved) or not all(abs(side) < 3e7 for side in moved.bounds):
        raise CrsError("Kommunens gräns går inte att rita på en webbkarta.")
    return moved
