"""Each incident in the smallest place that it lies in, where places are compared with each other.

A tätort holds its centrum, and that its torg: counted in all three, one incident makes three places
look alike, and a place is blamed for what lies within another. Positions err (police: a median of
83 m, Gerell 2018), so a torg spills most of its incidents into the centrum around it: join with
outlines widened by that much, and the torg has its own back.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def innermost(row: Ints, place: Ints, area: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell of each pair of row and place whether the place is the smallest one of its row.

    Parameters
    ----------
    row, place : ndarray of int, shape (pairs,)
        As in ``join.Assignment``.
    area : ndarray of float, shape (places,)
        Of places that are equally large the first is taken.

    Returns
    -------
    ndarray of bool, shape (pairs,)
        True once for every row.

    Examples
    --------
    >>> innermost(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([9.0, 1.0])).tolist()
    [False, True, True]
    """
    order = np.lexsort((place, area[place], row))
    kept = np.zeros(len(row), dtype=np.bool_)
    kept[order[np.append(True, np.diff(row[order]) > 0)[: len(order)]]] = True
    return kept
