"""Empirical-Bayes rates: what is known of all lends strength to what is known of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEAK = 0.5
"""Shape of the prior of a row that is alone: as good as none."""


@dataclass(frozen=True)
class Rates:
    """Gamma posteriors of rates; arrays of shape (n,).

    The rate of row i has mean ``shape / rate`` and squared coefficient of variation ``1 / shape``.
    """

    shape: Floats
    rate: Floats

    @property
    def mean(self) -> Floats:
        """Return the posterior means."""
        return self.shape / self.rate


def eb_rate(count: Floats, exposure: Floats) -> Rates:
    """Shrink each row's rate towards that of all rows, the more the less is known of it.

    Counts are Poisson with rates from one gamma distribution, whose mean and variance are
    estimated by moments (Marshall 1991, Applied Statistics 40, 283–294, eq. 4–6; the gamma form
    is that of Clayton & Kaldor 1987, Biometrics 43, 671–681). Where rates differ as much as
    places of a kommun do the prior is weak; where they are alike it is strong, but it never weighs
    more than an average row's own data: that rows look alike may be chance.

    Parameters
    ----------
    count : ndarray of float, shape (n,)
    exposure : ndarray of float, shape (n,)
        What the counts are to be divided by; positive.

    Examples
    --------
    >>> rates = eb_rate(np.array([0.0, 10.0, 20.0]), np.array([10.0, 10.0, 10.0]))
    >>> rates.mean.round(2)
    array([0.15, 1.  , 1.85])
    """
    if not len(count):
        return Rates(count, exposure)
    total = float(exposure.sum())
    mean = max(float(count.sum()) / total, 1e-12)
    raw = count / exposure
    between = float((exposure * (raw - mean) ** 2).sum()) / total - mean * len(count) / total
    strongest = max(float(count.mean()), WEAK)
    shape = mean**2 / max(between, mean**2 / strongest) if len(count) > 1 else WEAK
    return Rates(count + shape, exposure + shape / mean)
