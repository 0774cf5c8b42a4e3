"""z, p and level of sums over neighbours, all cells tested together.

The normal distribution of z claims too much where incidents are few: on 90,000 cells with 0.02
incidents each and no pattern whatever, its p finds some 80 hot cells after Benjamini & Hochberg.
So a cell is hot or cold only if the exact p of its sum says so too.

z depends on two numbers only: the sum over a cell's neighbours and how many they are. Where counts
are whole, few pairs of them occur among many cells; each pair is judged once.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from geo.analysis.intervals import binomial_p

Bools = NDArray[np.bool_]
Counts = NDArray[Any]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_NEAR = 3
"""Incidents in a cell and its neighbours below which it is never hot: two are no gathering."""
LEVELS = (0.10, 0.05, 0.01)
"""Shares of false discoveries that are told apart: 90, 95 and 99 % sure."""


class Pairs(NamedTuple):
    """Pairs of sum and number of neighbours, and how many cells have each; shape (n,)."""

    total: Counts
    neighbours: Ints
    occurs: Ints


class Judged(NamedTuple):
    """What is said of each pair; shape (n,). See :class:`geo.analysis.hotspots.GiStar`."""

    z: Floats
    p: Floats
    p_exact: Floats
    level: NDArray[np.int8]
    bonferroni: Bools


def judged(pairs: Pairs, count: Counts, cells: int) -> Judged:
    """Judge pairs against the mean and spread of all cells.

    Parameters
    ----------
    pairs : Pairs
    count : ndarray
        Of all cells; empty ones may be left out.
    cells : int
        How many there are, empty or not.
    """
    mean, inverse = _standard(count, cells, int(pairs.neighbours.max()))
    z = (pairs.total - mean * pairs.neighbours) * inverse[pairs.neighbours]
    p, p_exact = 2 * ndtr(-np.abs(z)), _exact(pairs, float(count.sum()), cells)
    worse = np.maximum(p, p_exact)
    told = (z < 0) | (pairs.total >= FEWEST_NEAR)
    small = np.flatnonzero(told & (worse <= max(LEVELS)))
    small = small[np.argsort(worse[small])]
    rank = np.cumsum(pairs.occurs[small])
    level = np.zeros(len(z), dtype=np.int8)
    for rate in LEVELS:
        level += told & (worse <= _largest_discovery(worse[small], rank, cells, rate))
    level[z < 0] *= -1
    return Judged(z, p, p_exact, level, told & (worse * cells <= 0.05))


def _exact(pairs: Pairs, incidents: float, cells: int) -> Floats:
    """Return the two-sided p of each sum, had every incident fallen into any cell alike.

    Of `incidents` so many then lie in W of n cells as a binomial number with probability W/n has
    it.
    """
    left = np.maximum(incidents - pairs.total, 0.0)
    return binomial_p(pairs.total, left, pairs.neighbours / cells)


def _standard(count: Counts, cells: int, most: int) -> tuple[float, Floats]:
    """Return the mean x̄, and for each number of neighbours up to `most` what divides z.

    As a factor; 0 where nothing varies or everything is everybody's neighbour: then z is 0.
    """
    flat = count.ravel()
    mean = float(flat.sum()) / cells
    spread = float(np.sqrt(max(float(flat @ flat) / cells - mean**2, 0.0)))
    w = np.arange(most + 1, dtype=np.float64)
    scale = spread * np.sqrt(np.maximum(cells * w - w**2, 0.0) / max(cells - 1, 1))
    return mean, np.divide(1.0, scale, out=np.zeros_like(scale), where=scale > 1e-12 * mean)


def _largest_discovery(p: Floats, rank: Ints, tests: int, rate: float) -> float:
    """Return the largest p that is rejected, -1 if none; p sorted, rank: tests up to it.

    Benjamini & Hochberg (1995), *J. R. Statist. Soc. B* 57, 289–300, procedure (1).
    """
    passed = np.flatnonzero(p * tests <= rate * rank)
    return float(p[passed[-1]]) if len(passed) else -1.0
