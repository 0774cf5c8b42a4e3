"""Intervals of shares and rates that hold for small counts, and the p that goes with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, gammaincinv, ndtri

Counts = NDArray[np.int64] | NDArray[np.float64]
Floats = NDArray[np.float64]

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """Values with low and high, arrays of one shape; nan where not known."""

    value: Floats
    low: Floats
    high: Floats

    def side(self, line: float) -> NDArray[np.int8]:
        """Return 1 where all of the interval is above a line, -1 below, 0 where it crosses."""
        return (self.low > line).astype(np.int8) - (self.high < line).astype(np.int8)


def wilson(share: Floats, n: Floats, *, confidence: float = CONFIDENCE) -> Interval:
    """Return shares with the score interval of Wilson.

    Wilson 1927, Journal of the American Statistical Association 22, 209–212: centre
    (p + z²/2n) / (1 + z²/n), half-width z √(p(1−p)/n + z²/4n²) / (1 + z²/n).

    Parameters
    ----------
    share : ndarray of float, shape (n,)
        0–1.
    n : ndarray of float, shape (n,)
        Answers; where nan or 0 the interval is nan.
    confidence : float

    Examples
    --------
    >>> found = wilson(np.array([0.5]), np.array([100.0]))
    >>> found.low.round(4), found.high.round(4)
    (array([0.4038]), array([0.5962]))
    """
    answers = np.where(n > 0, n, np.nan)
    z = float(ndtri((1 + confidence) / 2))
    scale = 1 + z**2 / answers
    centre = (share + z**2 / (2 * answers)) / scale
    half = z * np.sqrt(share * (1 - share) / answers + z**2 / (4 * answers**2)) / scale
    return Interval(share, np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0))


def clopper_pearson(count: Counts, total: Counts, *, confidence: float = CONFIDENCE) -> Interval:
    """Return shares with the exact interval of Clopper & Pearson (1934, Biometrika 26, 404–413).

    Parameters
    ----------
    count, total : ndarray of int, shape (n,)
        Where `total` is 0 all is nan.
    confidence : float

    Examples
    --------
    >>> found = clopper_pearson(np.array([0, 3]), np.array([10, 10]))
    >>> found.low.round(4).tolist(), found.high.round(4).tolist()
    ([0.0, 0.0667], [0.3085, 0.6525])
    """
    rest, tail = total - count, (1 - confidence) / 2
    value = np.divide(count, total, out=np.full(total.shape, np.nan), where=total > 0)
    low = np.where(count > 0, betaincinv(np.maximum(count, 1), rest + 1, tail), 0.0)
    high = np.where(rest > 0, betaincinv(count + 1, np.maximum(rest, 1), 1 - tail), 1.0)
    return Interval(value, np.where(total > 0, low, np.nan), np.where(total > 0, high, np.nan))


def binomial_p(count: Counts, rest: Counts, chance: Floats) -> Floats:
    """Return twice the smaller binomial tail, at most 1.

    It is below 1 − confidence exactly where the interval of :func:`clopper_pearson` leaves out
    `chance`. The tails are incomplete beta functions (Abramowitz & Stegun 1964, 26.5.24), which
    weights with a part of an incident can have too.

    Parameters
    ----------
    count, rest : ndarray, shape (n,)
        Those that are meant, and the others.
    chance : ndarray of float, shape (n,)
        Of each to be one that is meant: 0–1.

    Examples
    --------
    >>> binomial_p(np.array([20]), np.array([10]), np.array([0.5])).round(4)
    array([0.0987])
    """
    some, more = count > 0, rest > 0
    at_least = np.where(some, betainc(np.where(some, count, 1.0), rest + 1, chance), 1.0)
    at_most = np.where(more, betainc(np.where(more, rest, 1.0), count + 1, 1 - chance), 1.0)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(at_least, at_most)), dtype=np.float64)


def garwood(count: Counts, exposure: float | Floats, *, confidence: float = CONFIDENCE) -> Interval:
    """Return rates with the exact Poisson interval of Garwood (1936, Biometrika 28, 437–442).

    Of the count it is χ²(α/2; 2k)/2 to χ²(1−α/2; 2k+2)/2.

    Parameters
    ----------
    count : ndarray of int, shape (n,)
    exposure : float, or ndarray of float of shape (n,)
        What counts are divided by, more than 0: weeks, km².
    confidence : float

    Examples
    --------
    >>> found = garwood(np.array([0, 10]), 1.0)
    >>> found.low.round(4), found.high.round(4)
    (array([0.    , 4.7954]), array([ 3.6889, 18.3904]))
    """
    tail = (1 - confidence) / 2
    low = np.where(count > 0, gammaincinv(np.maximum(count, 1), tail), 0.0)
    high = gammaincinv(count + 1, 1 - tail)
    return Interval(count / exposure, low / exposure, high / exposure)
