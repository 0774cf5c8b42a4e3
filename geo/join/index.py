"""An index that tells, for millions of points, which places each lies in: exactly, and fast.

A coarse grid answers most points with one look-up: no place, or one place that covers the whole
cell. Where a border runs, the cell is divided once more; only points in small cells that a border
may touch, or that several places share, are tested against polygons, by GEOS, on the original
coordinates. So the answer is that of ``shapely.intersects`` on every point.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.errors import InputError
from geo.join.raster import Cells, Floats, Grid, Ints, cells

DIVISIONS = 8
"""Small cells along a side of a coarse cell where a border runs."""
SHIFT, MASK = 3, DIVISIONS - 1
"""Division by :data:`DIVISIONS` and its remainder, as bits."""
MOST_COARSE_CELLS = 1_000_000
SMALL_CELLS = 24_000_000
"""About how many small cells the places' boxes may hold together; bounds the build."""
CHUNK = 1 << 17
"""Points handled at a time: small enough for the processor's cache."""
THREADS = 2
NONE = -1
"""Label of a cell that no place touches; labels below it name a list of places."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What each cell holds.

    ``coarse`` and ``small`` hold labels: a place, NONE, or ``-2 - n`` for entry n. In ``coarse``
    an entry is a block of ``small``; in ``small`` it is a list: places ``member[offset[n]:
    offset[n + 1]]``, of which those with ``sure`` cover the cell and the others are to be tested.
    """

    coarse: NDArray[np.int32]
    small: NDArray[np.int32]
    offset: Ints
    member: NDArray[np.int32]
    sure: NDArray[np.bool_]


class PlaceIndex:
    """Places, ready to be asked which of them hold a point. Made by :meth:`build`."""

    def __init__(
        self, geometry: NDArray[np.object_], key: str, grid: Grid | None, table: _Table | None
    ) -> None:
        self.key = key
        """Hash of the polygons, in their order."""
        self._geometry = geometry
        self._grid = grid
        self._table = table
        self._tree: shapely.STRtree | None = None
        shapely.prepare(geometry)

    @classmethod
    def build(cls, places: gpd.GeoDataFrame, *, cell_size: float | None = None) -> Self:
        """Index places.

        Parameters
        ----------
        places : GeoDataFrame
            Polygons, or any geometries, in a projected CRS; empty and missing ones hold nothing.
        cell_size : float, optional
            Side of a small cell in the unit of the CRS; chosen from the places if left out.
        """
        geometry = np.asarray(places.geometry.array, dtype=object).copy()
        key = _key(geometry)
        grid = _grid(geometry, cell_size)
        if grid is None:
            return cls(geometry, key, None, None)
        shapely.prepare(geometry)
        return cls(geometry, key, grid, _table(geometry, grid))

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._geometry)

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
        """
        x = np.ascontiguousarray(x, dtype=np.float64)
        y = np.ascontiguousarray(y, dtype=np.float64)
        if x.shape != y.shape or x.ndim != 1:
            raise ValueError("x and y are one-dimensional and equally long")
        grid, table = self._grid, self._table
        if grid is None or table is None:
            return self._locate_by_tree(x, y)
        label = np.full(len(x), NONE, dtype=np.int32)
        parts = [slice(start, start + CHUNK) for start in range(0, len(x), CHUNK)]

        def look_up(part: slice) -> None:
            _look_up(grid, table, x[part], y[part], label[part])

        if len(parts) > 1:
            with ThreadPoolExecutor(THREADS) as pool:
                list(pool.map(look_up, parts))
        else:
            for part in parts:
                look_up(part)
        return self._resolve(table, x, y, label)

    def _resolve(
        self, table: _Table, x: Floats, y: Floats, label: NDArray[np.int32]
    ) -> tuple[Ints, Ints]:
        """Turn labels into pairs, testing points against the polygons their cell names."""
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
        holds = table.sure[member].copy()
        for which, group in _groups(candidate, ~holds):
            holds[group] = shapely.intersects_xy(
                self._geometry[which], x[asked[group]], y[asked[group]]
            )
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
            In the unit of the CRS; police positions err by a median of 83 m (Gerell 2018).

        Returns
        -------
        point_index, place_index : ndarray of int64
            At most one place a point; of places equally near, the first.
        distance : ndarray of float
        """
        x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        outside = np.isfinite(x) & np.isfinite(y)
        outside[self.locate(x, y)[0]] = False
        asked = np.flatnonzero(outside)
        (point, place), distance = self._by_tree().query_nearest(
            shapely.points(x[asked], y[asked]), max_distance=max_distance, return_distance=True
        )
        order = np.lexsort((place, point))
        point, place, distance = point[order], place[order], distance[order]
        first = np.ones(len(point), dtype=np.bool_)
        first[1:] = point[1:] != point[:-1]
        return asked[point[first]], place[first].astype(np.int64), distance[first]

    def save(self, path: Path) -> None:
        """Write the index to a file, named by its polygons' hash."""
        arrays: dict[str, NDArray[np.generic]] = {"key": np.array(self.key)}
        if self._grid is not None and self._table is not None:
            g = self._grid
            arrays["grid"] = np.array([g.west, g.south, g.size, g.columns, g.rows])
            arrays |= {name: getattr(self._table, name) for name in _Table.__slots__}
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path, places: gpd.GeoDataFrame) -> Self:
        """Read an index that was saved for the very same places.

        Raises
        ------
        InputError
            The file was made for other polygons, or is no index.
        """
        geometry = np.asarray(places.geometry.array, dtype=object).copy()
        try:
            with np.load(path, allow_pickle=False) as arrays:
                held = {name: arrays[name] for name in arrays.files}
            key = str(held.pop("key"))
        except (ValueError, KeyError, EOFError, OSError) as error:
            raise InputError("Platsindexet kan inte läsas.", hint="Ta bort filen.") from error
        if key != _key(geometry):
            raise InputError("Platsindexet är gjort för andra polygoner.", hint="Bygg det på nytt.")
        if "grid" not in held:
            return cls(geometry, key, None, None)
        west, south, size, columns, rows = held.pop("grid")
        grid = Grid(float(west), float(south), float(size), int(columns), int(rows))
        return cls(geometry, key, grid, _Table(**held))  # type: ignore[arg-type]

    def _by_tree(self) -> shapely.STRtree:
        if self._tree is None:
            self._tree = shapely.STRtree(self._geometry)
        return self._tree

    def _locate_by_tree(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        """Answer without a grid: for coordinates so large that cells would be lost in rounding."""
        finite = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        points = shapely.points(x[finite], y[finite])
        point, place = self._by_tree().query(points, predicate="intersects")
        order = np.lexsort((place, point))
        return finite[point[order]], place[order].astype(np.int64)


def _look_up(grid: Grid, table: _Table, x: Floats, y: Floats, label: NDArray[np.int32]) -> None:
    """Write each point's label into `label`; points outside the grid keep theirs."""
    u = (x - grid.west) * (1 / grid.size)
    v = (y - grid.south) * (1 / grid.size)
    within = (u >= 0) & (v >= 0) & (u < grid.columns) & (v < grid.rows)
    at = slice(None) if within.all() else np.flatnonzero(within)
    column, row = u[at].astype(np.int32), v[at].astype(np.int32)
    wide = grid.columns // DIVISIONS
    found = table.coarse.take((row >> SHIFT) * wide + (column >> SHIFT))
    divided = np.flatnonzero(found < NONE)
    column, row = column.take(divided) & MASK, row.take(divided) & MASK
    in_block = (row << SHIFT) + column
    found[divided] = table.small.take(((-2 - found.take(divided)) << (2 * SHIFT)) + in_block)
    label[at] = found


def _key(geometry: NDArray[np.object_]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for wkb in shapely.to_wkb(geometry):
        digest.update(b"\0" if wkb is None else len(wkb).to_bytes(8, "little") + wkb)
    return digest.hexdigest()


def _groups(key: Ints, wanted: NDArray[np.bool_]) -> Iterator[tuple[int, Ints]]:
    """Give each value of `key` among `wanted` with the positions that have it."""
    position = np.flatnonzero(wanted)
    position = position[np.argsort(key[position], kind="stable")]
    cuts = np.flatnonzero(np.diff(key[position])) + 1
    for group in np.split(position, cuts):
        if len(group):
            yield int(key[group[0]]), group


def _grid(geometry: NDArray[np.object_], cell_size: float | None) -> Grid | None:
    """Choose the small cells; None where rounding would be larger than a cell's margin."""
    bounds = shapely.bounds(geometry)
    bounds = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(bounds):
        return None
    west, south = bounds[:, 0].min(), bounds[:, 1].min()
    with np.errstate(over="ignore", invalid="ignore"):
        width, height = bounds[:, 2].max() - west, bounds[:, 3].max() - south
        boxes = ((bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])).sum()
        size = cell_size or max(
            np.sqrt(boxes / SMALL_CELLS),
            np.sqrt(width * height / MOST_COARSE_CELLS) / DIVISIONS,
            max(width, height) / (MOST_COARSE_CELLS // 8) / DIVISIONS,
        )
    if not np.isfinite(size) or not size:
        return None
    if np.spacing(np.abs(bounds).max()) > size * 1e-6:
        return None
    columns, rows = (
        (int(length / size) // DIVISIONS + 2) * DIVISIONS for length in (width, height)
    )
    margin = size / 2
    return Grid(float(west - margin), float(south - margin), float(size), columns, rows)


def _table(geometry: NDArray[np.object_], grid: Grid) -> _Table:
    """Give every cell its label, from the cells of each place."""
    wide, high = grid.columns // DIVISIONS, grid.rows // DIVISIONS
    covered, touched, small, sure = _entries(geometry, grid)
    coarse = np.full(wide * high, NONE, dtype=np.int32)
    # A block is divided where a border runs, or where several places cover all of it.
    block, count = np.unique(covered[:, 0], return_counts=True)
    divided = np.union1d(touched, block[count > 1])
    coarse[covered[:, 0]] = covered[:, 1]
    coarse[divided] = -2 - np.arange(len(divided), dtype=np.int32)
    # Places that cover a divided block cover each of its small cells.
    whole = covered[np.isin(covered[:, 0], divided)]
    spread = (whole[:, :1] * DIVISIONS**2 + np.arange(DIVISIONS**2)).ravel()
    cell = np.concatenate([small[:, 0], spread])
    place = np.concatenate([small[:, 1], np.repeat(whole[:, 1], DIVISIONS**2)])
    sure = np.concatenate([sure, np.ones(len(spread), dtype=np.bool_)])
    at = np.searchsorted(divided, cell // DIVISIONS**2) * DIVISIONS**2 + cell % DIVISIONS**2
    return _label_small(coarse, at, place, sure, len(divided) * DIVISIONS**2)


def _entries(
    geometry: NDArray[np.object_], grid: Grid
) -> tuple[Ints, Ints, Ints, NDArray[np.bool_]]:
    """Collect what each place does to the grid.

    Returns
    -------
    covered : (block, place) for blocks that lie wholly inside a place
    touched : blocks that a border runs through
    small : (small cell, place) within touched blocks; a small cell is block × 64 + its number
    sure : for each of `small`, whether the place covers the cell
    """
    wide = grid.columns // DIVISIONS
    covered, touched, small, sure = [], [], [], []
    for place in np.flatnonzero(~(shapely.is_missing(geometry) | shapely.is_empty(geometry))):
        border, inside, first = _blocks(cells(geometry[place], grid), wide)
        rows, columns = np.nonzero(inside.all(axis=(2, 3)))
        block = first + rows * wide + columns
        covered.append(np.stack([block, np.full(len(block), place)], axis=1))
        rows, columns = np.nonzero(border.any(axis=(2, 3)))
        block = first + rows * wide + columns
        touched.append(block)
        runs, within = border[rows, columns], inside[rows, columns]
        which, row, column = np.nonzero(runs | within)
        cell = block[which] * DIVISIONS**2 + row * DIVISIONS + column
        small.append(np.stack([cell, np.full(len(cell), place)], axis=1))
        sure.append(within[which, row, column])
    if not covered:
        pairs = np.zeros((0, 2), dtype=np.int64)
        return pairs, pairs[:, 0], pairs, np.zeros(0, dtype=np.bool_)
    return (
        np.concatenate(covered),
        np.unique(np.concatenate(touched)),
        np.concatenate(small),
        np.concatenate(sure),
    )


def _blocks(found: Cells, wide: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_], int]:
    """Cut a place's window into blocks, shape (block rows, block columns, 8, 8)."""
    top, left = found.row % DIVISIONS, found.column % DIVISIONS
    rows, columns = found.border.shape
    pad = ((top, -(top + rows) % DIVISIONS), (left, -(left + columns) % DIVISIONS))

    def cut(window: NDArray[np.bool_]) -> NDArray[np.bool_]:
        padded = np.pad(window, pad)
        high, broad = padded.shape[0] // DIVISIONS, padded.shape[1] // DIVISIONS
        return padded.reshape(high, DIVISIONS, broad, DIVISIONS).swapaxes(1, 2)

    first = (found.row // DIVISIONS) * wide + found.column // DIVISIONS
    return cut(found.border), cut(found.inside), first


def _label_small(
    coarse: NDArray[np.int32],
    cell: Ints,
    place: Ints,
    sure: NDArray[np.bool_],
    number: int,
) -> _Table:
    """Label the small cells: nothing, one place that covers them, or a list to look through."""
    order = np.lexsort((place, cell)) if len(cell) else np.zeros(0, dtype=np.int64)
    cell, place, sure = cell[order], place[order], sure[order]
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    count = np.diff(starts, append=len(cell))
    alone = (count == 1) & sure[starts]
    label = np.empty(len(starts), dtype=np.int32)
    label[alone] = place[starts[alone]]
    label[~alone] = -2 - np.arange(np.count_nonzero(~alone), dtype=np.int32)
    small = np.full(number, NONE, dtype=np.int32)
    small[cell[starts]] = label
    listed = np.repeat(~alone, count)
    offset = np.concatenate([[0], np.cumsum(count[~alone])]).astype(np.int64)
    return _Table(coarse, small, offset, place[listed].astype(np.int32), sure[listed])
