"""Two levels of cells: what each holds for certain, and which places have to be asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.join.polygons import Bools, Floats, Ints, Polygons
from geo.join.raster import PIECES_PER_CELL, Cells, Grid, cells

DIVISIONS = 8
"""Small cells along a side of a coarse cell where a border runs."""
SHIFT, MASK = 3, DIVISIONS - 1
"""Division by :data:`DIVISIONS` and its remainder, as bits."""
MOST_COARSE = 1_000_000
MOST_ALONG = 125_000
"""Coarse cells in all, and along one side."""
SMALL_PER_PLACE, FEWEST_SMALL, MOST_SMALL = 20_000, 200_000, 16_000_000
"""About how many small cells the places' boxes hold together: bounds time and memory.

The borders are cut into no more pieces than that.
"""
SMALLEST, LARGEST = 1e-100, 1e290
"""Sizes of a cell whose products and quotients are still ordinary numbers."""
NONE = -1
"""Label of a cell that no place touches; labels below it name a list of places."""


@dataclass(frozen=True, slots=True)
class Table:
    """What each cell of a grid holds.

    ``coarse`` and ``small`` hold labels: a place, NONE, or ``-2 - n`` for entry n. In ``coarse``
    an entry is a block of ``small``; in ``small`` it is a list: places ``member[offset[n]:
    offset[n + 1]]``, of which those with ``sure`` cover the cell and the others are to be tested.
    """

    coarse: NDArray[np.int32]
    small: NDArray[np.int32]
    offset: Ints
    member: NDArray[np.int32]
    sure: Bools


def make_grid(polygons: Polygons, cell_size: float | None = None) -> Grid | None:
    """Choose the small cells; None where no grid would be sound.

    That is where nothing has a position, where coordinates are unsound, and where rounding
    would be larger than the margin of a cell. A `cell_size` too small for memory is enlarged.
    """
    bounds = polygons.bounds[polygons.solid]
    if not len(bounds) or not polygons.sound:
        return None
    west, south = bounds[:, 0].min(), bounds[:, 1].min()
    with np.errstate(over="ignore"):
        width, height = bounds[:, 2].max() - west, bounds[:, 3].max() - south
        border = float(shapely.length(polygons.geometry[polygons.solid]).sum())
        if not (np.isfinite(width) and np.isfinite(height) and np.isfinite(border)):
            return None
        least = _least_size(bounds, width, height, border)
    size = max(least, cell_size or 0.0)
    if not SMALLEST < size < LARGEST or np.spacing(np.abs(bounds).max()) > size * 1e-6:
        return None
    columns, rows = (
        (int(length / size) // DIVISIONS + 2) * DIVISIONS for length in (width, height)
    )
    margin = size / 2
    return Grid(float(west - margin), float(south - margin), float(size), columns, rows)


def _least_size(bounds: Floats, width: float, height: float, border: float) -> float:
    """Return the smallest side of a cell that keeps every count within its bound."""
    small = min(max(FEWEST_SMALL, SMALL_PER_PLACE * len(bounds)), MOST_SMALL)
    boxes = 1.0
    if width and height:
        wide, high = bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]
        boxes = float(((wide / width) * (high / height)).sum())
    side = np.sqrt(width) * np.sqrt(height)
    return max(
        float(side * np.sqrt(boxes / small)),
        float(side / np.sqrt(MOST_COARSE) / DIVISIONS),
        float(max(width, height) / MOST_ALONG / DIVISIONS),
        border * PIECES_PER_CELL / small,
    )


def look_up(grid: Grid, table: Table, x: Floats, y: Floats, label: NDArray[np.int32]) -> None:
    """Write each point's label into `label`; points outside the grid, or nowhere, keep theirs."""
    with np.errstate(over="ignore", invalid="ignore"):
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


def make_table(polygons: Polygons, grid: Grid) -> Table:
    """Give every cell its label, from the cells of each place."""
    wide, high = grid.columns // DIVISIONS, grid.rows // DIVISIONS
    covered, touched, small, sure = _entries(polygons, grid)
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


def _entries(polygons: Polygons, grid: Grid) -> tuple[Ints, Ints, Ints, Bools]:
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
    for place in polygons.solid:
        border, inside, first = _blocks(cells(polygons, int(place), grid), wide)
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


def _blocks(found: Cells, wide: int) -> tuple[Bools, Bools, int]:
    """Cut a place's window into blocks, shape (block rows, block columns, 8, 8)."""
    top, left = found.row % DIVISIONS, found.column % DIVISIONS
    rows, columns = found.border.shape
    pad = ((top, -(top + rows) % DIVISIONS), (left, -(left + columns) % DIVISIONS))

    def cut(window: Bools) -> Bools:
        padded = np.pad(window, pad)
        high, broad = padded.shape[0] // DIVISIONS, padded.shape[1] // DIVISIONS
        return padded.reshape(high, DIVISIONS, broad, DIVISIONS).swapaxes(1, 2)

    first = (found.row // DIVISIONS) * wide + found.column // DIVISIONS
    return cut(found.border), cut(found.inside), first


def _label_small(
    coarse: NDArray[np.int32],
    cell: Ints,
    place: Ints,
    sure: Bools,
    number: int,
) -> Table:
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
    return Table(coarse, small, offset, place[listed].astype(np.int32), sure[listed])
