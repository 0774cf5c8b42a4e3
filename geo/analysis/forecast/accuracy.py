"""How much of what happened a ranking would have caught in the top of its list.

Units that a ranking puts alike are taken in random order: what is told is then the mean over all
their orders. Without areas a share of the list is a whole number of units, rounded down, at least
one. With areas it is a share of the area, and the unit at the border counts in part, as if its
incidents were spread evenly in it; the best ranking possible is then the densest units first, so
no ranking can be better than it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""A third of three units is one, whatever floating point says."""


def hit_rate(
    predicted: Floats, observed: Ints, *, shares: Sequence[float], area: Floats | None = None
) -> Floats:
    """Return the share of incidents in the top of a ranking.

    Parameters
    ----------
    predicted : ndarray of float, shape (units,)
        Expected incidents; ranked by it, or by it per area where areas are given.
    observed : ndarray of int, shape (units,)
        What came.
    shares : sequence of float, shape (shares,)
        Of the units, or of the area, that are taken: 0–1.
    area : ndarray of float, shape (units,), optional
        Of each unit, in any measure; above 0.

    Returns
    -------
    ndarray of float, shape (shares,)
        0–1; nan where nothing happened.

    Examples
    --------
    >>> hit_rate(np.array([3.0, 2, 1]), np.array([6, 3, 0]), shares=[1 / 3]).round(3)
    array([0.667])
    """
    caught = captured(predicted, observed, budgets(shares, len(predicted), area), area)
    return ratio(caught, observed.sum())


def predictive_accuracy_index(
    predicted: Floats, observed: Ints, *, shares: Sequence[float], area: Floats | None = None
) -> Floats:
    """Return how many times its share of the area the top of a ranking catches.

    PAI = (n / N) / (a / A): the hit rate over the share of the area (Chainey, Tompson & Uhlig 2008,
    Security Journal 21, 4–28). 1 is what a random area of that size catches on average. Parameters
    as in :func:`hit_rate`.

    Examples
    --------
    >>> predictive_accuracy_index(
    ...     np.array([3.0, 2, 1]), np.array([6, 3, 0]), shares=[1 / 3, 2 / 3, 1]
    ... ).tolist()
    [2.0, 1.5, 1.0]
    """
    taken = taken_shares(shares, len(predicted), area)
    return hit_rate(predicted, observed, shares=shares, area=area) / taken


def prediction_efficiency_index(
    predicted: Floats, observed: Ints, *, shares: Sequence[float], area: Floats | None = None
) -> Floats:
    """Return what the top of a ranking catches of the most that an area of that size could.

    PEI = n / n*, where n* is caught by ranking on what came (Hunt 2016, *Do crime hot spots move?*,
    dissertation, American University, chapter 3: there PEI*). Parameters as in :func:`hit_rate`.

    Examples
    --------
    >>> prediction_efficiency_index(
    ...     np.array([3.0, 2, 1]), np.array([6, 3, 0]), shares=[1 / 3, 2 / 3, 1]
    ... ).tolist()
    [1.0, 1.0, 1.0]
    """
    budget = budgets(shares, len(predicted), area)
    best = captured(observed.astype(np.float64), observed, budget, area)
    return ratio(captured(predicted, observed, budget, area), best)


def budgets(shares: Sequence[float], units: int, area: Floats | None) -> Floats:
    """Return how much each share takes: units, or area where areas are given."""
    wanted = np.asarray(shares, dtype=np.float64)
    if ((wanted <= 0) | (wanted > 1)).any():
        raise ValueError("a share of the ranking is above 0 and at most 1")
    if area is None:
        return np.maximum(np.floor(wanted * units + ROUNDING), 1.0)
    if (area <= 0).any():
        raise ValueError("every unit has an area above 0")
    return np.asarray(wanted * area.sum())


def taken_shares(shares: Sequence[float], units: int, area: Floats | None) -> Floats:
    """Return the shares that are taken in fact: 1 % of twelve places is one of them."""
    return budgets(shares, units, area) / (units if area is None else area.sum())


def captured(predicted: Floats, observed: Ints, budget: Floats, area: Floats | None) -> Floats:
    """Return how many incidents lie in the top of a ranking; see :func:`budgets`."""
    size = np.ones(len(predicted)) if area is None else area
    density = predicted / size
    order = np.argsort(-density, kind="stable")
    last_alike = np.append(np.flatnonzero(np.diff(density[order])), len(order) - 1)
    taken = np.append(0.0, np.cumsum(size[order])[last_alike])
    caught = np.append(0.0, np.cumsum(observed[order])[last_alike])
    return np.asarray(np.interp(budget, taken, caught))


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return a part over its whole, which is broadcast; nan where there is nothing to divide by."""
    whole = np.broadcast_to(np.asarray(whole, dtype=np.float64), part.shape)
    found: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return found
