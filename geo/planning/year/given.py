"""What the plan of a year is made from: places, the visit log, and the calendar of the promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from geo.follow_up import Pace
from geo.follow_up.visits import NOWHERE, number

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sites:
    """The places that are planned for; arrays of shape (places,).

    Attributes
    ----------
    place_ids, names : tuple
    x, y : ndarray of float
        Middles in metres.
    need : ndarray of float
        How much the year's visits are needed, in any unit, at least 0.
    urgency : ndarray of float
        0–1: how much speaks for coming soon.
    """

    place_ids: tuple[int, ...]
    names: tuple[str, ...]
    x: Floats
    y: Floats
    need: Floats
    urgency: Floats

    def __len__(self) -> int:
        return len(self.place_ids)


@dataclass(frozen=True)
class Log:
    """The visit log; arrays of shape (visits,).

    Attributes
    ----------
    day : ndarray of int
        Local day, days since 1970.
    site : ndarray of int
        Position among the sites, ``visits.NOWHERE`` for none of them.
    minutes : ndarray of float
        NaN where they are not known.
    on_foot, with_measure : ndarray of bool
    unplaced : int
        Visits in the time of the promise that no place is known for.
    """

    day: Ints
    site: Ints
    minutes: Floats
    on_foot: NDArray[np.bool_]
    with_measure: NDArray[np.bool_]
    unplaced: int

    def last(self, sites: int) -> Ints:
        """Return the day of each site's last visit; before 1970 where it has none."""
        last = np.full(sites, np.iinfo(np.int64).min // 2)
        known = self.site != NOWHERE
        np.maximum.at(last, self.site[known], self.day[known])
        return last

    def weekly(self, today: date, weeks: int) -> Ints:
        """Return how many visits each of the last weeks had, newest first; today is left out."""
        ago = (number(today) - 1 - self.day[self.site != NOWHERE]) // 7
        return np.bincount(ago[(ago >= 0) & (ago < weeks)], minlength=1)


@dataclass(frozen=True)
class Calendar:
    """The weeks that the time of a promise touches.

    Attributes
    ----------
    mondays : tuple of date
    now : int
        The present one.
    days : ndarray of int, shape (weeks,)
        Days of each that lie in the promise's time and are not over.
    quarter : ndarray of int, shape (weeks,)
        Quarter of the calendar, counted from the present one. A week belongs to the quarter of its
        Thursday, as an ISO week belongs to a year.
    elapsed : int
        Days of the promise's time that are over.
    """

    mondays: tuple[date, ...]
    now: int
    days: Ints
    quarter: Ints
    elapsed: int

    @classmethod
    def of(cls, pace: Pace) -> Calendar:
        """Return the calendar of a promise on the day of its pace."""
        held = pace.held
        today = min(max(pace.today, held.start), held.end)
        first = held.start - timedelta(days=held.start.weekday())
        mondays = tuple(
            first + timedelta(weeks=at) for at in range(((held.end - first).days + 6) // 7)
        )
        ends = (min(day + timedelta(days=7), held.end) for day in mondays)
        left = [
            max((end - max(day, today)).days, 0) for day, end in zip(mondays, ends, strict=True)
        ]
        thursdays = (day + timedelta(days=3) for day in mondays)
        quarter = np.array([4 * day.year + (day.month - 1) // 3 for day in thursdays])
        now = min((today - first).days // 7, len(mondays) - 1)
        return cls(
            mondays,
            now,
            np.array(left, dtype=np.int64),
            quarter - quarter[now],
            (today - held.start).days,
        )

    def made(self, pace: Pace, log: Log, sites: int) -> Ints:
        """Return the visits that count, by place and week."""
        rows = np.array(pace.rows, dtype=np.int64)
        rows = rows[log.site[rows] != NOWHERE]
        made = np.zeros((sites, len(self.mondays)), dtype=np.int64)
        np.add.at(made, (log.site[rows], (log.day[rows] - number(self.mondays[0])) // 7), 1)
        return made
