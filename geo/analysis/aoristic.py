"""When incidents happened, where only "between then and then" is known.

An interval's weight of 1 is spread evenly in time over the hours it touches (Ratcliffe 2002,
Journal of Quantitative Criminology 18, 23–43). A date without a time is an interval of 24 hours,
so it says nothing of the hour: statements in words should use short intervals only. Over periods
(:func:`aoristic_per_period`) long intervals do tell something, and none need be left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo import weeks

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LONGEST = 7 * 86_400
"""Intervals longer than this, in seconds, say nothing of the hour: leave them out."""

_WEEK = 168
_EPOCH = 72
"""1970-01-01 00:00 was a Thursday: hour 72 of a week that starts on Monday."""


def aoristic_weights(
    start: Ints,
    end: Ints,
    *,
    weight: Floats | None = None,
    group: Ints | None = None,
    groups: int = 1,
) -> Floats:
    """Spread each interval evenly over the hours of the week that it touches.

    Parameters
    ----------
    start, end : array of int64
        Wall-clock seconds since 1970-01-01 00:00; equal for a moment.
    weight : array of float, optional
        Of each interval; 1 if not given.
    group : array of int64, optional
        Which table each interval belongs to, 0 to `groups` - 1.
    groups : int
        Number of tables.

    Returns
    -------
    array of float, shape (groups, 7, 24)
        Monday first; the weights of a group's intervals add up to its table's sum.

    Examples
    --------
    >>> monday = 4 * 86_400
    >>> aoristic_weights(np.array([monday + 1800]), np.array([monday + 5400]))[0, 0, :3]
    array([0.5, 0.5, 0. ])
    """
    weight = np.ones(len(start)) if weight is None else weight
    group = np.zeros(len(start), dtype=np.int64) if group is None else group
    length = np.maximum(end - start, 1)
    rate = weight / length
    first, last = start // 3600, np.maximum(end, start) // 3600
    within = first == last
    whole = np.maximum(last - first - 1, 0)
    cycles, rest = np.divmod(whole, _WEEK)
    # Parts of the first and the last hour, then the whole hours between as steps up and down.
    head = np.where(within, weight, ((first + 1) * 3600 - start) * rate)
    tail = np.where(within, 0.0, (end - last * 3600) * rate)
    base = group * (2 * _WEEK + 1)
    opens = (first + 1 + _EPOCH) % _WEEK
    parts = _sums(base, (first + _EPOCH) % _WEEK, head, groups)
    parts += _sums(base, (last + _EPOCH) % _WEEK, tail, groups)
    steps = _sums(base, opens, 3600 * rate, groups) - _sums(base, opens + rest, 3600 * rate, groups)
    parts += np.cumsum(steps, axis=1)
    table = parts[:, :_WEEK] + parts[:, _WEEK : 2 * _WEEK]
    if cycles.any():
        table += np.bincount(group, 3600 * rate * cycles, groups)[:, np.newaxis]
    return table.clip(min=0.0).reshape(groups, 7, 24)


def _sums(base: Ints, cell: Ints, weight: Floats, groups: int) -> Floats:
    """Add up weights per group over two weeks of hours, so that a week may run over its end."""
    size = 2 * _WEEK + 1
    summed = np.bincount(base + cell, weight, groups * size).astype(np.float64)
    return summed.reshape(groups, size)


def aoristic_local(
    start_utc: Ints,
    end_utc: Ints,
    *,
    weight: Floats | None = None,
    group: Ints | None = None,
    groups: int = 1,
) -> Floats:
    """Spread intervals in UTC over the local hours of the week; see :func:`aoristic_weights`.

    An interval over a clock change is spread over the hours that there were: the hour that comes
    twice takes twice as much, the hour that is left out takes nothing.
    """
    group = np.zeros(len(start_utc), dtype=np.int64) if group is None else group
    weight = np.ones(len(start_utc)) if weight is None else weight
    tables = np.zeros((groups, 7, 24))
    if not len(start_utc):
        return tables
    changes, offsets = weeks.clock_changes(int(start_utc.min()), int(end_utc.max()))
    while len(start_utc):
        era = np.searchsorted(changes, start_utc, side="right")
        change = np.append(changes, np.iinfo(np.int64).max)[era]
        stop = np.minimum(end_utc, change)
        length = np.maximum(end_utc - start_utc, 1)
        part = np.where(stop < end_utc, weight * (stop - start_utc) / length, weight)
        offset = offsets[era]
        tables += aoristic_weights(
            start_utc + offset, stop + offset, weight=part, group=group, groups=groups
        )
        over = stop < end_utc
        weight = (weight - part)[over]
        start_utc, end_utc, group = stop[over], end_utc[over], group[over]
    return tables


def aoristic_per_period(start: Ints, end: Ints, edges: Ints) -> Floats:
    """Spread each interval's weight of 1 evenly in time over the periods that it touches.

    What lies before the first edge or after the last is not counted; a moment on an edge belongs to
    the period that begins there.

    Parameters
    ----------
    start, end : array of int64, shape (n,)
        Seconds UTC, or any clock that `edges` is in; equal for a moment.
    edges : array of int64, shape (periods + 1,)
        Ascending; period i goes from ``edges[i]`` up to but not ``edges[i + 1]``. See
        ``weeks.edges_utc``: a week with a clock change has its 167 or 169 hours.

    Returns
    -------
    array of float, shape (periods,)

    Examples
    --------
    >>> edges = np.array([0, 100, 200])
    >>> aoristic_per_period(np.array([90, 100]), np.array([110, 100]), edges)
    array([0.5, 1.5])
    """
    everything = np.zeros(len(start), dtype=np.int64)
    return aoristic_per_group(start, end, edges, group=everything, groups=1).reshape(-1)


def aoristic_per_group(start: Ints, end: Ints, edges: Ints, *, group: Ints, groups: int) -> Floats:
    """Do as :func:`aoristic_per_period` for each group, such as a place; shape (groups, periods).

    Parameters
    ----------
    group : array of int64, shape (n,)
        Which group each interval belongs to, 0 to `groups` - 1.
    groups : int
    """
    periods = len(edges) - 1
    end = np.maximum(end, start + 1)  # a moment is its second
    first = np.maximum(np.searchsorted(edges, start, side="right") - 1, 0)
    last = np.minimum(np.searchsorted(edges, end, side="left") - 1, periods - 1)
    touched = np.maximum(last - first + 1, 0)
    row = np.repeat(np.arange(len(start)), touched)
    period = np.arange(len(row)) - (np.cumsum(touched) - touched - first)[row]
    inside = np.minimum(end[row], edges[period + 1]) - np.maximum(start[row], edges[period])
    weight = inside / (end - start)[row]
    summed = np.bincount(group[row] * periods + period, weight, groups * periods)
    return np.asarray(summed, dtype=np.float64).reshape(groups, periods)
