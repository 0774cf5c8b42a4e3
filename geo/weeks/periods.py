"""Periods by name and number: week, 2 or 4 weeks, month, tertial."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import MappingProxyType

from babel.dates import format_date

from geo.errors import SelectionError
from geo.model import Period, PeriodKind

YEARS = range(1900, 2200)
"""Years that a period may be asked for in."""

PER_YEAR = MappingProxyType(
    {
        PeriodKind.WEEK: 52,
        PeriodKind.TWO_WEEKS: 26,
        PeriodKind.FOUR_WEEKS: 13,
        PeriodKind.MONTH: 12,
        PeriodKind.TERTIAL: 3,
    }
)
"""Periods of each kind in a year."""

_WEEKS = {PeriodKind.WEEK: 1, PeriodKind.TWO_WEEKS: 2, PeriodKind.FOUR_WEEKS: 4}
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.TERTIAL: 4}


def parse(text: str) -> Period:
    """Read ``2026-W12``, ``2026-W11--2W``, ``2026-W09--4W``, ``2026-03`` or ``2026-T1``.

    Raises
    ------
    SelectionError
        `text` is no period, such as week 53 of a year with 52.

    Examples
    --------
    >>> parse("2026-W12").start
    datetime.date(2026, 3, 16)
    """
    if not (re.match(r"\d{4}-", text, re.ASCII) and int(text[:4]) in YEARS):
        raise _unknown(text)
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(?:--([24])W)?", text, re.ASCII):
        year, week, length = int(match[1]), int(match[2]), int(match[3] or 1)
        kind = {1: PeriodKind.WEEK, 2: PeriodKind.TWO_WEEKS, 4: PeriodKind.FOUR_WEEKS}[length]
        try:
            start = date.fromisocalendar(year, week, 1)
        except ValueError:
            raise _unknown(text) from None
        return Period(start, start + timedelta(weeks=length), kind)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII):
        year, month = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            return _months(year * 12 + month - 1, PeriodKind.MONTH)
    if match := re.fullmatch(r"(\d{4})-T([123])", text, re.ASCII):
        return _months(int(match[1]) * 12 + (int(match[2]) - 1) * 4, PeriodKind.TERTIAL)
    raise _unknown(text)


def _unknown(text: str) -> SelectionError:
    return SelectionError(
        f"Perioden ”{text}” finns inte.",
        hint="Skriv till exempel 2026-W12, 2026-W09--4W, 2026-03 eller 2026-T1.",
    )


def _months(count: int, kind: PeriodKind) -> Period:
    """Return the period that starts `count` months after January of year 0."""
    after = count + _MONTHS[kind]
    return Period(_first(count), _first(after), kind)


def _first(count: int) -> date:
    return date(count // 12, count % 12 + 1, 1)


def code(period: Period) -> str:
    """Return the text that :func:`parse` reads."""
    if period.kind in _WEEKS:
        year, week, _ = period.start.isocalendar()
        length = _WEEKS[period.kind]
        return f"{year}-W{week:02d}" + (f"--{length}W" if length > 1 else "")
    if period.kind is PeriodKind.MONTH:
        return f"{period.start:%Y-%m}"
    return f"{period.start.year}-T{(period.start.month + 3) // 4}"


def label(period: Period) -> str:
    """Return the period's Swedish name: ``Vecka 12, 2026``, ``Mars 2026``, ``Tertial 1, 2026``."""
    if period.kind in _WEEKS:
        year, first, _ = period.start.isocalendar()
        last_year, last, _ = (period.end - timedelta(days=1)).isocalendar()
        if first == last:
            return f"Vecka {first}, {year}"
        if year == last_year:
            return f"Vecka {first}–{last}, {year}"
        return f"Vecka {first}, {year}–vecka {last}, {last_year}"
    if period.kind is PeriodKind.MONTH:
        return format_date(period.start, "LLLL y", locale="sv").capitalize()
    return f"Tertial {(period.start.month + 3) // 4}, {period.start.year}"


def days_label(period: Period) -> str:
    """Return the period's days: ``16–22 mars``, ``30 mars–5 april``."""
    first, last = period.start, period.end - timedelta(days=1)
    end = format_date(last, "d MMMM", locale="sv")
    if first.year != last.year:
        day = "d MMMM y"
        return f"{format_date(first, day, locale='sv')}–{format_date(last, day, locale='sv')}"
    if first.month == last.month:
        return f"{first.day}–{end}"
    return f"{format_date(first, 'd MMMM', locale='sv')}–{end}"


def short_day(day: date) -> str:
    """Return a day with its weekday: ``tor 30 april``."""
    return format_date(day, "EEE d MMMM", locale="sv")


def containing(day: date, kind: PeriodKind) -> Period:
    """Return the period of `kind` around `day`; periods of several weeks end with its week."""
    if kind in _WEEKS:
        monday = day - timedelta(days=day.weekday())
        end = monday + timedelta(weeks=1)
        return Period(end - timedelta(weeks=_WEEKS[kind]), end, kind)
    length = _MONTHS[kind]
    return _months(day.year * 12 + (day.month - 1) // length * length, kind)


def shift(period: Period, steps: int) -> Period:
    """Return the period `steps` of its own length later (negative: earlier)."""
    if period.kind in _WEEKS:
        by = timedelta(weeks=_WEEKS[period.kind] * steps)
        return Period(period.start + by, period.end + by, period.kind)
    count = period.start.year * 12 + period.start.month - 1 + _MONTHS[period.kind] * steps
    return _months(count, period.kind)


def last_year(period: Period) -> Period:
    """Return the same period a year before.

    Weeks keep their ISO number, and so their weekdays; week 53 is held against week 52 where the
    year before has no week 53. Months and tertials keep their name.
    """
    if period.kind in _WEEKS:
        year, week, _ = period.start.isocalendar()
        start = date.fromisocalendar(year - 1, min(week, weeks_in(year - 1)), 1)
        return Period(start, start + timedelta(weeks=_WEEKS[period.kind]), period.kind)
    return shift(period, -12 // _MONTHS[period.kind])


def weeks_in(year: int) -> int:
    """Return the number of ISO weeks of a year: 52 or 53."""
    return date(year, 12, 28).isocalendar().week


def before(period: Period, count: int) -> tuple[Period, ...]:
    """Return the `count` periods that end with `period` itself, oldest first."""
    return tuple(shift(period, step) for step in range(1 - count, 1))
