"""Whether two Poisson counts come from one rate: E-tests, and a quick z."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln, pdtr, pdtrc, xlogy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ALIKE = 1e-10
"""Statistics this near each other are a tie, whatever rounding says."""
_CELLS = 2_000_000
"""Counts summed over in one go."""


def e_test(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike) -> Floats:
    """Return the two-sided p of two Poisson counts if they have one rate.

    The E-test of Krishnamoorthy & Thomson (2004, Journal of Statistical Planning and Inference
    119, 23–35, with d = 0): with the common rate estimated, the probability of two counts whose
    difference of rates, over its estimated standard deviation, is at least as large. For equal
    exposures it finds more than the conditional test and keeps its level nearly always. For unequal
    ones, such as one week against twelve, it is all but blind to rises: use
    :func:`e_test_score`, which is the same for equal exposures.

    Parameters
    ----------
    k1, k2 : array_like of int
        Counts; scalars and arrays are broadcast.
    n1, n2 : array_like of float
        Their exposures (weeks, km², hours), more than 0, in the same unit.

    Returns
    -------
    ndarray of float64
        Two counts of 0 give 1.

    Raises
    ------
    ValueError
        A negative count or an exposure that is not more than 0.

    Notes
    -----
    For a given first count the pairs at least as extreme are two tails of the second, bounded by
    the roots of a quadratic: a sum over one count instead of two. Equal pairs are worked out once.

    Examples
    --------
    >>> [round(float(p), 10) for p in e_test([20, 6], 1, [10, 2], 1)]
    [0.0688317821, 0.1748748209]
    """
    return _p(k1, n1, k2, n2, n1, n2)


def e_test_score(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike) -> Floats:
    """Return the two-sided p of two Poisson counts if they have one rate, for any exposures.

    As :func:`e_test`, with the standard deviation that the difference has if the rates are one (the
    score statistic; Gu, Ng, Tang & Schucany 2008, Biometrical Journal 50, 283–298).

    Examples
    --------
    >>> float(e_test(9, 1, 24, 12).round(4)), float(e_test_score(9, 1, 24, 12).round(4))
    (0.0818, 0.0004)
    """
    return _p(k1, n1, k2, n2, n2, n1)


def check(k1: Floats, n1: Floats, k2: Floats, n2: Floats) -> None:
    """Refuse what are no counts and exposures."""
    if not ((k1 >= 0) & (k2 >= 0)).all():
        raise ValueError("counts are 0 or more")
    if not ((n1 > 0) & (n2 > 0)).all():
        raise ValueError("exposures are more than 0")


def _p(*columns: ArrayLike) -> Floats:
    """Work out every row of k1, n1, k2, n2, c1, c2 once; see :func:`_squared`."""
    given = np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in columns))
    check(*given[:4])
    rows, which = np.unique(np.stack(given).reshape(6, -1), axis=1, return_inverse=True)
    p = np.ones(rows.shape[1])
    unequal = np.flatnonzero(_squared(*rows) > 0)
    first, size = _range(*rows[:4, unequal])
    cuts = np.flatnonzero(np.diff(np.cumsum(size) // _CELLS)) + 1
    for some, low, n in zip(
        *(np.split(each, cuts) for each in (unequal, first, size)), strict=True
    ):
        p[some] = _tails(rows[:, some], low, n)
    return p[which.reshape(-1)].reshape(given[0].shape)


def _squared(k1: Floats, n1: Floats, k2: Floats, n2: Floats, c1: Floats, c2: Floats) -> Floats:
    """Return the squared difference of the rates over its variance, rate1 / c1 + rate2 / c2.

    With c1 = n1 and c2 = n2 the variance is that of two rates; the other way round it is that of
    one rate taken twice: (k1 + k2) / (n1 n2).
    """
    rate1, rate2 = k1 / n1, k2 / n2
    variance = rate1 / c1 + rate2 / c2
    return np.asarray((rate1 - rate2) ** 2 / np.where(variance > 0, variance, 1.0))


def _range(k1: Floats, n1: Floats, k2: Floats, n2: Floats) -> tuple[Ints, Ints]:
    """Return the least first count worth summing, and how many: the rest weighs below 1e-16."""
    mean = (k1 + k2) * n1 / (n1 + n2)
    spread = 9 * np.sqrt(mean) + 40
    first = np.maximum(np.floor(mean - spread), 0)
    return first.astype(np.int64), (np.ceil(mean + spread) - first + 1).astype(np.int64)


def _tails(rows: Floats, first: Ints, size: Ints) -> Floats:
    """Sum the probabilities of all pairs at least as extreme; `rows` has shape (6, n)."""
    row = np.repeat(np.arange(len(size)), size)
    x1 = (np.arange(len(row)) - (np.cumsum(size) - size - first)[row]).astype(np.float64)
    k1, n1, k2, n2, c1, c2 = rows
    mean1, mean2 = ((k1 + k2) * n / (n1 + n2) for n in (n1, n2))
    # All in counts of the second: even is where the rates are equal.
    even = x1 * (n2 / n1)[row]
    half = (n2 / c2 * _squared(*rows) / 2)[row]
    root = np.sqrt(half**2 + 2 * half * even * (1 + c2 / c1)[row])
    above = even + half + root
    slack = _ALIKE * above
    upper = pdtrc(np.ceil(above - slack) - 1, mean2[row])
    below = np.where(x1 > 0, np.floor(even + half - root + slack), -1.0)
    lower = np.where(below >= 0, pdtr(np.maximum(below, 0.0), mean2[row]), 0.0)
    chance = np.exp(xlogy(x1, mean1[row]) - mean1[row] - gammaln(x1 + 1))
    return np.minimum(np.bincount(row, chance * (upper + lower), len(size)), 1.0)


def poisson_z(count: ArrayLike, expected: ArrayLike) -> Floats:
    """Return how many standard deviations a Poisson count lies from what is expected.

    2 (√count − √expected): the root of a Poisson count has a standard deviation of about ½ whatever
    its mean (Anscombe 1948, Biometrika 35, 246–254; for crime counts Wheeler 2016, International
    Journal of Police Science & Management 18, 159–172). Fair from some 5 expected.

    `expected` is taken as known, such as a mean over many weeks. Between two single counts the
    same difference has a standard deviation of √2: use :func:`e_test` there.

    Examples
    --------
    >>> float(poisson_z(25, 16))
    2.0
    """
    count, expected = (np.asarray(each, dtype=np.float64) for each in (count, expected))
    return np.asarray(2 * (np.sqrt(count) - np.sqrt(expected)), dtype=np.float64)
