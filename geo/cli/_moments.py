"""Moments as they are typed after an option."""

from __future__ import annotations

from datetime import datetime

from geo import visit_log
from geo.errors import InputError

YEARS = range(1971, 2200)
"""In others there are no days beside, or no clock that is known."""


def moment(text: str) -> int:
    """Return a moment in seconds UTC; without an offset it is Swedish time.

    Raises
    ------
    InputError
        It is no moment, one of another age, or one that the clocks skip.
    """
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        told = datetime.min
    if told.year not in YEARS:
        raise InputError(
            f"”{text}” är ingen tidpunkt.", hint="Skriv till exempel 2026-03-20T18:00."
        )
    return visit_log.local_moment(told)
