"""Words that several reports share: of days, measures and what does not have room."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from babel.dates import format_date

from geo import shipped
from geo.follow_up.measures import Measure
from geo.look import count
from geo.model import MeasureStatus

_Any = TypeVar("_Any")
STATUSES = {
    MeasureStatus.PROPOSED: "föreslagen",
    MeasureStatus.DECIDED: "beslutad",
    MeasureStatus.ONGOING: "pågår",
    MeasureStatus.DONE: "klar",
    MeasureStatus.ABANDONED: "avbruten",
}
NOBODY = "ingen ägare"


def day(when: date) -> str:
    """Return a day: ``17 mars 2026``."""
    return format_date(when, "d MMMM y", locale="sv")


def near_day(when: date, today: date) -> str:
    """Return a day, with its year only where it is another: ``17 mars``."""
    return format_date(when, "d MMMM", locale="sv") if when.year == today.year else day(when)


def days(first: date, end: date) -> str:
    """Return days, the end exclusive: ``17 mars``, ``30 april–2 maj``."""
    last = end - timedelta(days=1)
    start = format_date(first, "d MMMM", locale="sv")
    if last <= first:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_date(last, 'd MMMM', locale='sv')}"
    return f"{start}–{format_date(last, 'd MMMM', locale='sv')}"


def cut(listed: Sequence[_Any], most: int) -> tuple[Sequence[_Any], int]:
    """Return what there is room for, and how many there are beside.

    Examples
    --------
    >>> cut("abc", 2), cut("abc", 3)
    (('ab', 1), ('abc', 0))
    """
    return listed[:most], max(len(listed) - most, 0)


def rest(more: int, one: str, many: str) -> str:
    """Return how many there was no room for: ``och 3 platser till``; empty for none."""
    return f"… och {count(more, one, many)} till som inte får plats här." if more else ""


def kind(code: str) -> str:
    """Return the name of a kind of measure, or its code where it has none."""
    return _kinds().get(code, code)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    told = tomllib.loads((shipped.folder("measures") / "kinds.toml").read_text(encoding="utf-8"))
    return {code: str(entry["name"]) for code, entry in told.items()}


def what(measure: Measure) -> str:
    """Return what is done: its own words, or the kind's name."""
    return measure.what.strip() or kind(measure.kind)


def where(measure: Measure) -> str:
    """Return where it is done."""
    return measure.place or "Hela kommunen"


def who(measure: Measure) -> str:
    """Return who owns it."""
    return measure.owner or NOBODY


def by_when(measure: Measure, today: date) -> str:
    """Return the last day and how far past it is: ``1 mars, försenad 12 dagar``."""
    if measure.deadline is None:
        return "ingen sista dag"
    late = measure.overdue(today)
    told = f", försenad {count(late, 'dag', 'dagar')}" if late else ""
    return f"{near_day(measure.deadline, today)}{told}"


def status(measure: Measure) -> str:
    """Return how far it is, with what came of it: ``klar 3 mars 2026: lampor bytta``."""
    since = f" {day(measure.status_day)}" if measure.status_day and not measure.open else ""
    outcome = f": {measure.outcome}" if measure.outcome else ""
    return f"{STATUSES[measure.status]}{since}{outcome}"


def survey_month(first: str) -> str:
    """Return when a survey began: ``okt 2025``; its text where that is no date.

    Examples
    --------
    >>> survey_month("2025-10-01"), survey_month("hösten")
    ('okt. 2025', 'hösten')
    """
    try:
        return str(format_date(date.fromisoformat(first), "MMM y", locale="sv"))
    except ValueError:
        return first
