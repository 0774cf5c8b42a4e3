"""How many incidents each place had in each period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment
from geo.model import CATEGORIES, Group, Period, Selection

Ints = NDArray[np.int64]

BEFORE = 12
"""Periods before that tell of busy hours, and at least shown."""
SERIES = 52
"""Periods shown at most, this one included."""
YEARS = 4
"""Years looked back: one that is normal, and up to three before it that tell of the season."""
DAY = 86_400
GROUPS = tuple(Group)


def rows_in(incidents: pd.DataFrame, period: Period) -> slice:
    """Return which rows of `incidents` (sorted by ``mid_utc``) belong to a period."""
    low, high = np.searchsorted(incidents["mid_utc"].to_numpy(), weeks.bounds_utc(period))
    return slice(int(low), int(high))


def pairs_among(assignment: Assignment, rows: Ints) -> tuple[Ints, Ints, NDArray[np.int8]]:
    """Return the pairs of some rows: positions in `rows` (ascending), places, and how."""
    if not len(rows):
        return rows, rows, np.zeros(0, dtype=np.int8)
    low, high = np.searchsorted(assignment.row, (rows[0], rows[-1] + 1))
    at = np.searchsorted(rows, assignment.row[low:high])
    among = rows[np.minimum(at, len(rows) - 1)] == assignment.row[low:high]
    return at[among], assignment.place[low:high][among], assignment.how[low:high][among]


@dataclass(frozen=True)
class History:
    """The periods looked at; the last is the period itself, the first may lack data.

    Attributes
    ----------
    periods, shown : tuple of Period
        All, and those that are shown as a series.
    covered : int
        How many of the periods before have data from their start.
    last_year : Period, optional
    """

    periods: tuple[Period, ...]
    shown: tuple[Period, ...]
    covered: int
    last_year: Period | None

    def of(self, counts: Ints) -> Ints:
        """Return the periods that the record covers, of counts whose last axis is periods."""
        return counts[..., -1 - self.covered :]


def first_day(period: Period) -> date:
    """Return the first day that a lägesbild of `period` may look back to."""
    return weeks.shift(period, -YEARS * weeks.PER_YEAR[period.kind]).start


def history_of(period: Period, incidents: pd.DataFrame, untimed: int) -> History:
    """Return the periods to look at, and how far back the record covers them.

    The record covers a period that begins at or after the first incident with a time.
    """
    periods = weeks.before(period, max(SERIES, YEARS * weeks.PER_YEAR[period.kind] + 1))
    timed = len(incidents) - untimed
    if timed <= 0:
        return History(periods, periods[-BEFORE - 1 :], 0, None)
    first = int(incidents["start_utc"].iloc[0])
    with_data = sum(weeks.bounds_utc(each)[0] >= first for each in periods[:-1])
    year_ago = weeks.last_year(period)
    return History(
        periods,
        periods[-min(SERIES, max(BEFORE, with_data) + 1) :],
        with_data,
        year_ago if weeks.bounds_utc(year_ago)[0] >= first else None,
    )


def is_over(history: History, incidents: pd.DataFrame, untimed: int, today: date) -> bool:
    """Tell whether the period is over, by the calendar and on record.

    A log that ends more than a day earlier in the period than it fell silent in any of the 12
    before was read in before the period was over.
    """
    period = history.periods[-1]
    if period.end > today:
        return False
    looked_at = history.periods[-1 - min(BEFORE, history.covered) :]
    edges = weeks.edges_utc(looked_at)
    cuts = np.searchsorted(incidents["mid_utc"].to_numpy(), edges)
    if len(looked_at) < 2 or cuts[-1] < len(incidents) - untimed:
        return True
    end = incidents["end_utc"].iloc[cuts[0] : cuts[-1]].to_numpy(dtype=np.int64)
    silent = [
        int(edge - min(edge, end[a - cuts[0] : b - cuts[0]].max(initial=start)))
        for a, b, start, edge in zip(cuts[:-1], cuts[1:], edges[:-1], edges[1:], strict=True)
    ]
    return silent[-1] <= max(silent[:-1]) + DAY


@dataclass(frozen=True)
class Cube:
    """Counts, and which rows they came from.

    Attributes
    ----------
    places : ndarray, shape (places, periods, groups)
    everywhere : ndarray, shape (periods, groups)
    last_year : ndarray, shape (places + 1, groups)
        The last row is the whole kommun.
    categories : list of dict
        Counts of the period by category, per place.
    now, lately : ndarray of int64
        Rows of the period, and of it and the 12 before.
    """

    places: Ints
    everywhere: Ints
    last_year: Ints
    categories: list[dict[str, int]]
    now: Ints
    lately: Ints


def count(
    selection: Selection,
    incidents: pd.DataFrame,
    assignment: Assignment,
    history: History,
    n_places: int,
) -> Cube:
    """Count the incidents of the chosen groups per place, period and group.

    Parameters
    ----------
    selection : Selection
    incidents : DataFrame
        Sorted by ``mid_utc``.
    assignment : Assignment
        A row in several places counts in each of them, and once in the kommun.
    history : History
    n_places : int
    """
    group, wanted = _groups(incidents, selection.groups)
    cuts = np.searchsorted(incidents["mid_utc"].to_numpy(), weeks.edges_utc(history.periods))
    n_periods = len(history.periods)
    period = np.repeat(np.arange(n_periods), np.diff(cuts))
    everywhere = _count(period, group[cuts[0] : cuts[-1]], wanted[cuts[0] : cuts[-1]], n_periods)
    low, high = np.searchsorted(assignment.row, (cuts[0], cuts[-1]))
    row, place = assignment.row[low:high], assignment.place[low:high]
    cell = place * n_periods + period[row - cuts[0]]
    by_place = _count(cell, group[row], wanted[row], n_places * n_periods)
    now = np.arange(cuts[-2], cuts[-1])[wanted[cuts[-2] : cuts[-1]]]
    since = cuts[-2 - BEFORE]
    return Cube(
        by_place.reshape(n_places, n_periods, len(GROUPS)),
        everywhere,
        _last_year(history.last_year, incidents, assignment, group, wanted, n_places),
        _categories(incidents, assignment, now, n_places),
        now,
        np.arange(since, cuts[-1])[wanted[since : cuts[-1]]],
    )


def _groups(incidents: pd.DataFrame, chosen: frozenset[Group]) -> tuple[Ints, NDArray[np.bool_]]:
    """Return each row's group number, and whether its group is chosen."""
    codes = incidents["category"].cat.codes.to_numpy()
    listed = [CATEGORIES[code].group for code in incidents["category"].cat.categories]
    number = np.array([GROUPS.index(group) for group in listed], dtype=np.int64)
    wanted = np.array([group in chosen for group in listed], dtype=np.bool_)
    return number[codes], wanted[codes]


def of_groups(incidents: pd.DataFrame, rows: Ints, groups: Collection[Group]) -> NDArray[np.bool_]:
    """Return which of some rows are incidents of these groups, shape (rows,)."""
    category = incidents["category"].cat
    wanted = np.array([CATEGORIES[code].group in groups for code in category.categories], bool)
    return np.asarray(wanted[category.codes.to_numpy()[rows]], dtype=np.bool_)


def by_word(column: pd.Series[str]) -> dict[str, int]:
    """Return how many incidents each word of a column has, most first; words of none left out."""
    return {str(word): int(n) for word, n in column.value_counts().items() if n}


def _count(cell: Ints, group: Ints, wanted: NDArray[np.bool_], cells: int) -> Ints:
    flat = (cell * len(GROUPS) + group)[wanted]
    return np.bincount(flat, minlength=cells * len(GROUPS)).reshape(cells, len(GROUPS))


def _last_year(
    period: Period | None,
    incidents: pd.DataFrame,
    assignment: Assignment,
    group: Ints,
    wanted: NDArray[np.bool_],
    n_places: int,
) -> Ints:
    if period is None:
        return np.zeros((n_places + 1, len(GROUPS)), dtype=np.int64)
    rows = rows_in(incidents, period)
    low, high = np.searchsorted(assignment.row, (rows.start, rows.stop))
    row, place = assignment.row[low:high], assignment.place[low:high]
    everywhere = np.full(rows.stop - rows.start, n_places)
    return _count(
        np.concatenate([place, everywhere]),
        np.concatenate([group[row], group[rows]]),
        np.concatenate([wanted[row], wanted[rows]]),
        n_places + 1,
    )


def _categories(
    incidents: pd.DataFrame, assignment: Assignment, now: Ints, n_places: int
) -> list[dict[str, int]]:
    names = incidents["category"].cat.categories
    codes = incidents["category"].cat.codes.to_numpy()
    row, place, _ = pairs_among(assignment, now)
    table = np.bincount(
        place * len(names) + codes[now[row]], minlength=n_places * len(names)
    ).reshape(n_places, len(names))
    return [
        {str(names[c]): int(line[c]) for c in np.argsort(-line, kind="stable") if line[c]}
        for line in table
    ]
