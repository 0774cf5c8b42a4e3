"""How often a hot spot would be there again, had other incidents of the same kind happened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.analysis.hotspots.gi_star import FEWEST, getis_ord_gi_star
from geo.analysis.hotspots.grid import Grid

Floats = NDArray[np.float64]


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
    cell = cell[cell >= 0].astype(np.int32)
    hot = np.zeros(grid.shape, dtype=np.int64)
    if len(cell) < FEWEST:
        return hot.astype(np.float64)
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        again = cell[rng.integers(0, len(cell), len(cell), dtype=np.int32)]
        count = np.bincount(again, minlength=grid.inside.size).reshape(grid.shape)
        hot += getis_ord_gi_star(count, inside=grid.inside, reach=reach).hot_bh
    return hot / draws
