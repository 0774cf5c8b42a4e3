"""Gi*: cells that, with their neighbours, hold more or less than the whole area lets expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from geo.analysis.hotspots.boxes import box_sums

Bools = NDArray[np.bool_]
Counts = NDArray[Any]
"""Whole numbers, or sums of weights."""
Floats = NDArray[np.float64]

FEWEST = 30
"""Incidents in all below which nothing is said of any cell.

z is judged as if sums over neighbours were normally distributed, which fails when incidents are
few; 30 is the usual rule of thumb, and a choice, not a law.
"""
FEWEST_NEAR = 3
"""Incidents in a cell and its neighbours below which it is never hot.

On a grid of many cells and few incidents a single one may reach z = 7: the normal distribution is
no guide there, and one or two incidents are no gathering.
"""
LEVELS = (0.10, 0.05, 0.01)
"""Shares of false discoveries that are told apart: 90, 95 and 99 % sure."""


@dataclass(frozen=True, eq=False)
class GiStar:
    """What Gi* says of each cell; arrays of shape (rows, columns).

    Attributes
    ----------
    z, p : ndarray of float
        Standard normal deviate and its two-sided p; NaN outside.
    near : ndarray
        Incidents in the cell and its neighbours.
    level : ndarray of int8
        3, 2, 1 for hot at a false discovery rate of 1, 5, 10 %; negative for cold; 0 for neither.
    hot_bonferroni, cold_bonferroni : ndarray of bool
        Hot or cold at 5 % for all cells together.
    known : bool
        False below `FEWEST` incidents: then no cell is hot or cold.
    """

    z: Floats
    p: Floats
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
    Cells outside do not exist: they are neither neighbours nor counted in n. All cells are tested
    together: Benjamini & Hochberg (1995), *J. R. Statist. Soc. B* 57, 289–300.

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
    near, z = deviates(np.where(inside, count, 0), inside, reach)
    p = 2 * ndtr(-np.abs(z))
    known = bool(count[inside].sum() >= FEWEST)
    told = known & inside & ((z < 0) | (near >= FEWEST_NEAR))
    level, bonferroni = _levels(p, z, told, int(inside.sum()))
    outside = ~inside
    z[outside] = p[outside] = np.nan
    return GiStar(z, p, near, level, bonferroni & (z > 0), bonferroni & (z < 0), known)


def deviates(count: Counts, inside: Bools, reach: int) -> tuple[Counts, Floats]:
    """Return each cell's sum over its neighbours, and its z; counts outside must be 0."""
    kind = np.int64 if np.issubdtype(count.dtype, np.integer) else np.float64
    near = box_sums(count.astype(kind), reach)
    weights = box_sums(inside.astype(np.int64), reach)
    mean, inverse = standard(count, int(inside.sum()), int(weights.max()))
    return near, (near - mean * weights) * inverse[weights]


def standard(count: Counts, n: int, most: int) -> tuple[float, Floats]:
    """Return the mean x̄ of `n` cells, and for each number of neighbours W_i what divides z_i.

    For W_i up to `most`, as a factor; 0 where nothing varies or everything is everybody's
    neighbour: then z is 0. Empty cells may be left out of `count`.
    """
    mean = float(count.sum()) / n
    spread = float(np.sqrt(max(float(np.vdot(count, count)) / n - mean**2, 0.0)))
    w = np.arange(most + 1, dtype=np.float64)
    scale = spread * np.sqrt(np.maximum(n * w - w**2, 0.0) / max(n - 1, 1))
    return mean, np.divide(1.0, scale, out=np.zeros_like(scale), where=scale > 1e-12 * mean)


def _levels(p: Floats, z: Floats, told: Bools, tests: int) -> tuple[NDArray[np.int8], Bools]:
    """Return each cell's level with sign, and whether it passes Bonferroni at 5 %."""
    small = np.sort(p[(p <= max(LEVELS)) & told])
    rank = np.arange(1, len(small) + 1)
    level = np.zeros(p.shape, dtype=np.int8)
    for rate in LEVELS:
        level += told & (p <= largest_discovery(small, rank, tests, rate))
    level[z < 0] *= -1
    return level, told & (p * tests <= 0.05)


def largest_discovery(p: Floats, rank: NDArray[np.int64], tests: int, rate: float) -> float:
    """Return the largest p that Benjamini & Hochberg reject, -1 if none.

    Parameters
    ----------
    p : ndarray of float, shape (n,)
        The smallest ones, sorted.
    rank : ndarray of int, shape (n,)
        How many tests have this p or a smaller one.
    tests : int
        How many there are in all.
    rate : float
        False discoveries allowed.
    """
    passed = np.flatnonzero(p * tests <= rate * rank)
    return float(p[passed[-1]]) if len(passed) else -1.0
