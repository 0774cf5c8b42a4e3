"""Cells that hold a day of which no time of day is asked, as ISO dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd

from geo.sources import _clock
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields

EARLIEST = date(1990, 1, 1)
_EPOCH = date(1970, 1, 1)
_WEEK = re.compile(
    r"(?:v\.?|vecka)\s*(\d{1,2})[\s,-]+(\d{4})$|(\d{4})[\s,-]*(?:v\.?|w)\s*(\d{1,2})$"
)


def no_exception(_text: str) -> bool:
    """Say of every text that it must be a day."""
    return False


def days(
    fields: Fields,
    faults: Faults,
    name: str,
    *,
    latest: date,
    at_end: bool,
    month_first: bool = False,
    blank: Callable[[str], bool] = no_exception,
) -> pd.Series:
    """Return ISO dates, "" where a cell is blank; what is no day is noted in `faults`.

    Parameters
    ----------
    fields, faults
    name : str
        The field.
    latest : date
        Later days are faults.
    at_end : bool
        Of a week or a month its last day is meant, else its first.
    month_first : bool
        Whether 3/4/2026 is in March.
    blank : callable
        Says of a text that is no day whether it means that there is none.
    """
    told: list[str] = []
    bad: list[int] = []
    reasons: list[str] = []
    for row, text in enumerate(fields.text(name).to_pylist()):
        day = None if _clock.is_unknown(text) or blank(text) else read(text, at_end, month_first)
        told.append(day.isoformat() if day else "")
        if day is None and not (_clock.is_unknown(text) or blank(text)):
            bad.append(row)
            reasons.append(f"Dagen {quoted(text)} kan inte läsas. Skriv den som 2026-03-12.")
        elif day is not None and not EARLIEST <= day <= latest:
            bad.append(row)
            reasons.append(
                f"Dagen {quoted(text)} är före 1990." if day < EARLIEST
                else f"Dagen {quoted(text)} ligger för långt fram."
            )  # fmt: skip
    faults.add_each(np.array(bad, dtype=np.int64), fields.header(name), reasons)
    return pd.Series(told, dtype="str")


def read(text: str, at_end: bool, month_first: bool = False) -> date | None:
    """Return the day that a text says, or None.

    >>> read("v. 12 2026", True), read("mars 2026", True)
    (datetime.date(2026, 3, 22), datetime.date(2026, 3, 31))
    """
    if match := _WEEK.match(text.casefold().strip()):
        return _week(int(match[2] or match[3]), int(match[1] or match[4]), at_end)
    found = _clock.read_moment(text, month_first=month_first)
    if found is None:
        return None
    day = _EPOCH + timedelta(days=found[0].number)
    if found[0].is_month and at_end:
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return day


def _week(year: int, week: int, at_end: bool) -> date | None:
    try:
        return date.fromisocalendar(year, week, 7 if at_end else 1)
    except ValueError:
        return None
