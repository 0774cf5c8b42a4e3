"""Bars that are also buttons: what one gets by choosing a week, a weekday, an hour, a category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from geo import weeks
from geo.explore.columns import Columns, Ints
from geo.explore.filters import Filter
from geo.explore.select import select
from geo.explore.tables import week_counts
from geo.lagesbild.words import DAYS
from geo.model import CATEGORIES, PeriodKind

MOST_WEEKS = 104
MOST_CATEGORIES = 10
WEEK, WEEKDAY, HOUR, CATEGORY = "vecka", "veckodag", "timme", "kategori"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for in a filter, its label, its count, and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one part of the filter, as they are without that part."""

    name: str
    title: str
    bars: tuple[Bar, ...]


def charts(wanted: Filter, found: Columns) -> tuple[Bars, ...]:
    """Return the bars of weeks, weekdays, hours and categories.

    Each is counted without its own part of the filter, so that the others can be chosen too.
    """
    return (
        Bars(WEEK, "Vecka", _weeks(wanted, found)),
        Bars(WEEKDAY, "Veckodag", _weekdays(wanted, found)),
        Bars(HOUR, "Timme", _hours(wanted, found)),
        Bars(CATEGORY, "Kategori", _categories(wanted, found)),
    )


def _timed(wanted: Filter, found: Columns) -> Ints:
    rows = select(wanted, found).rows
    return rows[rows < found.timed]


def _weeks(wanted: Filter, found: Columns) -> tuple[Bar, ...]:
    if found.days is None:
        return ()
    monday, count = week_counts(_timed(replace(wanted, first=None, last=None), found), found)
    by_monday = dict(zip(monday, count.tolist(), strict=True))
    first, last = (_monday(day) for day in found.days)
    begin = max(first, last - timedelta(weeks=MOST_WEEKS - 1))
    shown = [begin + timedelta(weeks=n) for n in range((last - begin).days // 7 + 1)]
    return tuple(
        Bar(
            day.isoformat(),
            weeks.label(weeks.containing(day, PeriodKind.WEEK)),
            by_monday.get(day, 0),
            (wanted.first is None or wanted.first <= day + timedelta(days=6))
            and (wanted.last is None or wanted.last >= day),
        )
        for day in shown
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekdays(wanted: Filter, found: Columns) -> tuple[Bar, ...]:
    rows = _timed(replace(wanted, weekdays=frozenset()), found)
    rows = rows[found.weekday_known[rows]]
    weekday = found.weekday[rows]
    if wanted.hours is not None and wanted.hours[0] > wanted.hours[1]:
        weekday = (weekday - (found.hour[rows] < wanted.hours[1])) % 7
    count = np.bincount(weekday, minlength=7)
    chosen = [not wanted.weekdays or day in wanted.weekdays for day in range(7)]
    return _bars(range(7), DAYS, count, chosen)


def _hours(wanted: Filter, found: Columns) -> tuple[Bar, ...]:
    rows = _timed(replace(wanted, hours=None), found)
    count = np.bincount(found.hour[rows[found.hour_known[rows]]], minlength=24)
    begin, end = wanted.hours or (0, 24)
    chosen = [begin <= h < end if begin < end else h >= begin or h < end for h in range(24)]
    return _bars(range(24), [f"kl. {h:02d}–{(h + 1) % 24:02d}" for h in range(24)], count, chosen)


def _categories(wanted: Filter, found: Columns) -> tuple[Bar, ...]:
    """Return the most common categories, and every chosen one."""
    rows = select(replace(wanted, categories=frozenset()), found).rows
    codes = found.category.codes[rows]
    names = [str(each) for each in found.category.categories]
    count = np.bincount(codes[codes >= 0], minlength=len(names))
    order = [int(at) for at in np.argsort(-count, kind="stable") if count[at]]
    shown = [
        at for n, at in enumerate(order) if n < MOST_CATEGORIES or names[at] in wanted.categories
    ]
    return tuple(
        Bar(
            names[at],
            CATEGORIES[names[at]].label,
            int(count[at]),
            not wanted.categories or names[at] in wanted.categories,
        )
        for at in shown
    )


def _bars(
    codes: Sequence[int], labels: Sequence[str], count: Ints, chosen: Sequence[bool]
) -> tuple[Bar, ...]:
    return tuple(
        Bar(str(code), label, int(n), on)
        for code, label, n, on in zip(codes, labels, count, chosen, strict=True)
    )


def choose(wanted: Filter, name: str, code: str, *, through: bool, otherwise: Filter) -> Filter:
    """Return the filter after a click on a bar.

    A bar that is the only one chosen is let go; any other becomes the only one. With `through`,
    the choice is stretched from what is chosen to the bar.

    Parameters
    ----------
    wanted : Filter
    name : str
        Which bars: :data:`WEEK`, :data:`WEEKDAY`, :data:`HOUR` or :data:`CATEGORY`.
    code : str
        Of the bar; one that there is not changes nothing.
    through : bool
    otherwise : Filter
        Whose days are looked at when no week is chosen any more.
    """
    try:
        if name == WEEK:
            return _choose_week(wanted, date.fromisoformat(code), through, otherwise)
        if name == HOUR:
            return _choose_hour(wanted, int(code), through)
        if name == WEEKDAY and int(code) in range(7):
            return replace(wanted, weekdays=_chosen(wanted.weekdays, int(code), through))
        if name == CATEGORY and code in CATEGORIES:
            return replace(wanted, categories=_chosen(wanted.categories, code, through))
    except ValueError:
        return wanted
    return wanted


def _choose_week(wanted: Filter, monday: date, through: bool, otherwise: Filter) -> Filter:
    sunday = monday + timedelta(days=6)
    if through and wanted.first is not None and wanted.last is not None:
        return replace(wanted, first=min(wanted.first, monday), last=max(wanted.last, sunday))
    if (wanted.first, wanted.last) == (monday, sunday):
        return replace(wanted, first=otherwise.first, last=otherwise.last)
    return replace(wanted, first=monday, last=sunday)


def _choose_hour(wanted: Filter, hour: int, through: bool) -> Filter:
    if through and wanted.hours is not None and wanted.hours[0] != hour + 1:
        return replace(wanted, hours=(wanted.hours[0], hour + 1))
    alone = wanted.hours == (hour, hour + 1)
    return replace(wanted, hours=None if alone else (hour, hour + 1))


def _chosen(chosen: frozenset[_T], one: _T, through: bool) -> frozenset[_T]:
    if through:
        return chosen ^ {one}
    return frozenset() if chosen == {one} else frozenset({one})
