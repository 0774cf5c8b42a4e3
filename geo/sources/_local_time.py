"""Local time in Europe/Stockholm to UTC, for whole columns."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

ZONE = "Europe/Stockholm"
NONE = np.iinfo(np.int64).min
"""Stands for an unknown day, second or offset."""

LATEST = int(np.datetime64("9000-01-01", "s").astype(np.int64))
"""What lies beyond is told as this moment: far in the future all the same."""

Int = NDArray[np.int64]


def month_start(day: Int) -> Int:
    """Return the first day of each day's month, as days since 1970; unknown gives 0."""
    known = np.where(day == NONE, 0, day)
    return known.astype("M8[D]").astype("M8[M]").astype("M8[D]").astype(np.int64)


def month_end(day: Int) -> Int:
    """Return the first day of the month after each day's, as days since 1970."""
    known = np.where(day == NONE, 0, day)
    return (known.astype("M8[D]").astype("M8[M]") + 1).astype("M8[D]").astype(np.int64)


def to_utc(local: Int, offset: Int, *, earlier: bool = False) -> tuple[Int, NDArray[np.bool_]]:
    """Return UTC seconds, and which local times do not exist.

    Of a time that occurs twice the earlier (summer time) or the later is taken.
    """
    known = local != NONE
    utc = np.full(len(local), NONE, dtype=np.int64)
    if not known.any():
        return utc, np.zeros(len(local), dtype=bool)
    # 31 December 9999, as an end that never comes, would be no year of pandas in another zone.
    index = pd.DatetimeIndex(np.minimum(local[known], LATEST).astype("M8[s]")).tz_localize(
        ZONE, ambiguous=np.full(int(known.sum()), earlier), nonexistent="NaT"
    )
    missing = np.asarray(index.isna())
    utc[known] = np.where(
        missing, NONE, index.tz_convert(None).to_numpy().astype("M8[s]").astype(np.int64)
    )
    stated = known & (offset != NONE)
    utc[stated] = local[stated] - offset[stated]
    gap = np.zeros(len(local), dtype=bool)
    gap[known] = missing
    return utc, gap & ~stated
