"""Ratio and difference of two Poisson rates, with intervals that hold for small counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.analysis.compare.e_test import check
from geo.analysis.intervals import binomial_p, clopper_pearson, garwood

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Difference:
    """How a first rate compares with a second; every array has the shape of the counts.

    Attributes
    ----------
    ratio, low, high : ndarray of float64
        First rate over the second, and its interval. Against a second count of 0 the ratio and its
        upper end are infinite; of two counts of 0 the ratio is nan and the interval 0 to infinity.
    difference, difference_low, difference_high : ndarray of float64
        First rate less the second, per unit of exposure, and its interval.
    p : ndarray of float64
        Two-sided, of the conditional test: below 1 − level exactly where the interval of the ratio
        leaves out 1.
    level : float
    """

    ratio: Floats
    low: Floats
    high: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    p: Floats
    level: float


def rate_difference(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, *, level: float = 0.95
) -> Difference:
    """Compare two Poisson rates, counts over exposures.

    The ratio: given their sum, the first of two Poisson counts is binomial with a probability that
    depends on the ratio alone (Przyborowski & Wilenski 1940, Biometrika 31, 313–323); its exact
    interval (Clopper & Pearson 1934, Biometrika 26, 404–413) becomes that of the ratio, and the
    p is twice the smaller tail. It holds its level for any counts and is rather too wide.

    The difference: each rate's exact interval (Garwood 1936, Biometrika 28, 437–442) joined as in
    Zou & Donner (2008, Statistics in Medicine 27, 1693–1702): near its level, not exact.

    Parameters
    ----------
    k1, k2 : array_like of int
        Counts; scalars and arrays are broadcast.
    n1, n2 : array_like of float
        Their exposures, more than 0, in the same unit.
    level : float
        Of both intervals.

    Raises
    ------
    ValueError
        A negative count or an exposure that is not more than 0.

    Examples
    --------
    >>> found = rate_difference(20, 1, 10, 1)
    >>> float(found.ratio), float(found.low.round(3)), float(found.high.round(3))
    (2.0, 0.894, 4.785)
    >>> round(float(found.p), 4)
    0.0987
    """
    given = np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in (k1, n1, k2, n2)))
    check(*given)
    count1, time1, count2, time2 = given
    share = clopper_pearson(count1, count1 + count2, confidence=level)
    low, high = np.nan_to_num(share.low, nan=0.0), np.nan_to_num(share.high, nan=1.0)
    first, second = (
        garwood(count, time, confidence=level) for count, time in ((count1, time1), (count2, time2))
    )
    difference = first.value - second.value
    return Difference(
        ratio=_over(first.value, second.value),
        low=_over(low * time2, (1 - low) * time1),
        high=_over(high * time2, (1 - high) * time1),
        difference=difference,
        difference_low=difference - np.hypot(first.value - first.low, second.high - second.value),
        difference_high=difference + np.hypot(first.high - first.value, second.value - second.low),
        p=binomial_p(count1, count2, time1 / (time1 + time2)),
        level=level,
    )


def _over(top: Floats, bottom: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):  # 1/0 is inf, 0/0 nan: both are meant
        return np.asarray(top / bottom, dtype=np.float64)
