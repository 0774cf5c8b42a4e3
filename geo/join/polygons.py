"""The exact test: whether a place holds a point, in the sense of ``geopandas.sjoin``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from threading import Lock
from typing import Self

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEAST = 1e-100
"""Below this, products of coordinates vanish and two tests of GEOS may differ."""
COLLECTION = 7
"""GEOS type id of a GeometryCollection."""


class Polygons:
    """The places' geometries, prepared; positions are those of the places.

    Parameters
    ----------
    geometry : ndarray of object, shape (n,)
        Any geometries; missing and empty ones hold nothing.

    Attributes
    ----------
    bounds : ndarray of float, shape (n, 4)
        West, south, east, north; NaN for missing and empty ones.
    sound : bool
        Whether every coordinate is a number that arithmetic does not lose.
    """

    def __init__(self, geometry: NDArray[np.object_]) -> None:
        self.geometry = geometry
        self.bounds: Floats = shapely.bounds(geometry)
        xy = shapely.get_coordinates(geometry)
        self.sound = bool(np.isfinite(xy).all() and not _lost(xy).any())
        self._valid: Bools = shapely.is_valid(geometry)
        # Prepared collections: GEOS 3.14 fails on some valid ones that it answers unprepared.
        self._kind = shapely.get_type_id(geometry)
        self._plain: Bools = self._valid & (self._kind != COLLECTION)
        self._tree: shapely.STRtree | None = None
        # GEOS fills a prepared geometry in while it answers, so one thread asks at a time.
        self._asking = Lock()
        shapely.prepare(geometry)

    @classmethod
    def of(cls, places: gpd.GeoDataFrame) -> Self:
        """Take the geometries of a frame, as they are now."""
        return cls(np.array(places.geometry.array, dtype=object))

    def __len__(self) -> int:
        return len(self.geometry)

    @property
    def key(self) -> str:
        """Hash of the polygons, in their order."""
        digest = hashlib.blake2b(digest_size=16)
        for wkb in shapely.to_wkb(self.geometry):
            digest.update(b"\0" if wkb is None else b"\1" + len(wkb).to_bytes(8, "little") + wkb)
        return digest.hexdigest()

    @property
    def solid(self) -> Ints:
        """Positions of the geometries that are neither missing nor empty."""
        return np.flatnonzero(
            ~(shapely.is_missing(self.geometry) | shapely.is_empty(self.geometry))
        )

    @property
    def tree(self) -> shapely.STRtree:
        """The boxes, as a tree; made when first asked for."""
        if self._tree is None:
            self._tree = shapely.STRtree(self.geometry)
        return self._tree

    def erratic(self, place: int) -> bool:
        """Tell whether answers may differ where no border runs: in invalid collections."""
        return not (self._valid[place] or self._kind[place] != COLLECTION)

    def widened(self, distance: float) -> Self:
        """Return places that hold at least every point within `distance` of these.

        A twentieth is added: round corners are drawn with straight lines. Of an invalid geometry a
        buffer may lose parts; the convex hull of all its corners does not.
        """
        whole = self.geometry.copy()
        for place in np.flatnonzero(~self._valid & ~shapely.is_missing(self.geometry)):
            corners = shapely.multipoints(shapely.get_coordinates(self.geometry[place]))
            whole[place] = shapely.convex_hull(corners)
        return type(self)(shapely.buffer(whole, distance * 1.05, quad_segs=8))

    def hold(self, place: int, x: Floats, y: Floats) -> Bools:
        """Tell which finite points a place intersects.

        The prepared test counts crossings of all rings at once. Where rings overlap, in invalid
        geometries, that differs from a test ring by ring, which is what ``sjoin`` does: there a
        tree of the one geometry is asked, just as ``sjoin`` asks; of collections, and of
        points next to 0, too.
        """
        geometry = self.geometry[place]
        with self._asking:
            if not self._plain[place]:
                return _as_sjoin(geometry, x, y)
            answer = np.asarray(shapely.intersects_xy(geometry, x, y))
            lost = _lost(x) | _lost(y)
            if lost.any():
                answer[lost] = _as_sjoin(geometry, x[lost], y[lost])
            return answer

    def hold_each(self, place: Ints, x: Floats, y: Floats) -> Bools:
        """Tell of each point whether the place beside it intersects it."""
        answer = np.zeros(len(place), dtype=np.bool_)
        for which, group in _groups(place):
            answer[group] = self.hold(which, x[group], y[group])
        return answer

    def pairs(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        """Return every pair of a finite point and a place, by the tree alone."""
        with self._asking:
            point, place = self.tree.query(shapely.points(x, y), predicate="intersects")
        order = np.lexsort((place, point))
        return point[order].astype(np.int64), place[order].astype(np.int64)

    def nearest(self, x: Floats, y: Floats, max_distance: float) -> tuple[Ints, Ints, Floats]:
        """Return the nearest place of each point that has one; of equally near ones the first."""
        with self._asking:
            (point, place), distance = self.tree.query_nearest(
                shapely.points(x, y), max_distance=max_distance, return_distance=True
            )
        order = np.lexsort((place, point))
        point, place, distance = point[order], place[order], distance[order]
        first = np.ones(len(point), dtype=np.bool_)
        first[1:] = point[1:] != point[:-1]
        return point[first].astype(np.int64), place[first].astype(np.int64), distance[first]


def _as_sjoin(geometry: shapely.Geometry, x: Floats, y: Floats) -> Bools:
    """Tell which points intersect a geometry, by the very operation of ``sjoin``."""
    answer = np.zeros(len(x), dtype=np.bool_)
    tree = shapely.STRtree([geometry])
    answer[tree.query(shapely.points(x, y), predicate="intersects")[0]] = True
    return answer


def _lost(coordinates: Floats) -> Bools:
    """Tell which numbers are so near 0, without being it, that a product with them vanishes."""
    return np.asarray((np.abs(coordinates) < LEAST) & (coordinates != 0))


def _groups(key: Ints) -> Iterator[tuple[int, Ints]]:
    """Give each value of `key` with the positions that have it."""
    order = np.argsort(key, kind="stable")
    cuts = np.flatnonzero(np.diff(key[order])) + 1
    for group in np.split(order, cuts):
        if len(group):
            yield int(key[group[0]]), group
