"""Gi*: cells that, with their neighbours, hold more or less than the whole area lets expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.analysis.hotspots.boxes import box_sums
from geo.analysis.hotspots.judging import Pairs, judged

Bools = NDArray[np.bool_]
Counts = NDArray[Any]
"""Whole numbers, or sums of weights."""
Floats = NDArray[np.float64]

FEWEST = 30
"""Incidents in all below which nothing is said of any cell.

A spread that is estimated from fewer says little; 30 is the usual rule of thumb, and a choice.
"""


@dataclass(frozen=True, eq=False)
class GiStar:
    """What Gi* says of each cell; arrays of shape (rows, columns).

    Attributes
    ----------
    z, p : ndarray of float
        Standard normal deviate and its two-sided p, as other software has them; NaN outside.
    p_exact : ndarray of float
        Two-sided p of the sum, had every incident fallen into any cell alike; NaN outside. p claims
        too much where incidents are few, so hot and cold are judged by the larger of the two.
    near : ndarray
        Incidents in the cell and its neighbours.
    level : ndarray of int8
        3, 2, 1 for hot at a false discovery rate of 1, 5, 10 %; negative for cold; 0 for neither.
    hot_bonferroni, cold_bonferroni : ndarray of bool
        Hot or cold at 5 % for all cells together (Bonferroni).
    known : bool
        False below `FEWEST` incidents: then no cell is hot or cold.
    """

    z: Floats
    p: Floats
    p_exact: Floats
    near: Counts
    level: NDArray[np.int8]
    hot_bonferroni: Bools
    cold_bonferroni: Bools
    known: bool

    @property
    def hot_bh(self) -> Bools:
        """Cells that are hot at a false discovery rate of 5 %."""
        return self.level >= 2

    @property
    def cold_bh(self) -> Bools:
        """Cells that are cold at a false discovery rate of 5 %."""
        return self.level <= -2


def getis_ord_gi_star(count: Counts, *, inside: Bools | None = None, reach: int = 1) -> GiStar:
    """Return G*_i of every cell: its neighbours' sum against the mean of all cells.

    With binary weights over the W_i cells within `reach`, itself included, n cells inside, and x̄
    and S their mean and standard deviation::

        z_i = (Σ_j x_j - x̄ W_i) / (S √((n W_i - W_i²) / (n - 1)))

    Getis & Ord (1992), *Geographical Analysis* 24, 189–206; Ord & Getis (1995), *Geographical
    Analysis* 27, 286–306, the standardised G*_i (W_i is also the sum of squared weights here).
    Cells outside do not exist: they are neither neighbours nor counted in n.

    A cell is called hot or cold if both z and the exact binomial tail of its sum are unlikely,
    all cells tested together: Benjamini & Hochberg (1995), *J. R. Statist. Soc. B* 57, 289–300. On
    grids without any pattern, sparse or dense, 0–3 of 100 then have a hot cell.

    Parameters
    ----------
    count : ndarray of int or float, shape (rows, columns)
        Incidents, or their weights, per cell.
    inside : ndarray of bool, shape (rows, columns), optional
        Cells that exist; all if not given.
    reach : int
        Neighbours are the (2·reach + 1)² cells around.

    Examples
    --------
    >>> count = np.zeros((9, 9), dtype=np.int64)
    >>> count[4, 4] = 40
    >>> found = getis_ord_gi_star(count)
    >>> round(float(found.z[4, 4]), 3), int(found.hot_bh.sum())
    (2.828, 9)
    """
    inside = np.ones(count.shape, dtype=np.bool_) if inside is None else inside
    kind = np.int64 if np.issubdtype(count.dtype, np.integer) else np.float64
    held = np.where(inside, count, 0).astype(kind, copy=False)
    near = box_sums(held, reach)
    # 0 stands for a cell that does not exist.
    neighbours = box_sums(inside.astype(np.int64), reach) * inside
    pair, pairs = _paired(near, neighbours)
    found = judged(pairs, held, int(inside.sum()))
    known = bool(held.sum() >= FEWEST)
    exists = pairs.neighbours > 0
    level = np.where(exists & known, found.level, np.int8(0))
    sure = exists & known & found.bonferroni
    return GiStar(
        z=np.where(exists, found.z, np.nan)[pair],
        p=np.where(exists, found.p, np.nan)[pair],
        p_exact=np.where(exists, found.p_exact, np.nan)[pair],
        near=near,
        level=level[pair],
        hot_bonferroni=(sure & (found.z > 0))[pair],
        cold_bonferroni=(sure & (found.z < 0))[pair],
        known=known,
    )


def _paired(near: Counts, neighbours: NDArray[np.int64]) -> tuple[NDArray[np.int64], Pairs]:
    """Return which pair each cell has, and the pairs; with weights each cell is one of its own."""
    width, most = int(near.max()) + 1, int(neighbours.max())
    if np.issubdtype(near.dtype, np.integer) and width * (most + 1) <= near.size:
        pair = neighbours * width + near
        every = np.arange(width * (most + 1))
        w, total = np.divmod(every, width)
        occurs = np.bincount(pair.ravel(), minlength=len(every))
        return pair, Pairs(total, w, np.where(w > 0, occurs, 0))
    pair = np.arange(near.size).reshape(near.shape)
    flat = neighbours.ravel()
    return pair, Pairs(near.ravel(), flat, (flat > 0).astype(np.int64))
