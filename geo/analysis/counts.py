"""Counts beside what is normal for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc

from geo.model import Verdict

FEWEST_PERIODS = 4
"""With fewer periods before, nothing is normal yet."""
LEVEL = 0.05

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Normal:
    """What counts used to be; arrays of shape (n,). Without enough periods ``known`` is False."""

    known: bool
    low: Ints
    mean: NDArray[np.float64]
    high: Ints


def normal_band(before: Ints) -> Normal:
    """Return the range and mean of earlier counts.

    Parameters
    ----------
    before : ndarray of int, shape (n, periods)
        Counts of the usable periods before.

    Examples
    --------
    >>> band = normal_band(np.array([[4, 7, 5, 6]]))
    >>> int(band.low[0]), float(band.mean[0]), int(band.high[0])
    (4, 5.5, 7)
    """
    if before.shape[1] < FEWEST_PERIODS:
        nothing = np.zeros(len(before), dtype=np.int64)
        return Normal(False, nothing, nothing.astype(np.float64), nothing)
    return Normal(True, before.min(axis=1), before.mean(axis=1), before.max(axis=1))


def conditional_p(count: Ints, earlier: Ints, periods: int) -> NDArray[np.float64]:
    """Return the two-sided p of a count against the sum of earlier periods of equal length.

    Given their total, a count of an unchanged Poisson rate is binomial with probability
    1 / (periods + 1) (Przyborowski & Wilenski 1940, Biometrika 31, 313–323). Two-sided as twice
    the smaller tail, at most 1.

    Parameters
    ----------
    count : ndarray of int, shape (n,)
    earlier : ndarray of int, shape (n,)
        Sum over the earlier periods.
    periods : int
        How many earlier periods.

    Examples
    --------
    >>> conditional_p(np.array([12]), np.array([60]), 12).round(4)
    array([0.0171])
    """
    total, share = count + earlier, 1.0 / (periods + 1)
    upper = np.where(count > 0, bdtrc(np.maximum(count - 1, 0), total, share), 1.0)
    lower = bdtr(count, total, share)
    return np.asarray(np.minimum(1.0, 2.0 * np.minimum(upper, lower)))


def verdicts(count: Ints, before: Ints, *, minimum: int, whole: bool = True) -> list[Verdict]:
    """Say of each count whether it differs from normal.

    A change must lie outside the range of the periods before and be unlikely by chance
    (:func:`conditional_p` ≤ 5 %). Below `minimum`, both now and normally, nothing is said.

    Parameters
    ----------
    count : ndarray of int, shape (n,)
    before : ndarray of int, shape (n, periods)
    minimum : int
    whole : bool
        False while the period still runs: fewer than normal then means nothing.
    """
    band = normal_band(before)
    too_few = np.maximum(count, band.mean) < minimum
    if not band.known:
        too_few[:] = True
    unlikely = conditional_p(count, before.sum(axis=1), before.shape[1]) <= LEVEL
    up, down = unlikely & (count > band.high), unlikely & (count < band.low) & whole
    chosen = np.select([too_few, up, down], [0, 1, 2], default=3)
    names = (Verdict.TOO_FEW, Verdict.INCREASING, Verdict.DECREASING, Verdict.AS_USUAL)
    return [names[i] for i in chosen]
