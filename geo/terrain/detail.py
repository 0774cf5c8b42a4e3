"""How much of a shape is seen from afar: every corner has the coarsest level that keeps it.

Levels are nested, so that all of them together take no more room than the finest one: a corner
that is seen from afar is seen from near, too. Corners are chosen by Douglas & Peucker's rule
(1973, *Cartographica* 10(2), 112–122) as GEOS has it, with the topology of polygons kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]


class Level(NamedTuple):
    """How a level is drawn; metres of web Mercator, which are longer than those of the ground.

    Attributes
    ----------
    zoom : float
        The zoom of Leaflet below which it is shown; the finest one is shown at all others.
    tolerance : float
        How far a line may be from where it was: half a pixel.
    smallest : float
        Side of the smallest square that is drawn as an area, and half the shortest line.
    """

    zoom: float
    tolerance: float
    smallest: float


PIXEL = 156_543.03
"""Metres of web Mercator of a pixel at zoom 0: the equator is 256 pixels long."""


def _level(zoom: float, *, sharpest: float) -> Level:
    pixel = PIXEL / 2**sharpest
    return Level(zoom, 0.5 * pixel, 5 * pixel)


LEVELS = (
    *(_level(zoom, sharpest=zoom) for zoom in (11.0, 13.0, 15.0)),
    _level(99.0, sharpest=16.5),
)
FINEST = len(LEVELS) - 1


@dataclass(frozen=True, eq=False)
class Corners:
    """Shapes taken apart: shapes are rings (lines have one), rings are corners.

    Attributes
    ----------
    rings : ndarray of int, shape (shapes,)
        How many rings each shape has.
    lengths : ndarray of int, shape (rings,)
        How many corners each ring has.
    xy : ndarray of float, shape (corners, 2)
    level : ndarray of uint8, shape (corners,)
        Index of the coarsest of :data:`LEVELS` that keeps the corner.
    """

    rings: Ints
    lengths: Ints
    xy: NDArray[np.float64]
    level: NDArray[np.uint8]


def corners(shapes: Shapes, *, first: int = 0, coarser: float = 1.0) -> Corners:
    """Take polygons or lines apart, each corner with its level.

    Parameters
    ----------
    shapes : ndarray of Polygon or of LineString
        In web Mercator.
    first : int
        The coarsest level that any of them is shown at.
    coarser : float
        What the tolerance and the smallest size of all levels are multiplied by; 1 as usual.

    Examples
    --------
    A bend of five metres is not seen from afar; the ends of a long line are.

    >>> line = shapely.linestrings([[[0, 0], [5_000, 5], [10_000, 0]]])
    >>> corners(line).level.tolist()
    [0, 2, 0]
    """
    kept = [_seen(shapes, LEVELS[FINEST], coarser)]
    for level in LEVELS[first:FINEST][::-1]:
        kept.append(_seen(kept[-1], level, coarser))
    table = _table(kept[0])
    table["level"] = np.uint8(FINEST)
    for number, seen in zip(range(FINEST - 1, first - 1, -1), kept[1:], strict=True):
        coarse = _table(seen)[["shape", "x", "y"]].drop_duplicates()
        found = table[["shape", "x", "y"]].merge(coarse, how="left", indicator=True)["_merge"]
        table.loc[(found == "both").to_numpy(), "level"] = np.uint8(number)
    ring = table["ring"].to_numpy()
    starts = np.flatnonzero(np.diff(ring, prepend=-1))
    return Corners(
        rings=np.unique(table["shape"].to_numpy()[starts], return_counts=True)[1],
        lengths=np.diff(np.append(starts, len(ring))),
        xy=table[["x", "y"]].to_numpy(),
        level=table["level"].to_numpy(),
    )


def _seen(shapes: Shapes, level: Level, coarser: float) -> Shapes:
    """Return shapes as a level has them; None for those that are too small for it."""
    simple: Shapes = shapely.simplify(shapes, level.tolerance * coarser, preserve_topology=True)
    smallest = level.smallest * coarser
    lines = shapely.get_dimensions(simple) == 1
    large = np.where(
        lines, shapely.length(simple) >= 2 * smallest, shapely.area(simple) >= smallest**2
    )
    simple[~large] = None
    holed = np.flatnonzero(shapely.get_num_interior_rings(simple) > 0)
    for at in holed:
        simple[at] = _without_small_holes(simple[at], smallest**2)
    return simple


def _without_small_holes(polygon: shapely.Polygon, smallest: float) -> shapely.Polygon:
    holes = shapely.polygons(shapely.get_rings(polygon)[1:])
    kept = shapely.get_exterior_ring(holes[shapely.area(holes) >= smallest])
    return shapely.Polygon(polygon.exterior, list(kept))


def _table(shapes: Shapes) -> pd.DataFrame:
    """Return shape number, ring number, x and y of every corner; closing corners are left out."""
    rings, shape = _rings(shapes)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    closed = shapely.get_type_id(rings) == 2  # a LinearRing ends where it began
    last = np.diff(ring, append=-1) != 0
    keep = ~(last & closed[ring])
    return pd.DataFrame(
        {"shape": shape[ring[keep]], "ring": ring[keep], "x": xy[keep, 0], "y": xy[keep, 1]}
    )


def _rings(shapes: Shapes) -> tuple[Shapes, Ints]:
    """Return lines as they are and the rings of polygons, with the number of their shape."""
    lines = np.flatnonzero(shapely.get_type_id(shapes) == 1)
    polygons = np.flatnonzero(shapely.get_type_id(shapes) == 3)
    rings, of = shapely.get_rings(shapes[polygons], return_index=True)
    return np.concatenate([shapes[lines], rings]), np.concatenate([lines, polygons[of]])
