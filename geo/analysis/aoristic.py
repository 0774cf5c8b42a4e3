"""When things happen, where only an interval is known (Ratcliffe 2000, IJGIS 14(7), 669–679)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

HOUR = 3600
WEEK_HOURS = 168
LONGEST = 7 * 24 * HOUR
"""Intervals longer than seven days say nothing of the hour."""
MONDAY = 72
"""1970-01-01 was a Thursday: 72 hours into a week that begins on Monday."""


def aoristic_weights(start: NDArray[np.int64], end: NDArray[np.int64]) -> csr_array:
    """Spread each interval evenly over the hours of the week that it touches.

    Parameters
    ----------
    start, end : ndarray of int64, shape (n,)
        Local wall-clock seconds since 1970-01-01; equal for a moment.

    Returns
    -------
    csr_array, shape (n, 168)
        Weights by weekday (Monday first) × hour. A row sums to 1, or to 0 where the interval is
        longer than seven days.

    Examples
    --------
    >>> monday_noon = np.array([4 * 86400 + 12 * 3600])
    >>> aoristic_weights(monday_noon, monday_noon + 7200).toarray()[0, 11:15]
    array([0. , 0.5, 0.5, 0. ])
    """
    known = (end - start) <= LONGEST
    rows = np.flatnonzero(known)
    first = start[known] // HOUR
    last = np.maximum(-(-end[known] // HOUR) - 1, first)
    count = last - first + 1
    which = np.repeat(np.arange(len(rows)), count)
    hour = first[which] + np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    length = (end - start)[known]
    begin = np.maximum(start[known][which], hour * HOUR)
    finish = np.minimum(end[known][which], (hour + 1) * HOUR)
    weight = np.where(length[which] == 0, 1.0, (finish - begin) / np.maximum(length[which], 1))
    cell = (hour + MONDAY) % WEEK_HOURS
    return csr_array((weight, (rows[which], cell)), shape=(len(start), WEEK_HOURS))


def hour_tables(
    weights: csr_array, row: NDArray[np.int64], group: NDArray[np.int64], groups: int
) -> NDArray[np.float64]:
    """Sum weights into one weekday × hour table per group.

    Parameters
    ----------
    weights : csr_array, shape (n, 168)
    row, group : ndarray of int64
        Pairs: row `row[i]` counts in group `group[i]`.
    groups : int
        Number of groups.

    Returns
    -------
    ndarray of float, shape (groups, 7, 24)
    """
    membership = csr_array((np.ones(len(row)), (group, row)), shape=(groups, weights.shape[0]))
    return np.asarray((membership @ weights).toarray().reshape(groups, 7, 24))
