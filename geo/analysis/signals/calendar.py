"""How much is expected of each period beside the others: length, season, and holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.eb_rate import eb_rate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FLAT_WINDOW = 26
"""Periods that make up what is normal where no earlier year tells of the season."""
FEWEST = 8
"""With fewer periods before, nothing is normal yet."""


@dataclass(frozen=True)
class Calendar:
    """The periods of some series, oldest first, as far as the record covers them.

    Attributes
    ----------
    days : ndarray of float, shape (periods,)
        Length of each.
    per_year : int
        Periods in a year: 52 for weeks, 12 for months.
    smooth : int
        Periods on either side that share a season: 2 for weeks, 0 for months.
    occasions : tuple of str, length periods
        Holidays that may make a period differ, or "".
    """

    days: Floats
    per_year: int
    smooth: int
    occasions: tuple[str, ...]

    def until(self, end: int) -> Calendar:
        """Return the calendar of the first `end` periods."""
        return Calendar(self.days[:end], self.per_year, self.smooth, self.occasions[:end])

    @property
    def seasonal(self) -> bool:
        """Whether a whole year lies before the year that makes up what is normal."""
        return len(self.days) - 1 >= self._year + self.per_year

    @property
    def window(self) -> int:
        """Periods before the last that make up what is normal; 0 where they are too few."""
        before = len(self.days) - 1
        if before < FEWEST:
            return 0
        return self._year if self.seasonal else min(before, FLAT_WINDOW)

    @property
    def _year(self) -> int:
        return max(self.per_year, FEWEST)


@dataclass(frozen=True)
class Expected:
    """How much each period of the window and the last one weigh; shape (window + 1,).

    ``doubt`` is the squared coefficient of variation of each weight.
    """

    weight: Floats
    doubt: Floats


def expected(total: Ints, calendar: Calendar) -> Expected:
    """Return how much is expected of the window's periods and of the last one.

    A period's weight is its length times its season times its holiday. The season is the share of
    the same periods (and `smooth` on either side) in the whole years before the window; a holiday
    is the share of the periods with that holiday, beside what length and season expect. Both are
    shrunk towards 1 (:func:`geo.analysis.eb_rate.eb_rate`), the more the fewer incidents they are
    estimated from.

    Parameters
    ----------
    total : ndarray of int, shape (periods,)
        Incidents of all places together; the last is the period that is judged, and not used.
    calendar : Calendar
    """
    size = calendar.window + 1
    weight, doubt = calendar.days[-size:].copy(), np.zeros(size)
    if not calendar.seasonal:
        return Expected(weight, doubt)
    season = _season(total, calendar)
    position = np.arange(len(total) - size, len(total)) % calendar.per_year
    weight *= season.weight[position]
    doubt += season.doubt[position]
    return _with_holidays(total, calendar, season, Expected(weight, doubt))


def _season(total: Ints, calendar: Calendar) -> Expected:
    """Return the weight of each position in the year."""
    before = len(total) - 1 - calendar.window
    first = before % calendar.per_year
    ordinary = np.array([not name for name in calendar.occasions[first:before]], dtype=np.float64)
    position = np.arange(first, before) % calendar.per_year
    sums = [
        np.bincount(position, values * ordinary, calendar.per_year).astype(np.float64)
        for values in (total[first:before], calendar.days[first:before])
    ]
    count, days = (_around(each, calendar.smooth) for each in sums)
    days = np.maximum(days, 1e-9)
    return _shares(count, days * float(count.sum()) / float(days.sum()))


def _around(values: Floats, smooth: int) -> Floats:
    """Add to each value those on either side of it, round the year."""
    return np.asarray(
        np.sum([np.roll(values, shift) for shift in range(-smooth, smooth + 1)], axis=0)
    )


def _shares(count: Floats, usual: Floats) -> Expected:
    rates = eb_rate(count, np.maximum(usual, 1e-9))
    return Expected(rates.mean / float(rates.mean.mean()), 1 / rates.shape)


def _with_holidays(total: Ints, calendar: Calendar, season: Expected, plain: Expected) -> Expected:
    """Give periods with a holiday that has come before its own weight."""
    size = len(plain.weight)
    known = calendar.occasions[:-1]
    names = sorted({name for name in calendar.occasions[-size:] if name} & set(known))
    if not names:
        return plain
    past = len(known)
    usual = calendar.days[:past] * season.weight[np.arange(past) % calendar.per_year]
    level = _level(total[:past], usual, calendar.per_year)
    found = [np.array([each == name for each in known]) for name in names]
    count = np.array([float(total[:past][rows].sum()) for rows in found])
    without = np.array([float((level * usual)[rows].sum()) for rows in found])
    shares = eb_rate(count, np.maximum(without, 1e-9))
    weight, doubt = plain.weight.copy(), plain.doubt.copy()
    for i, name in enumerate(names):
        here = np.array([each == name for each in calendar.occasions[-size:]])
        weight[here] *= shares.mean[i]
        doubt[here] += 1 / shares.shape[i]
    return Expected(weight, doubt)


def _level(total: Ints, usual: Floats, per_year: int) -> Floats:
    """Return incidents per unit of `usual` in each year, counted back from the last period."""
    year = (len(total) - 1 - np.arange(len(total))) // per_year
    return np.asarray((np.bincount(year, total) / np.bincount(year, usual))[year])


def rare(named: Sequence[Sequence[str]], per_year: int) -> tuple[str, ...]:
    """Return one name per period for what comes at most twice a year; "" for the rest.

    Parameters
    ----------
    named : sequence of sequence of str
        The risk occasions in each period; a payday in every month marks nothing.
    per_year : int
    """
    years = max(1.0, len(named) / per_year)
    often: dict[str, int] = {}
    for names in named:
        for name in set(names):
            often[name] = often.get(name, 0) + 1
    rare = [[name for name in names if often[name] <= 2 * years] for names in named]
    return tuple(
        min(names, key=lambda name: (often[name], name)) if names else "" for names in rare
    )
