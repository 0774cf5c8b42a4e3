"""Sums over the square of cells around each cell."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def box_sums(value: NDArray[Any], reach: int) -> NDArray[Any]:
    """Return the sum of the (2·reach + 1)² cells around each cell, itself included.

    Cells beyond the edge do not exist. Rows and columns are summed one after the other by shifted
    additions, which keep integers exact and add no rounding of far cells, as a table of
    cumulative sums would.

    Parameters
    ----------
    value : ndarray of int64 or float64, shape (..., rows, columns)
    reach : int
        Cells to each side.

    Examples
    --------
    >>> box_sums(np.array([[1, 0, 0], [0, 0, 2]]), 1)
    array([[1, 3, 2],
           [1, 3, 2]])
    """
    return _along(_along(value, reach, -1), reach, -2)


def _along(value: NDArray[Any], reach: int, axis: int) -> NDArray[Any]:
    total = value.copy()
    moved, summed = np.moveaxis(value, axis, 0), np.moveaxis(total, axis, 0)
    for step in range(1, min(reach, len(moved) - 1) + 1):
        summed[step:] += moved[:-step]
        summed[:-step] += moved[step:]
    return total
