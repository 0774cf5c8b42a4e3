"""Moments as they are typed after an option."""

from __future__ import annotations

from datetime import datetime

from geo import visit_log
from geo.errors import InputError


def moment(text: str) -> int:
    """Return a moment in seconds UTC; without an offset it is Swedish time.

    Raises
    ------
    InputError
        It is no moment, or one that the clocks skip.
    """
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"”{text}” är ingen tidpunkt.", hint="Skriv till exempel 2026-03-20T18:00."
        ) from None
    return visit_log.local_moment(told)
