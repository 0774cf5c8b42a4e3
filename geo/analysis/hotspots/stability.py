"""How often a hot spot would be there again, had other incidents of the same kind happened."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geo.analysis.hotspots.boxes import box_sums
from geo.analysis.hotspots.gi_star import FEWEST
from geo.analysis.hotspots.grid import Grid
from geo.analysis.hotspots.judging import Pairs, judged

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_HELD = 4_000_000
"""Numbers held at once."""


class Near(NamedTuple):
    """The cells that an incident is near to, in the order of their flat numbers.

    Attributes
    ----------
    cells : ndarray of int, shape (m,)
    sums : sparse matrix, shape (m, occupied)
        1 where a cell and an occupied one are neighbours.
    neighbours : ndarray of int, shape (m,)
        How many each cell has.
    others : ndarray of int
        How many cells are near no incident, by their number of neighbours.
    inside : int
        Cells in all.
    """

    cells: Ints
    sums: csr_array
    neighbours: Ints
    others: Ints
    inside: int


def stability(
    x: Floats, y: Floats, grid: Grid, *, draws: int = 200, seed: int, reach: int = 1
) -> Floats:
    """Return in what share of bootstrap draws each cell is hot (Gi*, false discoveries 5 %).

    A draw takes as many incidents as there are, with replacement (Efron 1979, *Annals of
    Statistics* 7, 1–26), so its counts are multinomial over the cells. A cell that is hot in nearly
    every draw does not hang on a few incidents.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)
        Positions in the grid's CRS; those in no cell are left out.
    grid : Grid
    draws : int
    seed : int
    reach : int
        See :func:`geo.analysis.hotspots.getis_ord_gi_star`.

    Returns
    -------
    ndarray of float, shape (rows, columns)
        0 to 1. All 0 below `FEWEST` incidents: then nothing is said.

    Examples
    --------
    >>> grid = Grid(0.0, 0.0, 150.0, np.ones((9, 9), dtype=bool))
    >>> stability(np.full(40, 700.0), np.full(40, 700.0), grid, draws=20, seed=1)[4, 3:6].tolist()
    [1.0, 1.0, 1.0]
    """
    cell = grid.locate(x, y)
    cell = cell[cell >= 0]
    share = np.zeros(grid.inside.size)
    if len(cell) >= FEWEST:
        occupied, which = np.unique(cell, return_inverse=True)
        near = _near(occupied, grid, reach)
        hot = np.zeros(len(near.cells), dtype=np.int64)
        rng = np.random.default_rng(seed)
        at_once = max(1, _HELD // max(len(cell), len(near.cells)))
        for start in range(0, draws, at_once):
            counts = _drawn(which, len(occupied), min(at_once, draws - start), rng)
            for count, sums in zip(counts, (near.sums @ counts.T).T, strict=True):
                hot += hot_cells(count, sums, near)
        share[near.cells] = hot / draws
    return share.reshape(grid.shape)


def _drawn(which: Ints, cells: int, draws: int, rng: np.random.Generator) -> Ints:
    """Return counts of occupied cells in some draws, shape (draws, cells)."""
    again = which[rng.integers(0, len(which), (draws, len(which)))]
    again += np.arange(draws)[:, np.newaxis] * cells
    return np.bincount(again.ravel(), minlength=draws * cells).reshape(draws, cells)


def _near(occupied: Ints, grid: Grid, reach: int) -> Near:
    """Return the cells inside that have occupied ones as neighbours, and which."""
    row, column = np.divmod(occupied, grid.shape[1])
    around = np.arange(-reach, reach + 1)
    up, right = (step.ravel()[:, np.newaxis] for step in np.meshgrid(around, around))
    r, c = (row + up).ravel(), (column + right).ravel()
    here = (r >= 0) & (r < grid.shape[0]) & (c >= 0) & (c < grid.shape[1])
    here[here] = grid.inside[r[here], c[here]]
    cells, position = np.unique(r[here] * grid.shape[1] + c[here], return_inverse=True)
    source = np.tile(np.arange(len(occupied)), len(around) ** 2)[here]
    sums = csr_array(
        (np.ones(len(source), dtype=np.int64), (position, source)), (len(cells), len(occupied))
    )
    neighbours = box_sums(grid.inside.astype(np.int64), reach)
    own = neighbours.ravel()[cells]
    every = np.bincount(neighbours[grid.inside])
    others = every - np.bincount(own, minlength=len(every))
    return Near(cells, sums, own, others, int(grid.inside.sum()))


def hot_cells(count: Ints, sums: Ints, near: Near) -> Bools:
    """Return which cells near an incident are hot, as ``GiStar.hot_bh`` has it; no other can be.

    Parameters
    ----------
    count : ndarray of int, shape (occupied,)
    sums : ndarray of int, shape (m,)
    near : Near

    Returns
    -------
    ndarray of bool, shape (m,)
    """
    width = int(sums.max()) + 1
    pair = near.neighbours * width + sums
    occurs = np.bincount(pair, minlength=len(near.others) * width)
    occurs[::width] += near.others
    met = np.flatnonzero(occurs)
    neighbours, total = np.divmod(met, width)
    hot = np.zeros(len(occurs), dtype=np.bool_)
    hot[met] = judged(Pairs(total, neighbours, occurs[met]), count, near.inside).level >= 2
    return np.asarray(hot[pair])
