"""One date or time of day as people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY_SECONDS = 86_400
UNKNOWN_WORDS = frozenset(
    {"okänd", "okänt", "okand", "okant", "okänd tid", "okänt datum", "ej känd", "ej känt",
     "inte känt", "vet ej", "vet inte", "saknas", "unknown", "n/a", "na", "none", "null", "-", "--",
     "–", "?", "??"}
)  # fmt: skip
_EPOCH = date(1970, 1, 1)
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(32_874, 80_000)
"""Excel's day numbers from 1990 to 2119."""
_EPOCH_DAYS = range(10_957, 32_874)
"""Days since 1970, as R and Python write them, from 2000 to 2060: no Excel day of ours."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$")
_YEAR_FIRST_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_WORDS = re.compile(r"(?:\w+ )?(?:den )?(\d{1,2})\.? ([^\W\d]+)\.? (\d{4})$")
_MONTH = re.compile(r"(\d{4})[-/. ]?(\d{2})$")
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?$")
_CLOCK = re.compile(
    r"(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)? ?(am|pm)?"
    r" ?(z|\+\d{2}:?\d{2})?$",  # no place near has a negative offset: 12:00-14:00 is a span
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{2})(\d{2})$")
_FRACTION = re.compile(r"0?[.,]\d+$|[01]$")
_SPAN = re.compile(r"(.+?)\s*(?:–|—|--| - | till |(?<=\d)-(?=\d))\s*(.+)$")
_ZERO_DAY = re.compile(r"(?:1899-12-3[01]|1900-01-0[01])[ T]")


@dataclass(frozen=True, slots=True)
class Day:
    """A date, a whole month, or nothing known.

    Attributes
    ----------
    number : int
        Days since 1970-01-01; the first of the month if `is_month`.
    seconds : int
        Seconds into the day if the text held a time of day, else -1.
    """

    number: int
    seconds: int = -1
    is_month: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, or a span of them (`until` ≥ 0), perhaps with its offset from UTC."""

    seconds: int
    until: int = -1
    offset: int | None = None
    """Seconds east of UTC."""


def is_unknown(text: str) -> bool:
    """Return whether the text says that nothing is known."""
    return not text or text.casefold().strip(". ") in UNKNOWN_WORDS


def read_day(text: str, *, month_first: bool = False) -> Day | None:
    """Return the day in `text`, or None if there is none.

    >>> read_day("12 mars 2026") == read_day("2026-03-12") == read_day("12/3/2026")
    True
    """
    text = " ".join(text.casefold().split())
    if match := _SERIAL.match(text):
        return _from_serial(int(match[1]), match[2])
    if match := _YEAR_FIRST.match(text) or _YEAR_FIRST_LOOSE.match(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(text):
        day, month = (match[2], match[1]) if month_first else (match[1], match[2])
        return _day(match[3], month, day)
    if (match := _WORDS.match(text)) and match[2] in _MONTHS:
        return _day(match[3], str(_MONTHS[match[2]]), match[1])
    if (match := _MONTH.match(text)) and 1900 <= int(match[1]) <= 2100:
        month_day = _day(match[1], match[2], "1")
        # Six digits may be a day too (201203): then nobody can say which was meant.
        if len(text) == 6 and _short(text) is not None:
            return None
        return month_day and Day(month_day.number, is_month=True)
    words = text.split()
    if len(words) == 2 and words[0] in _MONTHS and re.fullmatch(r"\d{4}", words[1]):
        month_day = _day(words[1], str(_MONTHS[words[0]]), "1")
        return month_day and Day(month_day.number, is_month=True)
    return _short(text)


def read_moment(text: str, *, month_first: bool = False) -> tuple[Day, Clock | None] | None:
    """Return the day and the time of day written in one text, or None."""
    day = read_day(text, month_first=month_first)
    if day is not None:
        return day, Clock(day.seconds) if day.seconds >= 0 else None
    words = text.replace(",", " ").split()
    for cut in range(len(words) - 1, 0, -1):
        day = read_day(" ".join(words[:cut]), month_first=month_first)
        if day is not None:
            clock = read_clock(" ".join(words[cut:]))
            return (day, clock) if clock else None
    return None


def is_month_first(text: str) -> bool | None:
    """Return True for 3/25/2026, False for 25/3/2026, None where it could be both or neither."""
    match = _numeric_day(text)
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return False
    return True if second > 12 >= first else None


def could_be_both(text: str) -> bool:
    """Return whether the text is a date with strokes that is another day with its month first."""
    match = _numeric_day(text)
    if not match or match[0].count("/") != 2:
        return False
    first, second = int(match[1]), int(match[2])
    return first != second and max(first, second) <= 12


def _numeric_day(text: str) -> re.Match[str] | None:
    """Match a day of three numbers, the year last, perhaps with a time of day after it."""
    return _DAY_FIRST.match(text.strip()) or _DAY_FIRST.match(text.strip().partition(" ")[0])


def are_fractions(texts: Iterable[str]) -> bool:
    """Return whether a column's times are Excel's fractions of a day, as ``0.604166667``.

    Two decimals alone (``0.25``) may be a quarter past midnight or six o'clock: then it is not.
    """
    known = [text for text in texts if not is_unknown(text)]
    return all(_FRACTION.match(text) for text in known) and any(len(t) > 4 for t in known)


def read_fraction(text: str) -> Clock | None:
    """Return the time of day at a fraction of the day, to the second."""
    if not _FRACTION.match(text):
        return None
    return Clock(round(float(text.replace(",", ".")) * DAY_SECONDS))


def read_clock(text: str) -> Clock | None:
    """Return the time of day in `text`, or None if there is none.

    >>> read_clock("22.15–02") == Clock(80100, until=7200)
    True
    """
    text = _ZERO_DAY.sub("", " ".join(text.split()))
    single = _single(text)
    if single is not None:
        return single
    match = _SPAN.match(text)
    if not match:
        return None
    first, last = _single(match[1]), _single(match[2])
    if first is None or last is None:
        return None
    return Clock(first.seconds, last.seconds, first.offset)


def _single(text: str) -> Clock | None:
    if match := _COMPACT.match(text):
        return _clock(int(match[1]), int(match[2]), 0)
    if match := _CLOCK.match(text):
        hour = int(match[1])
        if match[4]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
        clock = _clock(hour, int(match[2] or 0), int(match[3] or 0))
        if clock is not None:
            return Clock(clock.seconds, offset=_offset(match[5]))
    return read_fraction(text)


def _clock(hour: int, minute: int, second: int) -> Clock | None:
    seconds = 3600 * hour + 60 * minute + second
    if minute > 59 or second > 59 or seconds > DAY_SECONDS:
        return None
    return Clock(seconds)


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text in "zZ":
        return 0
    return 3600 * int(text[1:3]) + 60 * int(text[-2:])


def _day(year: str, month: str, day: str) -> Day | None:
    try:
        return Day((date(int(year), int(month), int(day)) - _EPOCH).days)
    except ValueError:
        return None


def _short(text: str) -> Day | None:
    match = _SHORT.match(text)
    return _day(f"20{match[1]}", match[2], match[3]) if match else None


def _from_serial(days: int, fraction: str | None) -> Day | None:
    if days not in _EXCEL_DAYS and days not in _EPOCH_DAYS:
        return None
    number = days if days in _EPOCH_DAYS else (_EXCEL_ZERO + timedelta(days=days) - _EPOCH).days
    if not fraction:
        return Day(number)
    seconds = round(float(f"0.{fraction}") * DAY_SECONDS)
    return Day(number + seconds // DAY_SECONDS, seconds % DAY_SECONDS)
