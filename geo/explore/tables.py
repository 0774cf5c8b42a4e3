"""What is on the map in numbers: per place, category, week, and weekday and hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.aoristic import LONGEST, aoristic_local
from geo.explore.columns import Columns, Ints
from geo.explore.select import Selected
from geo.lagesbild.counting import pairs_among
from geo.lagesbild.words import DAYS
from geo.look import GROUPS
from geo.model import CATEGORIES, PeriodKind

Cell = str | int | float | date | None
"""What stands in a table; a moment is a ``datetime`` of local time, without a zone."""

OUTSIDE, UNPLACED, UNTIMED = "Utanför alla platser", "Utan läge", "Utan tid"


@dataclass(frozen=True)
class Table:
    """A table as it is shown and downloaded.

    Attributes
    ----------
    name : str
        Short, for a tab and a sheet.
    headers : tuple of str
    rows : tuple of tuple
        Texts, numbers, days and moments, or None where there is nothing to say.
    keys : tuple of str
        What each row stands for in a filter: a place's id, a category's code, a week's Monday;
        empty where there is no such thing.
    note : str
        What one must know to read it.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()
    note: str = ""


def per_place(selected: Selected, found: Columns, names: Sequence[str]) -> Table:
    """Count incidents in each place, most first, then those in none.

    Parameters
    ----------
    names : sequence of str
        Of the places, in the order of ``found.place_ids``.
    """
    at, place, _ = pairs_among(found.assignment, selected.rows)
    count = np.bincount(place, minlength=len(names))
    placed = np.zeros(len(selected.rows), dtype=np.bool_)
    placed[at] = True
    order = [int(p) for p in np.argsort(-count, kind="stable") if count[p]]
    rest = (
        (OUTSIDE, int(np.count_nonzero(~placed & selected.drawn))),
        (UNPLACED, int(np.count_nonzero(~placed & ~selected.drawn))),
    )
    total = len(selected.rows)
    return Table(
        "Per plats",
        ("Plats", "Händelser", "Andel, %"),
        (
            *((str(names[p]), int(count[p]), _share(int(count[p]), total)) for p in order),
            *((label, n, _share(n, total)) for label, n in rest if n),
        ),
        (*(str(found.place_ids[p]) for p in order), *("" for _, n in rest if n)),
        "Platser kan överlappa: en händelse räknas i varje plats den ligger i.",
    )


def per_category(selected: Selected, found: Columns) -> Table:
    """Count incidents of each category, most first."""
    codes = found.category.codes[selected.rows]
    count = np.bincount(codes[codes >= 0], minlength=len(found.category.categories))
    order = [int(c) for c in np.argsort(-count, kind="stable") if count[c]]
    known = [CATEGORIES[str(found.category.categories[c])] for c in order]
    total = len(selected.rows)
    return Table(
        "Per kategori",
        ("Kategori", "Grupp", "Händelser", "Andel, %"),
        tuple(
            (each.label, GROUPS[each.group].word, int(count[c]), _share(int(count[c]), total))
            for each, c in zip(known, order, strict=True)
        ),
        tuple(each.code for each in known),
    )


def per_week(selected: Selected, found: Columns) -> Table:
    """Count incidents of each ISO week from the first to the last, empty weeks too."""
    timed = selected.rows[selected.rows < found.timed]
    monday, count = week_counts(timed, found)
    untimed = len(selected.rows) - len(timed)
    rows = [
        (_week_name(day), day.isoformat(), int(n)) for day, n in zip(monday, count, strict=True)
    ]
    return Table(
        "Per vecka",
        ("Vecka", "Måndag", "Händelser"),
        (*rows, *([(UNTIMED, "", untimed)] if untimed else [])),
        (*(row[1] for row in rows), *([""] if untimed else [])),
    )


def week_counts(timed: Ints, found: Columns) -> tuple[list[date], Ints]:
    """Return the Mondays from the first row's week to the last's, and the rows of each week."""
    if not len(timed):
        return [], np.zeros(0, dtype=np.int64)
    week = (found.day[timed] + 3) // 7
    first = int(week[0])
    count = np.bincount(week - first)
    start = date(1970, 1, 1) + timedelta(days=first * 7 - 3)
    return [start + timedelta(weeks=n) for n in range(len(count))], count


def _week_name(monday: date) -> str:
    return weeks.label(weeks.containing(monday, PeriodKind.WEEK))


def hour_table(selected: Selected, found: Columns) -> tuple[NDArray[np.float64], int]:
    """Return aoristic weights per weekday and hour, and how many rows say nothing of the hour.

    Returns
    -------
    weights : ndarray, shape (7, 24)
        Monday first; each row's weight of 1 is spread over the hours of its from–to.
    unknown : int
        Rows without a time or with more than seven days between from and to.
    """
    timed = selected.rows[selected.rows < found.timed]
    start, end = found.start[timed], found.end[timed]
    short = (end - start) <= LONGEST
    known = int(np.count_nonzero(short))
    return aoristic_local(start[short], end[short])[0], len(selected.rows) - known


def per_hour(weights: NDArray[np.float64], unknown: int) -> Table:
    """Return the weights of :func:`hour_table` as a table, an hour a row."""
    return Table(
        "Timme × veckodag",
        ("Timme", *DAYS, "alla"),
        tuple(
            (
                f"{hour:02d}–{(hour + 1) % 24:02d}",
                *(round(float(w), 1) for w in weights[:, hour]),
                round(float(weights[:, hour].sum()), 1),
            )
            for hour in range(24)
        ),
        note="En händelse mellan två tider delas jämnt på timmarna däremellan (aoristiskt)."
        + (f" {unknown} utan känd tid är inte med." if unknown else ""),
    )


def _share(part: int, total: int) -> float | None:
    return round(100 * part / total, 1) if total else None
