"""What a public table may say of a cell, what that tells, and what must remain uncertain.

The rule, with k = 5:

* A cell is *small* below k. Nought is small too: were it shown, "färre än 5" would mean 1–4, and
  the noughts beside it would tell which cells the few are in.
* A small cell is shown as "färre än 5". Whoever has read everything ever published must still
  hold every value from 0 to k − 1 possible.
* A cell that is hidden for another's sake is shown as "visas inte". At least k values must remain
  possible, so that no bounds are narrower than those of a small cell.
* A small number that is nowhere printed, but is the difference of what is (a tertial less its
  months), must stay as open as a small cell that is.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geo.look import number

K = 5
"""The least number that is shown."""

FEW = f"färre än {K}"
NOT_SHOWN = "visas inte"


class State(IntEnum):
    """How a cell is published."""

    SHOWN = 0
    FEW = 1
    """Small, and said to be."""
    HIDDEN = 2
    """Not small, hidden for another's sake; the reader is taken to know that it is not small."""
    SILENT = 3
    """Hidden in a table whose small cells are hidden in the same words: it may be any number."""
    IMPLIED = 4
    """Not printed; a difference of what is."""


States = NDArray[np.int8]
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


def known(value: Counts, state: States, *, k: int = K) -> tuple[Floats, Floats]:
    """Return the least and the greatest value that each cell's words alone leave possible.

    Examples
    --------
    >>> low, high = known(np.array([7, 2]), np.array([State.SHOWN, State.FEW]))
    >>> low.tolist(), high.tolist()
    ([7.0, 0.0], [7.0, 4.0])
    """
    shown = state == State.SHOWN
    low = np.where(shown, value, np.where(state == State.HIDDEN, k, 0)).astype(np.float64)
    high = np.where(shown, value, np.where(state == State.FEW, k - 1, np.inf)).astype(np.float64)
    return low, high


def must_stay_open(value: Counts, state: States, *, k: int = K) -> NDArray[np.bool_]:
    """Tell of each cell whether all values from 0 to k − 1 must remain possible."""
    return np.asarray((state != State.SHOWN) & (value < k))


def must_stay_wide(value: Counts, state: States, *, k: int = K) -> NDArray[np.bool_]:
    """Tell of each cell whether at least k values must remain possible, whichever they are."""
    hidden = (state == State.HIDDEN) | (state == State.SILENT)
    return np.asarray(hidden & (value >= k))


def words(value: int, state: int) -> str:
    """Return what stands in a cell.

    Examples
    --------
    >>> words(12, State.SHOWN), words(2, State.FEW), words(9, State.HIDDEN)
    ('12', 'färre än 5', 'visas inte')
    """
    if state == State.SHOWN:
        return number(value)
    return FEW if state == State.FEW else NOT_SHOWN
