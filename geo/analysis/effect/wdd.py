"""Weighted displacement difference: what changed at a place and around it, beyond elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

Pair = Sequence[float]
"""Counts or weights of before and after."""

NONE: Pair = (0.0, 0.0)
EQUAL: Pair = (1.0, 1.0)
SAME_SIZE: Sequence[float] = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class DisplacementDifference:
    """A weighted displacement difference as published, with the normal approximation.

    Attributes
    ----------
    local, local_se : float
        Of the treated area against its control, and the standard error.
    displaced, displaced_se : float
        Of the two areas around them.
    total, total_se : float
        Both together.
    z : float
        ``total / total_se``; 0 where nothing was counted.
    low, high : float
        Interval of `total`.
    """

    local: float
    local_se: float
    displaced: float
    displaced_se: float
    total: float
    total_se: float
    z: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Combined:
    """A sum of estimates, each times its weight: the sum, its standard error, z and interval."""

    total: float
    se: float
    z: float
    low: float
    high: float


def weighted_displacement_difference(
    control: Pair,
    treated: Pair,
    disp_control: Pair = NONE,
    disp_treated: Pair = NONE,
    *,
    time_weights: Pair = EQUAL,
    area_weights: Sequence[float] = SAME_SIZE,
    alpha: float = 0.05,
) -> DisplacementDifference:
    """Return the weighted displacement difference of eight counts.

    Wheeler & Ratcliffe 2018, Crime Science 7:11: (T1 − T0) − (C1 − C0) plus the same of the
    displacement areas; the variance is the sum of the counts, for each is Poisson. Counts of
    unequal times or areas are first divided by their weights, and so their variances by the squares
    (Wheeler's notes of 9 January and 23 February 2021 on andrewpwheeler.com): the result is per
    unit of weight. For few counts use :func:`geo.analysis.effect.contrast.contrast`, whose interval
    keeps its level.

    Parameters
    ----------
    control, treated, disp_control, disp_treated : pair of float
        Counts before and after.
    time_weights : pair of float
        Length of the time before and after, more than 0.
    area_weights : sequence of four floats
        Size of control, treated, control's ring and treated's ring, more than 0.
    alpha : float
        The interval holds 1 − alpha.

    Raises
    ------
    ValueError
        A negative count, or a weight that is not more than 0.

    Examples
    --------
    >>> found = weighted_displacement_difference((308, 318), (207, 110), (150, 140), (178, 157))
    >>> found.total, round(found.total_se**2), round(found.z, 2)
    (-118.0, 1568, -2.98)
    """
    counts = np.array([control, treated, disp_control, disp_treated], dtype=np.float64)
    scale = np.outer(np.asarray(area_weights, np.float64), np.asarray(time_weights, np.float64))
    if counts.shape != (4, 2) or scale.shape != (4, 2):
        raise ValueError("four areas, each before and after")
    if not (counts >= 0).all() or not (scale > 0).all():
        raise ValueError("counts are 0 or more and weights more than 0")
    change = np.diff(counts / scale, axis=1)[:, 0]
    variance = (counts / scale**2).sum(axis=1)
    local, displaced = float(change[1] - change[0]), float(change[3] - change[2])
    both = _with_interval(local + displaced, float(variance.sum()), alpha)
    return DisplacementDifference(
        local=local,
        local_se=sqrt(variance[0] + variance[1]),
        displaced=displaced,
        displaced_se=sqrt(variance[2] + variance[3]),
        total=both.total,
        total_se=both.se,
        z=both.z,
        low=both.low,
        high=both.high,
    )


def harm_weighted(
    estimates: ArrayLike, errors: ArrayLike, weights: ArrayLike, *, alpha: float = 0.05
) -> Combined:
    """Return differences of several kinds of crime as one, each times its harm.

    The sum of weight × estimate, with the variance the sum of weight² × variance (Wheeler's note of
    19 November 2020 on andrewpwheeler.com, on harm weights in the test).

    Parameters
    ----------
    estimates, errors, weights : array_like, shape (kinds,)
        Of each kind its difference, its standard error and its harm.
    alpha : float

    Examples
    --------
    >>> found = harm_weighted([-10.0, -5.0, -40.0], [8.0, 10.0, 15.0], [10, 5, 1])
    >>> found.total, round(found.se, 4)
    (-165.0, 95.5249)
    """
    estimate, error, weight = (
        np.asarray(each, dtype=np.float64) for each in (estimates, errors, weights)
    )
    return _with_interval(float(estimate @ weight), float(error**2 @ weight**2), alpha)


def _with_interval(total: float, variance: float, alpha: float) -> Combined:
    se, reach = sqrt(variance), float(ndtri(1 - alpha / 2))
    z = total / se if se else 0.0
    return Combined(total, se, z, total - reach * se, total + reach * se)
