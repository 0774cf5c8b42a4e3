"""Local days and wall-clock time in Europe/Stockholm from seconds UTC, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from geo.model import Period

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def midnight(day: date) -> int:
    """Return the first second of a local day, in seconds UTC."""
    return int(datetime.combine(day, time.min, STOCKHOLM).timestamp())


def bounds_utc(period: Period) -> tuple[int, int]:
    """Return the period's start and end in seconds UTC; the end is exclusive."""
    return midnight(period.start), midnight(period.end)


def edges_utc(periods: Sequence[Period]) -> NDArray[np.int64]:
    """Return the starts of consecutive periods and the end of the last, in seconds UTC."""
    starts = [midnight(period.start) for period in periods]
    return np.array([*starts, midnight(periods[-1].end)], dtype=np.int64)


def local_day(utc: int) -> date:
    """Return the local day of a moment in seconds UTC."""
    return datetime.fromtimestamp(utc, STOCKHOLM).date()


def local_seconds(utc: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return local wall-clock seconds since 1970-01-01 00:00 for moments in seconds UTC."""
    if not len(utc):
        return utc.astype(np.int64)
    changes, offsets = clock_changes(int(utc.min()), int(utc.max()))
    return np.asarray(utc + offsets[np.searchsorted(changes, utc, side="right")], dtype=np.int64)


def clock_changes(first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the clock changes around `first` to `last`, and the offsets between them.

    Parameters
    ----------
    first, last : int
        Seconds UTC.

    Returns
    -------
    changes : array of int64, shape (n,)
        Seconds UTC, at least all from `first` to `last`.
    offsets : array of int64, shape (n + 1,)
        Seconds that local time is ahead of UTC before, between and after the changes.
    """
    return _changes(_year(first) - 1, _year(last) + 1)


def _year(utc: int) -> int:
    return 1970 + utc // 31_556_952


@lru_cache(maxsize=256)
def _changes(first_year: int, last_year: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    day = 86_400
    start = midnight(date(first_year, 1, 1))
    probes = np.arange(start, midnight(date(last_year + 1, 1, 1)) + day, day)
    found = np.array([_offset(int(probe)) for probe in probes])
    changes = [
        _change(int(probes[i]), int(probes[i + 1])) for i in np.flatnonzero(found[1:] != found[:-1])
    ]
    offsets = [found[0], *(_offset(change) for change in changes)]
    return np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64)


def _offset(utc: int) -> int:
    offset = datetime.fromtimestamp(utc, STOCKHOLM).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _change(low: int, high: int) -> int:
    """Return the first second with the later offset, by halving."""
    before_change = _offset(low)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle) == before_change:
            low = middle
        else:
            high = middle
    return high
