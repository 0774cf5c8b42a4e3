"""Two-hour bands of local days: 00–02, 02–04 … 22–24."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.planning.need.result import Slot

HOURS = 2
"""Length of a band on the clock; on the nights of clock changes one lasts an hour or three."""
BANDS = 24 // HOURS
CELLS = 7 * BANDS
"""Bands of a week."""


def slots(start_utc: int, end_utc: int) -> tuple[Slot, ...]:
    """Return the bands that a shift touches, cut where it begins and ends.

    Parameters
    ----------
    start_utc, end_utc : int
        Seconds UTC; the end is exclusive.

    Examples
    --------
    >>> from datetime import datetime
    >>> def at(text):
    ...     return int(datetime.fromisoformat(text).timestamp())
    >>> found = slots(at("2026-03-20T17:00+01:00"), at("2026-03-20T20:30+01:00"))
    >>> [(slot.end_utc - slot.start_utc) // 60 for slot in found]
    [60, 120, 30]
    """
    if end_utc <= start_utc:
        return ()
    first, last = weeks.local_day(start_utc), weeks.local_day(end_utc - 1)
    edges = _edges(first, (last - first).days + 1)
    return tuple(
        Slot(max(low, start_utc), min(high, end_utc))
        for low, high in pairwise(edges)
        if low < end_utc and high > start_utc
    )


def week_slots(monday: date) -> tuple[Slot, ...]:
    """Return the 84 bands of the seven local days from a day, usually a Monday."""
    edges = _edges(monday, 7)
    return tuple(Slot(low, high) for low, high in pairwise(edges))


def _edges(first: date, days: int) -> list[int]:
    """Return the starts of the bands of some days and the end of the last, seconds UTC.

    A clock time that is left out (02:00 in March) is taken as the moment of the change, one that
    comes twice (02:00 in October) as the first of the two.
    """
    starts = [
        int(datetime.combine(first + timedelta(days=day), time(hour), weeks.STOCKHOLM).timestamp())
        for day in range(days)
        for hour in range(0, 24, HOURS)
    ]
    return [*starts, weeks.midnight(first + timedelta(days=days))]


def cells(found: tuple[Slot, ...]) -> NDArray[np.int64]:
    """Return which band of the week each slot is, Monday 00–02 = 0, shape (slots,)."""
    starts = np.array([slot.start_utc for slot in found], dtype=np.int64)
    hour = weeks.local_seconds(starts) // 3600 + 72  # 1970-01-01 was a Thursday
    return np.asarray(hour % 168 // HOURS, dtype=np.int64)


def days(found: tuple[Slot, ...]) -> tuple[date, ...]:
    """Return the local day of each slot."""
    return tuple(weeks.local_day(slot.start_utc) for slot in found)


def middles(found: tuple[Slot, ...]) -> NDArray[np.int64]:
    """Return the middle of each slot, seconds UTC."""
    return np.array([(slot.start_utc + slot.end_utc) // 2 for slot in found], dtype=np.int64)
