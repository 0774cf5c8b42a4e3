"""Many tests at once: how many of the findings may be false."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Units:
    """What the tests are about, so that the same thing found twice is not counted twice.

    Attributes
    ----------
    unit : ndarray of int, shape (n,)
        Unit of each test; -1 for what is about all of them and never counts.
    overlap : ndarray of bool, shape (units, units)
        Which units share what they count, each with itself.
    """

    unit: NDArray[np.int64]
    overlap: NDArray[np.bool_]


def adjusted(p: Floats, *, weight: Floats | None = None, units: Units | None = None) -> Floats:
    """Return p-values adjusted so that those up to q have a false discovery rate of at most q.

    Benjamini & Hochberg 1995 (Journal of the Royal Statistical Society B 57, 289–300), with
    weights of mean 1 as in Genovese, Roeder & Wasserman 2006 (Biometrika 93, 509–524): a test of
    weight 2 has twice the share of the errors that are allowed.

    A square that increases makes the centre around it increase: with every finding more, the rule
    lets weaker ones pass, and such repeats would let chance pass too. With `units`, a finding whose
    unit overlaps that of a stronger one does not count (a step-up rule with fewer than all
    rejections counted keeps the rate: Blanchard & Roquain 2008, Electronic Journal of Statistics 2,
    963–992, section 2).

    Parameters
    ----------
    p : ndarray of float, shape (n,)
    weight : ndarray of float, shape (n,), optional
        Chosen without looking at `p`; 0 for what is not tested. Scaled to mean 1 over all rows.
    units : Units, optional
        Without it every test is about something else.

    Examples
    --------
    >>> adjusted(np.array([0.001, 0.02, 0.5])).round(3)
    array([0.003, 0.03 , 0.5  ])
    >>> adjusted(np.array([0.001, 0.02]), weight=np.array([0.0, 1.0])).round(3)
    array([1.  , 0.02])
    """
    if not len(p):
        return p.astype(np.float64)
    share = np.ones(len(p)) if weight is None else weight / max(float(weight.mean()), 1e-300)
    weighted = np.full(len(p), np.inf)
    np.divide(p, share, out=weighted, where=share > 0)
    order = np.argsort(weighted, kind="stable")
    rank = np.arange(1, len(p) + 1) if units is None else _distinct(units, order)
    stepped = weighted[order] * len(p) / rank
    result = np.empty(len(p))
    result[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return result


def _distinct(units: Units, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many units that do not overlap are found up to each test, in order; at least 1."""
    taken = np.zeros(len(units.overlap), dtype=np.bool_)
    count, rank = 0, np.ones(len(order), dtype=np.int64)
    for place, unit in enumerate(units.unit[order]):
        if unit >= 0 and not taken[unit]:
            count += 1
            taken |= units.overlap[unit]
        rank[place] = max(1, count)
    return rank
