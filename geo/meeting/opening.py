"""A meeting is opened about a period, and may be taken away while nothing is decided."""

from __future__ import annotations

from datetime import date, datetime

from geo import intake
from geo.errors import SelectionError, StoreError
from geo.model import Period
from geo.store import meetings, read
from geo.store.engine import Store
from geo.store.meetings import Meeting


def open_(store: Store, kommun: str, period: Period, *, held: date, now: datetime) -> Meeting:
    """Open a meeting; the same again while it is open is the same meeting.

    Parameters
    ----------
    store : Store
    kommun : str
        Code.
    period : Period
        What its lägesbild is of.
    held : date
        Local day.
    now : datetime
        Aware.

    Raises
    ------
    SelectionError
        There is no such kommun, or the period has not begun when the meeting is held.
    StoreError
        Another meeting is open.
    """
    intake.kommun_of(store, kommun)
    if period.start > held:
        raise SelectionError(
            "Perioden har inte börjat när mötet hålls.", hint="Välj en tidigare period."
        )
    before = open_now(store, kommun)
    if before is not None and (before.period, before.held) == (period, held):
        return before
    return meetings.add(store, kommun, period, held, at_utc=int(now.timestamp()))


def open_now(store: Store, kommun: str) -> Meeting | None:
    """Return the meeting that is open, if there is one."""
    return next((each for each in meetings.meetings(store, kommun) if not each.frozen), None)


def before(listed: tuple[Meeting, ...], meeting: Meeting | None) -> Meeting | None:
    """Return the frozen meeting before one, or the last one where that is None.

    Parameters
    ----------
    listed : tuple of Meeting
        As ``store.meetings.meetings`` gives them: the one held last first.
    """
    frozen = [each for each in listed if each.frozen]
    if meeting is not None:
        frozen = [each for each in frozen if each.meeting_id < meeting.meeting_id]
    return frozen[0] if frozen else None


def cancel(store: Store, meeting_id: int, *, now: datetime) -> None:
    """Take an open meeting away.

    Raises
    ------
    SelectionError
        There is no such meeting.
    StoreError
        It is frozen, or something is decided at it.
    """
    found = meetings.meeting(store, meeting_id)
    if (read.measures(store, found.kommun)["meeting"] == str(meeting_id)).any():
        raise StoreError("Mötet har beslut.", hint="Ångra besluten först, eller frys mötet.")
    meetings.forget(store, meeting_id, at_utc=int(now.timestamp()))
