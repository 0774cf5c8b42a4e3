"""What a visit must be to be saved; every fault is a Swedish sentence that says what to do."""

from __future__ import annotations

from geo.errors import InputError
from geo.visit_log.draft import Draft

LONGEST = 24 * 60
"""Minutes of a visit."""
MOST_OFFICERS = 1000
AHEAD_SECONDS = 60
"""How much a phone's clock may be fast."""
FIRST_UTC = 946_684_800
"""2000-01-01: what is earlier is a slip of the finger."""


def ready(draft: Draft, *, now_utc: int) -> tuple[int, int]:
    """Return start (seconds UTC, whole minutes) and minutes of a draft that can be saved.

    Raises
    ------
    InputError
        Time, minutes or officers are missing or mean nothing.
    """
    start, minutes = draft.start_utc, draft.minutes
    if start is None:
        raise InputError("Besöket saknar starttid.", hint="Välj när det började.")
    if start > now_utc + AHEAD_SECONDS:
        raise InputError("Besöket börjar i framtiden.", hint="Välj en tid som har varit.")
    if start < FIRST_UTC:
        raise InputError("Besökets dag är orimlig.", hint="Välj rätt datum.")
    if minutes is None:
        raise InputError("Besöket är inte avslutat.", hint="Tryck Avsluta eller välj minuter.")
    if not 1 <= minutes <= LONGEST:
        raise InputError("Besöket är för långt eller för kort.", hint=f"Välj 1–{LONGEST} minuter.")
    if draft.officers is not None and not 0 <= draft.officers <= MOST_OFFICERS:
        raise InputError("Antalet poliser är orimligt.", hint=f"Välj 0–{MOST_OFFICERS}.")
    return start - start % 60, minutes
