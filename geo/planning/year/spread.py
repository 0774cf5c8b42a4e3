"""Visits spread evenly over the days: no place is ever a whole visit off its pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Spread:
    """Visits by place and day.

    Attributes
    ----------
    daily : ndarray of int, shape (places, days)
    left_out : int
        Visits that there was no room for.
    """

    daily: Ints
    left_out: int

    def weekly(self, starts: Ints) -> Ints:
        """Return visits by place and week, shape (places, weeks).

        Parameters
        ----------
        starts : ndarray of int, shape (weeks,)
            The first day of each week, the first one 0.
        """
        return np.add.reduceat(self.daily, starts, axis=1)


def spread(
    quota: Ints,
    days: int,
    *,
    lead: Sequence[Fraction] | None = None,
    starts: Ints | None = None,
    capacity: Ints | None = None,
) -> Spread:
    """Spread each place's visits evenly, and all of them together, too.

    As long as it is followed, and no capacity is in the way, ``|visits - quota * day / days| < 1``
    holds for every place at the end of every day. That all places can be kept within one at once is
    the chairman assignment problem (Tijdeman 1980, Discrete Mathematics 32, 323–330). Here visit
    number j of a place is bound to the days on which it keeps the place within one, the visits are
    put on evenly spaced days, and each such day is given to the visit that must come first: the
    earliest due date solves it (Steiner & Yeomans 1993, Management Science 39, 728–735; that there
    is always a solution follows from counting the visits bound to any row of days, as there).

    Parameters
    ----------
    quota : ndarray of int, shape (places,)
    days : int
    lead : sequence of Fraction, optional
        How many visits each place is behind its pace as the first day begins; 0 by default. The
        visits of `quota` are then spread so that it is on its pace at the end.
    starts : ndarray of int, shape (weeks,), optional
        The first day of each week, the first one 0; goes with `capacity`.
    capacity : ndarray of int, shape (weeks,), optional
        Visits that there is room for in each week.

    Examples
    --------
    >>> spread(np.array([2, 1]), 6).daily.tolist()
    [[1, 0, 0, 0, 1, 0], [0, 0, 1, 0, 0, 0]]
    """
    total = int(quota.sum())
    behind = [Fraction(0)] * len(quota) if lead is None else list(lead)
    slots = _even(total, days)
    if starts is not None and capacity is not None:
        slots = _within(slots, days, starts, capacity)
    daily = np.zeros((len(quota), days), dtype=np.int64)
    waiting = [
        _Unit.first(place, int(q), behind[place], days) for place, q in enumerate(quota) if q
    ]
    for day in slots:
        unit = _take(waiting, day)
        daily[unit.place, day - 1] += 1
        if unit.number < unit.quota:
            waiting.append(unit.next())
    return Spread(daily, total - len(slots))


@dataclass(frozen=True)
class _Unit:
    """The next visit of a place, and the first and last day (1, 2 …) on which it is in time."""

    place: int
    number: int
    quota: int
    lead: Fraction
    days: int
    release: int
    deadline: int

    @classmethod
    def first(cls, place: int, quota: int, lead: Fraction, days: int) -> _Unit:
        return cls._of(place, 1, quota, lead, days)

    @classmethod
    def _of(cls, place: int, number: int, quota: int, lead: Fraction, days: int) -> _Unit:
        # The pace after a share s of the time is lead + (quota - lead) * s.
        rate = max(quota - lead, Fraction(1, days))
        release = (number - 1 - lead) * days // rate + 1
        deadline = -((lead - number) * days // rate)
        return cls(place, number, quota, lead, days, int(release), int(deadline))

    def next(self) -> _Unit:
        return self._of(self.place, self.number + 1, self.quota, self.lead, self.days)


def _take(waiting: list[_Unit], day: int) -> _Unit:
    """Take the visit that is due first among those in time, or else the one that soonest is."""
    ready = [unit for unit in waiting if unit.release <= day]
    chosen = (
        min(ready, key=lambda unit: (unit.deadline, unit.place))
        if ready
        else min(waiting, key=lambda unit: (unit.release, unit.deadline, unit.place))
    )
    waiting.remove(chosen)
    return chosen


def _even(total: int, days: int) -> list[int]:
    """Return the days (1, 2 …) of evenly spaced visits, each in the middle of its share."""
    return [-((1 - 2 * k) * days // (2 * total)) for k in range(1, total + 1)]


def _within(slots: list[int], days: int, starts: Ints, capacity: Ints) -> list[int]:
    """Move days to other weeks where a week has room for fewer; drop what has no room at all."""
    week_of = np.searchsorted(starts, np.array(slots, dtype=np.int64) - 1, side="right") - 1
    wanted = np.cumsum(np.bincount(week_of, minlength=len(starts)))
    room = np.cumsum(capacity)
    total = min(len(slots), int(room[-1]))
    # So many at least have to be made by then, as the weeks after have no room for more.
    least = np.maximum(total - (room[-1] - room), 0)
    reached, moved = 0, []
    ends = np.append(starts[1:], days)
    for week, (first, end) in enumerate(zip(starts, ends, strict=True)):
        most = reached + int(capacity[week])
        upto = max(min(max(int(wanted[week]), int(least[week])), most, total), reached)
        held = [day for day, of in zip(slots, week_of, strict=True) if of == week]
        number = upto - reached
        inside = [int(first) + day for day in _even(number, int(end - first))] if number else []
        moved += held if number == len(held) else inside
        reached = upto
    return moved
