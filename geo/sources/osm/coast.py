"""The sea, which OpenStreetMap has no area for: what lies to the right of its coastlines.

OpenStreetMap wiki, *Tag:natural=coastline*: "the land on the left side and water on the right side
of the way (when facing in the direction of its arrows)".
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Shapes = NDArray[np.object_]
ASIDE = 0.5
"""How far beside a coastline it is asked which face of the map lies there, in the map's unit."""


def sea(coastlines: Shapes, region: BaseGeometry) -> Shapes:
    """Return the polygons of the sea in a region.

    The coastlines cut the region into faces. A face is sea if more of the coastline around it has
    it on its right than on its left, by length: a file may be cut so that a line is broken. Where a
    line ends within the region, as at the edge of a file, it goes on straight to the region's edge.

    Parameters
    ----------
    coastlines : ndarray of LineString
        Directed as in OpenStreetMap; any projected CRS.
    region : Polygon or MultiPolygon
        In the same CRS.

    Returns
    -------
    ndarray of Polygon

    Examples
    --------
    A coast that runs south to north has the sea in the east.

    >>> coast = shapely.linestrings([[[5.0, 0.0], [5.0, 10.0]]])
    >>> [polygon.bounds for polygon in sea(coast, shapely.box(0, 0, 10, 10))]
    [(5.0, 0.0, 10.0, 10.0)]
    """
    if not len(coastlines):
        return np.empty(0, dtype=object)
    lines = _joined(coastlines)
    lines = lines[shapely.intersects(region, lines)]
    if not len(lines):
        return np.empty(0, dtype=object)
    # Whole lines, not their parts within the region: cut parts may end a hair from its edge.
    noded = shapely.union_all([*lines, *_onward(lines, region), region.boundary])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    faces = faces[shapely.contains(region, shapely.point_on_surface(faces))]
    right, left = (_lengths(lines, faces, side) for side in (-ASIDE, ASIDE))
    found: Shapes = faces[right > left]
    return found


def _joined(lines: Shapes) -> Shapes:
    """Return lines that go on in each other as one, in their own direction."""
    together = shapely.multilinestrings(list(lines))
    joined: Shapes = shapely.get_parts(shapely.line_merge(together, directed=True))
    return joined


def _onward(lines: Shapes, region: BaseGeometry) -> Shapes:
    """Return the straight ways from loose ends within a region to its edge."""
    open_ended = lines[~shapely.is_closed(lines)]
    ends = np.concatenate([shapely.get_point(open_ended, at) for at in (0, -1)])
    loose = ends[shapely.contains(region, ends)]
    ways = shapely.get_coordinates(shapely.shortest_line(loose, region.boundary)).reshape(-1, 2, 2)
    step = ways[:, 1] - ways[:, 0]
    length = np.maximum(np.hypot(*step.T), ASIDE)[:, None]
    ways[:, 1] += ASIDE * step / length  # across the edge, not to a hair from it
    onward: Shapes = shapely.linestrings(ways)
    return onward


def _lengths(lines: Shapes, faces: Shapes, aside: float) -> NDArray[np.float64]:
    """Return how much of the lines each face has at a distance to the left (right if negative)."""
    corners, of = shapely.get_coordinates(lines, return_index=True)
    same = of[1:] == of[:-1]
    start, step = corners[:-1][same], np.diff(corners, axis=0)[same]
    length = np.hypot(*step.T)
    start, step, length = (each[length > 0] for each in (start, step, length))
    normal = np.column_stack([-step[:, 1], step[:, 0]]) / length[:, None]
    points = shapely.points(start + step / 2 + aside * normal)
    segment, face = shapely.STRtree(faces).query(points, predicate="within")
    of_face = np.bincount(face, weights=length[segment], minlength=len(faces))
    return of_face.astype(np.float64)
