"""What a comparison can carry: were the two alike before, and was the place just unusually high."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from geo.analysis.effect.change import Sums, change
from geo.analysis.effect.overdispersion import CHANCE, Spread
from geo.analysis.effect.poisson_regression import poisson_regression

Floats = NDArray[np.float64]

RECENT = 3
"""Blocks of four weeks just before: the time in which one decides that something must be done."""
LEAST_BLOCKS = 10
YEAR = 13
APART = 0.35
"""Difference of yearly log trends: an interval that reaches beyond has not shown them parallel."""
LEAST_EXPECTED = 20
LEAST_DONORS = 2
LARGEST_SCALE = 4.0
WARY = 0.80
"""Level of the interval of what is just before: a warning that comes too often does less harm."""


@dataclass(frozen=True, slots=True)
class Trends:
    """How much more the place grew a year than its comparison before, as a log ratio."""

    apart: float
    low: float
    high: float

    @property
    def parallel(self) -> bool:
        """Tell whether they have been shown to be near each other: not only not shown apart."""
        return -APART <= self.low <= 0 <= self.high <= APART


def trends(place: Floats, comparison: Floats) -> Trends | None:
    """Compare the trends before, of counts in blocks of four weeks; None where they are too few.

    log mean = level + block + change per year of the place beyond the comparison, with one level
    for each block that both share, so that no season stands in the way.

    Parameters
    ----------
    place, comparison : ndarray, shape (blocks,)
        Oldest first; counts.
    """
    both = place + comparison > 0
    if both.sum() < LEAST_BLOCKS or not place.any() or not comparison.any():
        return None
    used = np.flatnonzero(both)
    blocks = len(used)
    when = used / YEAR - used.mean() / YEAR
    each = np.eye(blocks)
    columns = np.vstack(
        [
            np.column_stack([when, np.ones(blocks), each]),
            np.column_stack([np.zeros(blocks), np.zeros(blocks), each]),
        ]
    )
    count = np.concatenate([place[used], comparison[used]])
    fit = poisson_regression(count, columns, np.repeat([0, 1], blocks), lags=0)
    if not fit.converged:
        return None
    reach = float(stdtrit(max(blocks - 2, 1), 0.975)) * fit.error(np.eye(len(fit.coefficient))[0])
    apart = float(fit.coefficient[0])
    return Trends(apart, apart - reach, apart + reach)


def unusually_high(
    blocks: Floats, weight: Floats, scale: Floats, *, spread: Spread = CHANCE
) -> bool | None:
    """Tell whether the place had more just before than it used to, beyond its comparison.

    What is chosen because it is high goes down by itself (regression to the mean: Galton 1886,
    Journal of the Anthropological Institute 15, 246–263). None where the history is too short.

    Parameters
    ----------
    blocks : ndarray, shape (1 + comparisons, blocks)
        Counts before, in blocks of four weeks; the treated place first.
    weight, scale : ndarray, shape (comparisons,)
    """
    if blocks.shape[1] < RECENT + LEAST_BLOCKS:
        return None
    earlier, recent = blocks[:, :-RECENT].sum(axis=1), blocks[:, -RECENT:].sum(axis=1)
    times = RECENT / (blocks.shape[1] - RECENT)
    found = change(
        Sums.of(earlier), Sums.of(recent), times=times, weight=weight, scale=scale,
        known_from=earlier, spread=spread, confidence=WARY,
    )  # fmt: skip
    return found.low > 0


def carries_cause(
    *,
    donors: int,
    scale: float,
    expected: float,
    trend: Trends | None,
    high_before: bool | None,
    rank: tuple[int, int] | None,
    alone: bool,
) -> bool:
    """Tell whether a comparison carries a careful causal word: all of what is asked must hold.

    At least two comparison places of much the same level, parallel trends shown before (not merely
    not refuted), at least 20 incidents expected, nothing unusual just before, no other measure at
    the place in the time, and where there are enough donors a rank that one in ten of them at most
    would have by chance.

    Parameters
    ----------
    donors : int
        Places with a weight.
    scale : float
        The place's level over the comparison's.
    expected : float
        Incidents expected after.
    trend, high_before, rank
        See :func:`trends`, :func:`unusually_high`, ``synthetic.placebo_rank``.
    alone : bool
        No other measure began at the place.
    """
    like = 1 / LARGEST_SCALE <= scale <= LARGEST_SCALE
    parallel = trend is not None and trend.parallel
    rare = rank is None or rank[0] <= rank[1] / 10
    enough = donors >= LEAST_DONORS and expected >= LEAST_EXPECTED
    return like and parallel and rare and enough and high_before is False and alone
