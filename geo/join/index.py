"""An index that tells, for millions of points, which places each lies in: exactly, and fast.

A coarse grid answers most points with one look-up: no place, or one place that covers the whole
cell. Where a border runs, the cell is divided once more; only points in small cells that a border
may touch are tested against polygons, by GEOS, on the original coordinates. So the answer is that
of ``geopandas.sjoin(predicate="intersects")`` on every point.
"""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import geopandas as gpd
import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.errors import InputError
from geo.join.polygons import Floats, Ints, Polygons
from geo.join.raster import Grid
from geo.join.table import NONE, Table, look_up, make_grid, make_table

CHUNK = 1 << 17
"""Points looked up at a time: small enough for the processor's cache."""
BLOCK = 1 << 20
"""Points whose pairs are found at a time: bounds memory."""
MANY = 20_000
"""Points from which it pays to index the surroundings of the places too."""
THREADS = 2
"""Threads that look points up while another tests those near borders."""


class PlaceIndex:
    """Places, ready to be asked which of them hold a point. Made by :meth:`build`."""

    def __init__(self, polygons: Polygons, grid: Grid | None, table: Table | None) -> None:
        self.key = polygons.key
        """Hash of the polygons, in their order."""
        self._polygons = polygons
        self._grid = grid
        self._table = table

    @classmethod
    def build(cls, places: gpd.GeoDataFrame, *, cell_size: float | None = None) -> Self:
        """Index places.

        Parameters
        ----------
        places : GeoDataFrame
            Polygons, or any geometries, valid or not; empty and missing ones hold nothing.
        cell_size : float, optional
            Side of a small cell in the unit of the CRS; chosen from the places if left out, and
            enlarged where memory would not hold so many cells.
        """
        if cell_size is not None and not (np.isfinite(cell_size) and cell_size > 0):
            raise ValueError("cell_size is a positive length")
        return cls._of(Polygons.of(places), cell_size)

    @classmethod
    def _of(cls, polygons: Polygons, cell_size: float | None = None) -> Self:
        grid = make_grid(polygons, cell_size)
        return cls(polygons, grid, None if grid is None else make_table(polygons, grid))

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._polygons)

    def locate(self, x: ArrayLike, y: ArrayLike) -> tuple[Ints, Ints]:
        """Return every pair of a point and a place it lies in.

        Parameters
        ----------
        x, y : array_like of float, shape (n,)
            Coordinates in the places' CRS; NaN and infinity lie nowhere.

        Returns
        -------
        point_index, place_index : ndarray of int64
            Positions, sorted by point, then place: the pairs of
            ``geopandas.sjoin(predicate="intersects")``.

        Examples
        --------
        >>> import shapely
        >>> squares = [shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2)]
        >>> index = PlaceIndex.build(gpd.GeoDataFrame(geometry=squares))
        >>> point, place = index.locate([1, 2, 9], [1, 1, 1])
        >>> point.tolist(), place.tolist()
        ([0, 1, 1], [0, 0, 1])
        """
        x, y = _coordinates(x, y)
        grid, table = self._grid, self._table
        if grid is None or table is None:
            finite = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
            point, place = self._polygons.pairs(x[finite], y[finite])
            return finite[point], place

        def labels(start: int) -> NDArray[np.int32]:
            stop = min(start + BLOCK, len(x))
            label = np.full(stop - start, NONE, dtype=np.int32)
            for begin in range(start, stop, CHUNK):
                part = slice(begin, min(begin + CHUNK, stop))
                look_up(grid, table, x[part], y[part], label[begin - start :][:CHUNK])
            return label

        pairs = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        starts = range(0, len(x), BLOCK)
        if len(starts) == 1:
            return self._resolve(table, x, y, labels(0))
        with ThreadPoolExecutor(THREADS) as pool:
            for start, label in zip(starts, pool.map(labels, starts), strict=True):
                block = slice(start, start + BLOCK)
                point, place = self._resolve(table, x[block], y[block], label)
                point += start
                pairs.append((point, place))
        return np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])

    def _resolve(
        self, table: Table, x: Floats, y: Floats, label: NDArray[np.int32]
    ) -> tuple[Ints, Ints]:
        """Turn labels into pairs, testing points against the places their cell names."""
        point = np.flatnonzero(label >= 0)
        place = label[point].astype(np.int64)
        listed = np.flatnonzero(label < NONE)
        if not len(listed):
            return point, place
        entry = -2 - label[listed].astype(np.int64)
        count = table.offset[entry + 1] - table.offset[entry]
        asked = np.repeat(listed, count)
        first = table.offset[entry] - np.cumsum(count) + count
        member = np.arange(len(asked)) + np.repeat(first, count)
        candidate = table.member[member].astype(np.int64)
        holds = table.sure[member]
        open_ = np.flatnonzero(~holds)
        at = asked[open_]
        holds[open_] = self._polygons.hold_each(candidate[open_], x[at], y[at])
        point = np.concatenate([point, asked[holds]])
        place = np.concatenate([place, candidate[holds]])
        order = np.argsort(point, kind="stable")
        return point[order], place[order]

    def nearest(self, x: ArrayLike, y: ArrayLike, max_distance: float) -> tuple[Ints, Ints, Floats]:
        """Return, for points in no place, the nearest place within a distance.

        Parameters
        ----------
        x, y : array_like of float, shape (n,)
        max_distance : float
            In the unit of the CRS, inclusive; police positions err by a median of 83 m (Gerell
            2018). At 0 nothing is near.

        Returns
        -------
        point_index, place_index : ndarray of int64
            At most one place a point, sorted by point; of places equally near, the first.
        distance : ndarray of float
        """
        if not (np.isfinite(max_distance) and max_distance >= 0):
            raise ValueError("max_distance is a length")
        x, y = _coordinates(x, y)
        outside = self._near_bounds(x, y, max_distance)
        outside[self.locate(x, y)[0]] = False
        asked = np.flatnonzero(outside)
        if not len(asked) or not max_distance:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        if len(asked) > MANY and self._room_for(max_distance):
            around = self._of(self._polygons.widened(max_distance))
            asked = asked[np.unique(around.locate(x[asked], y[asked])[0])]
        point, place, distance = self._polygons.nearest(x[asked], y[asked], max_distance)
        return asked[point], place, distance

    def _room_for(self, distance: float) -> bool:
        """Tell whether a distance is far larger than the rounding of the places' coordinates."""
        bounds = self._polygons.bounds[self._polygons.solid]
        return self._grid is not None and bool(np.spacing(np.abs(bounds).max()) < distance * 1e-6)

    def _near_bounds(self, x: Floats, y: Floats, distance: float) -> NDArray[np.bool_]:
        """Tell which finite points lie within the box around all places, widened."""
        bounds = self._polygons.bounds[self._polygons.solid]
        if not len(bounds):
            return np.zeros(len(x), dtype=np.bool_)
        wide = distance * (1 + 1e-9)
        west, south = np.fmin.reduce(bounds[:, :2]) - wide
        east, north = np.fmax.reduce(bounds[:, 2:]) + wide
        inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        return np.asarray(inside & np.isfinite(x) & np.isfinite(y))

    def save(self, path: Path) -> None:
        """Write the index to a file that only the very same polygons can use."""
        arrays: dict[str, NDArray[np.generic]] = {"key": np.array(self.key)}
        if self._grid is not None and self._table is not None:
            g = self._grid
            arrays["grid"] = np.array([g.west, g.south, g.size, g.columns, g.rows])
            arrays |= {name: getattr(self._table, name) for name in Table.__slots__}
        with path.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path, places: gpd.GeoDataFrame) -> Self:
        """Read an index that was saved for the very same places.

        Raises
        ------
        InputError
            The file was made for other polygons, or is no index.
        """
        polygons = Polygons.of(places)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                held = {name: arrays[name] for name in arrays.files}
            key = str(held.pop("key"))
            if key == polygons.key and "grid" in held:
                west, south, size, columns, rows = held.pop("grid").tolist()
                grid = Grid(west, south, size, int(columns), int(rows))
                return cls(polygons, grid, Table(**held))
        except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile) as error:
            raise InputError(
                "Platsindexet kan inte läsas.", hint="Ta bort filen.", file=path.name
            ) from error
        if key != polygons.key:
            raise InputError(
                "Platsindexet är gjort för andra polygoner.",
                hint="Bygg det på nytt.",
                file=path.name,
            )
        return cls(polygons, None, None)


def _coordinates(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    x = np.ascontiguousarray(x, dtype=np.float64)
    y = np.ascontiguousarray(y, dtype=np.float64)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError("x and y are one-dimensional and equally long")
    return x, y
