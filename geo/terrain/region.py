"""Which part of an extract is a kommun's: its boundary and a little around it, in web Mercator."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError, FormatError
from geo.schema import WGS84
from geo.store import read
from geo.store.engine import Store

MERCATOR = "EPSG:3857"
AROUND = 3_000.0
"""Metres around a kommun's boundary that belong to its map."""
AROUND_PLACES = 10_000.0
"""The same around its places, where no boundary is known."""
COARSE = 200.0
"""Metres by which the edge of the region may differ: nothing ends there but the map."""
LARGEST = 3e7
"""Beyond all coordinates of web Mercator."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """A kommun in web Mercator.

    Attributes
    ----------
    own : geometry
        The kommun, or the hull of its places.
    around : geometry
        What its map shows.
    """

    own: BaseGeometry
    around: BaseGeometry

    @property
    def degrees(self) -> Box:
        """Return west, south, east and north in WGS84."""
        to_degrees = Transformer.from_crs(MERCATOR, WGS84, always_xy=True)
        west, south, east, north = to_degrees.transform_bounds(*self.around.bounds)
        return west, south, east, north

    def within(self, extent: Box, *, file: str) -> BaseGeometry:
        """Return the part of the region that an extract covers.

        Parameters
        ----------
        extent : tuple of float
            West, south, east, north of the extract in degrees.
        file : str
            Its name, for the message.

        Raises
        ------
        FormatError
            The extract does not touch the kommun.
        """
        covered = box(extent)
        if not self.own.intersects(covered):
            raise FormatError(
                "Utdraget ligger inte i kommunen.",
                hint="Kontrollera kommunkoden, eller hämta ett utdrag som täcker kommunen.",
                file=file,
            )
        shared: BaseGeometry = self.around.intersection(covered).buffer(0)  # areas alone
        return shared


def of(store: Store, kommun: str) -> Region | None:
    """Return a kommun's region, or None where neither boundary nor places are known.

    Raises
    ------
    CrsError
        It lies where web Mercator does not reach.
    """
    boundary = read.boundary(store, kommun)
    own, margin = (boundary, AROUND) if boundary else (_hull(store, kommun), AROUND_PLACES)
    if own is None:
        return None
    around = shapely.segmentize(own.buffer(margin).simplify(COARSE), 10 * COARSE)
    return Region(_projected(own, store.crs), _projected(around, store.crs))


def box(extent: Box) -> BaseGeometry:
    """Return a box of degrees in web Mercator."""
    west, south, east, north = extent
    reached = (west, max(south, -85.0), east, min(north, 85.0))
    return shapely.box(*to_mercator(WGS84).transform_bounds(*reached))


def to_mercator(crs: str) -> Transformer:
    """Return the way from a CRS to web Mercator."""
    return Transformer.from_crs(crs, MERCATOR, always_xy=True)


def _hull(store: Store, kommun: str) -> BaseGeometry | None:
    places = read.places(store, kommun)
    return places.geometry.union_all().convex_hull if len(places) else None


def _projected(shape: BaseGeometry, crs: str) -> BaseGeometry:
    transform = to_mercator(crs).transform
    moved: BaseGeometry = shapely.transform(shape, lambda x, y: transform(x, y), interleaved=False)
    if not all(abs(side) < LARGEST for side in moved.bounds):
        raise CrsError("Kommunens gräns går inte att rita på en webbkarta.")
    return moved
