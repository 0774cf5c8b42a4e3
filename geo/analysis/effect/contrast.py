"""An interval of a sum of Poisson means, each times a number, that holds for small counts.

A weighted displacement difference is such a sum: +1 for the place after, −1 before, and so on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtri, stdtrit

from geo.analysis.effect.overdispersion import CHANCE, Spread

Floats = NDArray[np.float64]

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Contrast:
    """A weighted sum of counts and its interval; arrays of the leading shape of the counts."""

    estimate: Floats
    low: Floats
    high: Floats

    def side(self) -> NDArray[np.int8]:
        """Return −1 where all of the interval is below 0, 1 where it is above, else 0."""
        return (self.low > 0).astype(np.int8) - (self.high < 0).astype(np.int8)


def contrast(
    count: Floats,
    coefficient: Floats,
    *,
    spread: Spread = CHANCE,
    evened: Floats | float = 1.0,
    variance: Floats | float = 0.0,
    confidence: float = CONFIDENCE,
) -> Contrast:
    """Return the sum of coefficient × mean, with an interval, from one count of each mean.

    Each count has its Jeffreys interval (gamma quantiles of count + ½; Brown, Cai & DasGupta 2003,
    Statistica Sinica 13, 19–49); their distances to the count are joined as the square root of the
    sum of squares, each on the side that moves the sum (the method of variance estimates recovery:
    Zou & Donner 2008, Statistics in Medicine 27, 1693–1702). Unlike estimate ± 1.96 SE it follows
    the skewness of small counts: ``tests/benchmarks/test_effect_coverage.py`` prints its coverage
    from 3 incidents on.

    Counts that vary more than by Poisson chance have a variance of mean + dispersion × mean²; the
    squared distances grow by the same factor, and, for the dispersion is itself estimated, by
    (t / z)² with its degrees of freedom.

    Parameters
    ----------
    count : ndarray of float, shape (..., terms)
        0 or more; not whole where incidents are weighted, see :func:`as_counts`.
    coefficient : ndarray of float, shape (terms,)
    spread : Spread
        How much counts vary beyond Poisson chance.
    evened : float, or ndarray of shape (terms,)
        Part of the dispersion that is left in a count: less than 1 in one over a longer time than
        that of which the spread is known.
    variance : float, or ndarray of the leading shape
        What else is uncertain, such as a coefficient that was itself estimated.
    confidence : float

    Raises
    ------
    ValueError
        A negative count.

    Examples
    --------
    >>> found = contrast(np.array([110.0, 207, 318, 308]), np.array([1.0, -1, -1, 1]))
    >>> float(found.estimate), float(found.low.round(1)), float(found.high.round(1))
    (-107.0, -167.5, -46.9)
    """
    if not (count >= 0).all():
        raise ValueError("counts are 0 or more")
    tail = (1 - confidence) / 2
    low = np.where(count > 0, gammaincinv(count + 0.5, tail), 0.0)
    high = gammaincinv(count + 0.5, 1 - tail)
    z = float(ndtri(1 - tail))
    wider = float(stdtrit(spread.freedom, 1 - tail)) / z if spread.dispersion else 1.0
    grown = (coefficient * wider) ** 2 * (1 + spread.dispersion * evened * count)
    down = np.where(coefficient > 0, count - low, high - count)
    up = np.where(coefficient > 0, high - count, count - low)
    estimate = count @ coefficient
    other = z**2 * np.asarray(variance)
    return Contrast(
        estimate=np.asarray(estimate, dtype=np.float64),
        low=np.asarray(estimate - np.sqrt((grown * down**2).sum(axis=-1) + other)),
        high=np.asarray(estimate + np.sqrt((grown * up**2).sum(axis=-1) + other)),
    )


def as_counts(value: Floats, square: Floats) -> tuple[Floats, float]:
    """Return sums of harm as counts that vary as Poisson does, and what one of them stands for.

    A weighted sum of Poisson counts has the mean Σ w λ and the variance Σ w² λ; divided by the
    ratio of the two it has a variance equal to its mean (Fay & Feuer 1997, Statistics in Medicine
    16, 791–801). The ratio is taken of all sums together: if nothing has changed they have one mix.

    Parameters
    ----------
    value, square : ndarray of float, shape (terms,)
        Σ w and Σ w² of the incidents.

    Examples
    --------
    >>> as_counts(np.array([30.0, 10.0]), np.array([300.0, 100.0]))
    (array([3., 1.]), 10.0)
    """
    total = float(value.sum())
    unit = float(square.sum()) / total if total > 0 else 1.0
    return value / unit, unit
