"""The incidents that need is reckoned from: each once, in the smallest place that it lies in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.innermost import innermost
from geo.join import Assignment

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DAY = 86_400
SPAN = 364 * DAY
"""52 weeks: every season once, every weekday as often."""
CLEAR = 6 * 3600
"""Only incidents known to within six hours tell of darkness and busy hours."""


@dataclass(frozen=True)
class Log:
    """Incidents of a span; arrays of shape (n,).

    Attributes
    ----------
    place, category : ndarray of int
        Positions among the places and in `categories`.
    start, end, middle : ndarray of int
        Seconds UTC.
    first_utc, end_utc : int
        The span: 52 weeks, or what the record covers of them.
    categories : tuple of str
    n_places : int
    """

    place: Ints
    category: Ints
    start: Ints
    end: Ints
    middle: Ints
    first_utc: int
    end_utc: int
    categories: tuple[str, ...]
    n_places: int

    @property
    def weeks(self) -> float:
        """Return the length of the span in weeks."""
        return (self.end_utc - self.first_utc) / (7 * DAY)

    @property
    def age(self) -> Floats:
        """Return how many weeks before the span's end each incident happened."""
        return np.asarray((self.end_utc - self.middle) / (7 * DAY), dtype=np.float64)

    @property
    def clear(self) -> NDArray[np.bool_]:
        """Tell which incidents have a time known to within :data:`CLEAR`."""
        return np.asarray((self.end - self.start) <= CLEAR, dtype=np.bool_)

    def count(self, since_utc: int) -> Ints:
        """Return incidents per place and category since a moment, shape (places, categories)."""
        recent = self.middle >= since_utc
        cell = self.place[recent] * len(self.categories) + self.category[recent]
        counted = np.bincount(cell, minlength=self.n_places * len(self.categories))
        return counted.reshape(self.n_places, len(self.categories))


def read(
    incidents: pd.DataFrame,
    assignment: Assignment,
    area: Floats,
    *,
    until: int,
    untimed: int,
) -> Log:
    """Return the incidents of the 52 weeks that the record covers before a moment.

    A log that ended earlier is read to where it ended: silence after that says nothing.

    Parameters
    ----------
    incidents : DataFrame
        Sorted by ``mid_utc``, as the store gives them.
    assignment : Assignment
        Incidents joined to the places.
    area : ndarray, shape (places,)
    until : int
        Seconds UTC.
    untimed : int
        Incidents with no time, last in the frame.
    """
    middle = incidents["mid_utc"].to_numpy(dtype=np.int64)
    timed = len(incidents) - untimed
    stop = int(np.searchsorted(middle[:timed], until))
    end = min(until, _next_midnight(int(middle[stop - 1]))) if stop else until
    first = end - SPAN
    if stop:
        first = min(max(first, int(incidents["start_utc"].iloc[0])), end - DAY)
    low = int(np.searchsorted(middle[:timed], first))
    row, place = _once(assignment, low, stop, area)
    starts, ends = (
        incidents[name].iloc[low:stop].to_numpy(dtype=np.int64)[row - low]
        for name in ("start_utc", "end_utc")
    )
    category = incidents["category"].cat
    return Log(
        place=place,
        category=category.codes.to_numpy()[row].astype(np.int64),
        start=starts,
        end=ends,
        middle=middle[row],
        first_utc=first,
        end_utc=end,
        categories=tuple(str(code) for code in category.categories),
        n_places=len(area),
    )


def _next_midnight(utc: int) -> int:
    """Return the end of a moment's local day, to within the hour that a clock change takes."""
    return weeks.midnight(weeks.local_day(utc)) + DAY


def _once(assignment: Assignment, low: int, high: int, area: Floats) -> tuple[Ints, Ints]:
    """Return rows and places of a span, each row in the smallest place that it lies in."""
    first, last = np.searchsorted(assignment.row, (low, high))
    row, place = assignment.row[first:last], assignment.place[first:last]
    kept = innermost(row, place, area)
    return row[kept], place[kept]
