"""Where on a map, place by place or cell by cell, something has changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis import fdr
from geo.analysis.compare.e_test import e_test_score
from geo.analysis.compare.rates import Difference, rate_difference
from geo.model import Verdict

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FEWEST = 10
"""Incidents in both periods together below which nothing is said of an element."""
LEVEL = 0.05


@dataclass(frozen=True)
class Change:
    """How every element's rate compares with before; arrays of shape (n,).

    Attributes
    ----------
    count, before : ndarray of int64
    difference : Difference
        Ratio and difference of rates with 95 % intervals, each for itself: where many elements
        are looked at, those that stand out most are likely to be less extreme than they look.
    p : ndarray of float64
        Of :func:`e_test_score`; 1 where nothing is said.
    adjusted : ndarray of float64
        p so adjusted that of the changes told at most 5 % are expected to be false.
    verdict : tuple of Verdict
        INCREASING, DECREASING, AS_USUAL or TOO_FEW.
    """

    count: Ints
    before: Ints
    difference: Difference
    p: Floats
    adjusted: Floats
    verdict: tuple[Verdict, ...]


def change(
    count: Ints, before: Ints, *, exposure: tuple[float, float] = (1.0, 1.0), fewest: int = FEWEST
) -> Change:
    """Compare two counts of every place or cell, with many looked at in one go.

    Each is tested by :func:`e_test_score` (for equal exposures the E-test); the p are adjusted over
    all that are tested by Benjamini & Hochberg (1995, Journal of the Royal Statistical Society B
    57, 289–300). Whether one is tested depends on the sum of its two counts alone, which says
    nothing of how they differ (Bourgon, Gentleman & Huber 2010, PNAS 107, 9546–9551).

    Parameters
    ----------
    count, before : ndarray of int, shape (n,)
    exposure : tuple of float
        Of `count` and of `before`: such as 1 and 12 weeks.
    fewest : int
        Smallest sum of both counts that is tested.

    Examples
    --------
    >>> change(np.array([30, 11, 3]), np.array([8, 10, 2])).verdict
    (<Verdict.INCREASING: 'okar'>, <Verdict.AS_USUAL: 'som_vanligt'>, <Verdict.TOO_FEW: 'for_fa'>)
    """
    now, then = exposure
    tested = count + before >= fewest
    p = np.ones(len(count))
    adjusted = np.ones(len(count))
    if tested.any():
        p[tested] = e_test_score(count[tested], now, before[tested], then)
        adjusted[tested] = fdr.adjusted(p[tested])
    difference = rate_difference(count, now, before, then)
    told = adjusted <= LEVEL
    up, down = told & (difference.difference > 0), told & (difference.difference < 0)
    names = (Verdict.TOO_FEW, Verdict.INCREASING, Verdict.DECREASING, Verdict.AS_USUAL)
    chosen = np.select([~tested, up, down], [0, 1, 2], default=3)
    return Change(count, before, difference, p, adjusted, tuple(names[i] for i in chosen))
