"""What rankings drawn at random catch.

If no unit differs from another, the next period's counts fall on the units in any order alike,
whatever was before; so a random order for each origin, drawn anew, is what a ranking is held
against. Random areas of equal units catch their share on average, exactly; where areas differ the
mean of the draws is taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_AT_ONCE = 2_000_000
"""Numbers drawn at a time, so that many units fit in memory."""


def random_captures(
    observed: Ints,
    budget: Floats,
    area: Floats | None,
    *,
    permutations: int,
    rng: np.random.Generator,
) -> Floats:
    """Return what random rankings catch over all origins together.

    Parameters
    ----------
    observed : ndarray of int, shape (units, origins)
    budget : ndarray of float, shape (shares,)
        Units, or area, that are taken; see :func:`accuracy.budgets`.
    area : ndarray of float, shape (units,), optional
    permutations : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float, shape (permutations, shares)
    """
    caught = np.zeros((permutations, len(budget)))
    for column in observed.T:
        if area is None:
            caught += _of_equal_units(column, budget, permutations, rng)
        else:
            caught += _of_areas(column, budget, area, permutations, rng)
    return caught


def random_p(caught: Floats, by_chance: Floats) -> Floats:
    """Return how often a random ranking catches as much: (b + 1) / (m + 1).

    Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9, article 39.

    Parameters
    ----------
    caught : ndarray of float, shape (models, shares)
    by_chance : ndarray of float, shape (permutations, shares)
    """
    as_much = (by_chance[:, np.newaxis, :] >= caught - 1e-9).sum(axis=0)
    return np.asarray((as_much + 1) / (len(by_chance) + 1))


def _of_equal_units(
    observed: Ints, budget: Floats, permutations: int, rng: np.random.Generator
) -> Floats:
    """Draw how many units of each count are among the first: multivariate hypergeometric."""
    count, units = np.unique(observed, return_counts=True)
    drawn = [
        rng.multivariate_hypergeometric(units, int(k), size=permutations, method="marginals")
        for k in budget
    ]
    return np.stack([each @ count for each in drawn], axis=1).astype(np.float64)


def _of_areas(
    observed: Ints, budget: Floats, area: Floats, permutations: int, rng: np.random.Generator
) -> Floats:
    """Draw orders of the units and count those within each area, the one at the border in part."""
    step = max(1, _AT_ONCE // len(area))
    parts = []
    for first in range(0, permutations, step):
        rows = min(step, permutations - first)
        order = np.argsort(rng.random((rows, len(area))), axis=1)
        size, here = area[order], observed[order]
        before = np.cumsum(size, axis=1) - size
        parts.append(
            np.stack(
                [(np.clip((b - before) / size, 0.0, 1.0) * here).sum(axis=1) for b in budget],
                axis=1,
            )
        )
    return np.concatenate(parts)
