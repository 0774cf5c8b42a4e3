"""One rate ratio over many strata, such as the hours of the week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import expit, gammaln, logsumexp, xlog1py, xlogy

Floats = NDArray[np.float64]

_FAR = 60.0
"""Natural logarithm; no ratio further from the exposures' own is looked for."""


@dataclass(frozen=True)
class Common:
    """A rate ratio common to all strata.

    Attributes
    ----------
    ratio, low, high : float
        Of the first rate over the second; nan, 0 and infinite where nothing can be said.
    p : float
        Two-sided: twice the smaller tail.
    count : int
        First counts in the strata that say something: both exposures, and any count.
    expected : float
        What that would be, given each stratum's sum, if the rates were equal.
    """

    ratio: float
    low: float
    high: float
    p: float
    count: int
    expected: float


def common_ratio(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, *, level: float = 0.95
) -> Common:
    """Compare two Poisson rates stratum by stratum and tell their common ratio.

    Within a stratum like is compared with like, such as Friday nights with other Friday nights;
    strata with no exposure of one kind, or no count of either, say nothing. Given each stratum's
    sum, the first counts are binomial and their total's distribution is a product of polynomials;
    estimate, interval and p are the exact conditional ones (Martin & Austin 1996, Epidemiology 7,
    29–33). With one stratum this is :func:`rate_difference`.

    Parameters
    ----------
    k1, k2 : array_like of int, shape (strata,)
    n1, n2 : array_like of float, shape (strata,)
        Exposures, 0 or more, in the same unit.
    level : float

    Examples
    --------
    >>> found = common_ratio([4, 16], [1, 1], [2, 8], [1, 1])
    >>> round(found.ratio, 3), round(found.p, 4), found.expected
    (2.0, 0.0987, 15.0)
    """
    count1, time1, count2, time2 = (np.asarray(each, dtype=float) for each in (k1, n1, k2, n2))
    telling = (count1 + count2 > 0) & (time1 > 0) & (time2 > 0)
    count1, total = count1[telling], (count1 + count2)[telling]
    share = time1[telling] / (time1 + time2)[telling]
    if not len(total):
        return Common(np.nan, 0.0, np.inf, 1.0, 0, 0.0)
    k, expected = int(count1.sum()), float(total @ share)
    sums = _Sums.of(total, time1[telling] / time2[telling], k)
    tail = (1 - level) / 2
    most = int(total.sum())
    return Common(
        ratio=sums.solve(lambda at: sums.mean(at) - k) if 0 < k < most else np.inf if k else 0.0,
        low=sums.solve(lambda at: sums.upper(k, at) - tail, below=sums.base) if k else 0.0,
        high=sums.solve(lambda at: tail - sums.lower(k, at), above=sums.base)
        if k < most
        else np.inf,
        p=min(1.0, 2 * min(sums.upper(k, 0.0), sums.lower(k, 0.0))),
        count=k,
        expected=expected,
    )


@dataclass(frozen=True)
class _Sums:
    """How the total of the first counts is distributed for any log ratio ``at``.

    The logarithms of the probabilities are kept for one log ratio (``base``), near the best, and
    tilted to others: far off nothing is lost to small numbers.
    """

    total: Floats
    log_odds: Floats
    base: float
    log_chance: Floats

    @classmethod
    def of(cls, total: Floats, odds: Floats, k: int) -> _Sums:
        log_odds = np.log(odds)
        flat = cls(total, log_odds, 0.0, np.zeros(0))
        middle = min(max(k, 0.5), total.sum() - 0.5)
        base = np.log(flat.solve(lambda at: flat.mean(at) - middle))
        chance = np.ones(1)
        for n, share in zip(total, expit(log_odds + base), strict=True):
            x = np.arange(n + 1)
            log_binomial = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
            binomial = np.exp(log_binomial + xlogy(x, share) + xlog1py(n - x, -share))
            chance = np.convolve(chance, binomial)
        with np.errstate(divide="ignore"):  # 0 stands for less than any float
            return cls(total, log_odds, float(base), np.log(chance))

    def mean(self, at: float) -> float:
        return float(self.total @ expit(self.log_odds + at))

    def upper(self, k: int, at: float) -> float:
        return float(np.exp(logsumexp(self._tilted(at)[k:])))

    def lower(self, k: int, at: float) -> float:
        return float(np.exp(logsumexp(self._tilted(at)[: k + 1])))

    def _tilted(self, at: float) -> Floats:
        grown = np.logaddexp(0, self.log_odds + at) - np.logaddexp(0, self.log_odds + self.base)
        steps = np.arange(len(self.log_chance))
        return np.asarray(self.log_chance + (at - self.base) * steps - self.total @ grown)

    def solve(
        self,
        rising: Callable[[float], float],
        *,
        above: float | None = None,
        below: float | None = None,
    ) -> float:
        """Return the ratio at which a function of its logarithm is 0."""
        low = -float(self.log_odds.max()) - _FAR if above is None else above
        high = -float(self.log_odds.min()) + _FAR if below is None else below
        return float(np.exp(brentq(rising, low, high, xtol=1e-12)))
