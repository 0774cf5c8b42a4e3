"""The incidents of a kommun as arrays, read once: what every filter asks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment
from geo.lagesbild.hours import CLEAR

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DAY = 86_400
_EPOCH = date(1970, 1, 1)
_THURSDAY = 3
"""1970-01-01 was a Thursday."""


@dataclass(frozen=True)
class Columns:
    """One entry per incident, in the order of the frame: by the middle of from–to, untimed last.

    Attributes
    ----------
    mid_utc : ndarray of int64
    timed : int
        How many have a time; they come first.
    day, weekday, hour : ndarray of int64, shape (timed,)
        Of the middle in local time: days since 1970-01-01, Monday = 0, 0–23.
    dark : ndarray of bool, shape (timed,)
        The middle lies between civil dusk and dawn.
    hour_known, weekday_known : ndarray of bool, shape (timed,)
        The interval is at most 6 hours, or a day, long.
    start, end : ndarray of int64, shape (timed,)
        Seconds UTC.
    x, y : ndarray of float
        Metres in `crs`; missing where the row has no position.
    category, source, precision : Categorical
    assignment : Assignment
    place_ids : ndarray of int64
        Id of each place that `assignment` numbers.
    crs : str
    """

    mid_utc: Ints
    timed: int
    day: Ints
    weekday: Ints
    hour: Ints
    dark: Bools
    hour_known: Bools
    weekday_known: Bools
    start: Ints
    end: Ints
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    category: pd.Categorical
    source: pd.Categorical
    precision: pd.Categorical
    assignment: Assignment
    place_ids: Ints
    crs: str

    @property
    def rows(self) -> int:
        """Number of incidents."""
        return len(self.mid_utc)

    @property
    def days(self) -> tuple[date, date] | None:
        """Local days of the first and the last incident with a time."""
        if not self.timed:
            return None
        first, last = (_EPOCH + timedelta(days=int(self.day[at])) for at in (0, -1))
        return first, last


def columns(
    incidents: pd.DataFrame,
    assignment: Assignment,
    *,
    place_ids: Ints,
    where: tuple[float, float],
    crs: str,
) -> Columns:
    """Read the arrays that filters ask for.

    Parameters
    ----------
    incidents : DataFrame
        As ``store.read.incidents`` gives them.
    assignment : Assignment
        Which rows lie in which places.
    place_ids : ndarray of int64
    where : tuple of float
        Latitude, longitude: for twilight.
    crs : str
        CRS of ``x, y``.
    """
    timed = int(incidents["start_utc"].notna().sum())
    start, end = (
        incidents[name].iloc[:timed].to_numpy(dtype=np.int64) for name in ("start_utc", "end_utc")
    )
    mid = incidents["mid_utc"].to_numpy()
    day, second = np.divmod(weeks.local_seconds(mid[:timed]), DAY)
    length = end - start
    return Columns(
        mid_utc=mid,
        timed=timed,
        day=day,
        weekday=(day + _THURSDAY) % 7,
        hour=second // 3600,
        dark=weeks.is_dark(mid[:timed], *where),
        hour_known=length <= CLEAR,
        weekday_known=length <= DAY,
        start=start,
        end=end,
        x=incidents["x"].to_numpy(),
        y=incidents["y"].to_numpy(),
        category=incidents["category"].array,
        source=incidents["source"].array,
        precision=incidents["precision"].array,
        assignment=assignment,
        place_ids=place_ids,
        crs=crs,
    )
