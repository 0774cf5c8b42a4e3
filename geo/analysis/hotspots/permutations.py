"""Gi* judged by shuffling instead of by the normal distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.analysis.hotspots.boxes import box_sums

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def permutation_p(
    count: Ints,
    *,
    inside: Bools | None = None,
    reach: int = 1,
    permutations: int = 999,
    seed: int,
) -> Floats:
    """Return the two-sided pseudo p of each cell's Gi* under conditional permutation.

    A cell keeps its own count while all the others are shuffled (Anselin 1995, *Geographical
    Analysis* 27, 93–115, section 4, for local statistics). With r of the n shuffles at least as
    extreme as what is seen, a tail's pseudo p is (r + 1) / (n + 1) (Davison & Hinkley 1997,
    *Bootstrap Methods and Their Application*, section 4.2); two-sided is twice the smaller tail, at
    most 1. The order of Gi* is that of the sum over the neighbours, so whole sums are compared, and
    a tie is a tie: it counts as extreme in both tails.

    What a shuffle lays around a cell depends only on the cell's own count and on how many
    neighbours it has. Cells alike in both share their shuffles, drawn from the counts without
    replacement.

    Parameters
    ----------
    count : ndarray of int, shape (rows, columns)
    inside : ndarray of bool, shape (rows, columns), optional
        Cells that exist; all if not given.
    reach : int
    permutations : int
    seed : int

    Returns
    -------
    ndarray of float, shape (rows, columns)
        NaN outside.

    Raises
    ------
    TypeError
        If counts are not whole numbers.

    Examples
    --------
    >>> permutation_p(np.ones((3, 3), dtype=np.int64), seed=1)[1].tolist()
    [1.0, 1.0, 1.0]
    """
    if not np.issubdtype(count.dtype, np.integer):
        raise TypeError("only whole counts have exact ties; weights have not")
    inside = np.ones(count.shape, dtype=np.bool_) if inside is None else inside
    known = np.where(inside, count, 0).astype(np.int64)
    own = known[inside]
    around = (box_sums(known, reach) - known)[inside]
    neighbours = (box_sums(inside.astype(np.int64), reach) - inside)[inside]
    p = np.full(count.shape, np.nan)
    p[inside] = _by_class(own, around, neighbours, permutations, np.random.default_rng(seed))
    return p


def _by_class(
    own: Ints, around: Ints, neighbours: Ints, permutations: int, rng: np.random.Generator
) -> Floats:
    """Return p per cell; cells of one own count and number of neighbours are judged together."""
    values, kind, stock = np.unique(own, return_inverse=True, return_counts=True)
    alike = kind * (int(neighbours.max()) + 1) + neighbours
    order = np.argsort(alike, kind="stable")
    starts = np.flatnonzero(np.diff(alike[order], prepend=-1))
    p = np.empty(len(own))
    for cells in np.split(order, starts[1:]):
        first = cells[0]
        others = stock.copy()
        others[kind[first]] -= 1
        # How many of each count lie around: a draw of so many cells without replacement.
        drawn = rng.multivariate_hypergeometric(
            others, int(neighbours[first]), size=permutations, method="count"
        )
        shuffled = np.sort(drawn @ values)
        at_least = permutations - np.searchsorted(shuffled, around[cells], side="left")
        at_most = np.searchsorted(shuffled, around[cells], side="right")
        tail = (np.minimum(at_least, at_most) + 1) / (permutations + 1)
        p[cells] = np.minimum(1.0, 2 * tail)
    return p
