"""What a count may be by chance: the negative binomial that the periods before predict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc
from scipy.stats import nbinom

from geo.analysis.eb_rate import eb_rate
from geo.analysis.signals.calendar import Expected

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BAND = 0.90
"""Share of ordinary periods that lie within what is called normal."""
DECAY = 0.5
"""An EWMA's weight of a period beside that of the one after it (lambda = 0.5)."""
MEMORY = 6
"""Periods that the EWMA looks at; what is older is what they are held against."""


@dataclass(frozen=True)
class Predicted:
    """Mean and variance of what is expected by chance; arrays of shape (n,)."""

    mean: Floats
    variance: Floats

    def upper(self, value: Floats) -> Floats:
        """Return P(Y >= value) of the negative binomial, exactly.

        Of values that are not whole, as weighted sums are, the incomplete beta function that is
        the tail of whole numbers is taken as it stands.
        """
        size, share = self._size()
        tail = betainc(np.maximum(value, 1e-9), size, 1 - share)
        return np.asarray(np.where(value > 0, tail, 1.0), dtype=np.float64)

    def band(self) -> tuple[Ints, Ints]:
        """Return the lowest and highest count of the `BAND` that is normal."""
        size, share = self._size()
        outside = (1 - BAND) / 2
        low, high = (nbinom.ppf(q, size, share).astype(np.int64) for q in (outside, 1 - outside))
        return low, high

    def _size(self) -> tuple[Floats, Floats]:
        size = self.mean**2 / np.maximum(self.variance - self.mean, 1e-6 * self.mean)
        return size, size / (size + self.mean)


def of_count(before: Ints, expected: Expected) -> Predicted:
    """Predict the last period from those before.

    A row's rate is a gamma posterior (:func:`eb_rate`); what a period adds to Poisson chance is
    estimated by moments over all rows together. The negative binomial takes its variance from
    chance, from dispersion, and from the doubt about rate and season.

    Parameters
    ----------
    before : ndarray of int, shape (n, window)
        Rows that are alike, such as the places of a kommun.
    expected : Expected
        Weights of the window's periods and of the last one.
    """
    return _weighted_sum(before, expected, np.ones(1))


def of_ewma(before: Ints, expected: Expected) -> tuple[Predicted, Floats]:
    """Predict the EWMA of the last `MEMORY` periods from those before them.

    Returns it divided by what makes its variance under Poisson chance equal to its mean (as Fay &
    Feuer 1997, Statistics in Medicine 16, 791–801, do with weighted sums), and the weights, newest
    first, that give the same of the counts.
    """
    weights = DECAY ** np.arange(MEMORY, dtype=np.float64)
    return _weighted_sum(before, expected, weights), _scaled(weights, expected)


def _scaled(weights: Floats, expected: Expected) -> Floats:
    usual = expected.weight[::-1][: len(weights)]
    return np.asarray(weights * (weights @ usual) / (weights**2 @ usual))


def _weighted_sum(before: Ints, expected: Expected, weights: Floats) -> Predicted:
    newest = len(weights) - 1
    base = before[:, : before.shape[1] - newest] if newest else before
    usual = expected.weight[: base.shape[1]]
    rates = eb_rate(base.sum(axis=1), np.full(len(base), usual.sum()))
    dispersion = dispersion_of(base, usual)
    part = _scaled(weights, expected) * expected.weight[::-1][: len(weights)]
    mean = rates.mean * part.sum()
    doubt = 1 / rates.shape + dispersion / base.shape[1]
    season = ((part * np.sqrt(expected.doubt[::-1][: len(weights)])).sum() / part.sum()) ** 2
    spread = dispersion * rates.mean**2 * (part**2).sum()
    return Predicted(mean, mean + spread + mean**2 * (doubt + season))


def dispersion_of(counts: Ints, usual: Floats) -> float:
    """Return how much more than Poisson chance counts vary: 1 / size of the negative binomial.

    By moments over all rows (Anscombe 1950, Biometrika 37, 358–382, with means that differ by
    period); never below 0.

    Parameters
    ----------
    counts : ndarray of int, shape (n, periods)
    usual : ndarray of float, shape (periods,)
        How much is expected of each period beside the others.
    """
    mean = counts.sum(axis=1)[:, None] * (usual / usual.sum())
    periods = counts.shape[1]
    excess = ((counts - mean) ** 2).sum() * periods / (periods - 1) - mean.sum()
    squares = float((mean**2).sum())
    return max(0.0, float(excess) / squares) if squares else 0.0
