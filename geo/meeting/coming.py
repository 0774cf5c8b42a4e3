"""What is to come after a meeting: places put first, and arrangements."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from geo import weeks
from geo.errors import SelectionError
from geo.model import Arrangement, Priority
from geo.plans import put_first
from geo.sources.logged import guarded
from geo.store import arrangements, priorities, read
from geo.store.engine import Store
from geo.store.meetings import Meeting, still_open

AHEAD = timedelta(days=28)
"""How far ahead arrangements are listed, as risk occasions are."""


def until(meeting: Meeting) -> date:
    """Return the day on which a meeting's priorities end: when the next one is held, exclusive.

    Examples
    --------
    >>> meeting = Meeting(1, "0883", weeks.parse("2026-W12"), date(2026, 3, 24), 0)
    >>> until(meeting)
    datetime.date(2026, 3, 31)
    """
    after = weeks.shift(meeting.period, 1)
    return meeting.held + (after.end - after.start)


def prioritise(store: Store, meeting: Meeting, place_id: int, *, now: datetime) -> Priority:
    """Put a place first until the next meeting; its need in the patrol's plan rises.

    Raises
    ------
    SelectionError
        There is no such place.
    StoreError
        The meeting is frozen.
    """
    still_open(meeting)
    held = holding(priorities.priorities(store, meeting.kommun), meeting, meeting.held)
    for each in held:
        if each.place_id == place_id:
            return each
    wanted = Priority(place_id, meeting.held, until(meeting), f"möte {meeting.meeting_id}")
    return put_first(store, meeting.kommun, wanted, at_utc=int(now.timestamp()))


def release(store: Store, meeting: Meeting, place_id: int, *, now: datetime) -> None:
    """Let a place be no longer first after this meeting.

    Raises
    ------
    StoreError
        The meeting is frozen.
    """
    still_open(meeting)
    for each in holding(priorities.priorities(store, meeting.kommun), meeting, meeting.held):
        if each.place_id == place_id and each.priority_id is not None:
            priorities.forget(store, meeting.kommun, each.priority_id, at_utc=int(now.timestamp()))


def holding(
    listed: tuple[Priority, ...], meeting: Meeting | None, today: date
) -> tuple[Priority, ...]:
    """Return the priorities that hold on the last day before the next meeting.

    One that the last meeting set ends when this is held, and is no longer among them. Where none
    is held, those that hold today.
    """
    last = today if meeting is None else until(meeting) - timedelta(days=1)
    return tuple(each for each in listed if each.first_day <= last < each.until_day)


def arrange(store: Store, kommun: str, wanted: Arrangement, *, now: datetime) -> Arrangement:
    """Save what is to happen, its texts guarded; return it as it was saved.

    Raises
    ------
    SelectionError
        There is no such place, or a text is missing or too long.
    """
    known = set(read.places(store, kommun)["place_id"].tolist())
    if wanted.place_id is not None and wanted.place_id not in known:
        raise SelectionError("Platsen finns inte.", hint="Någon kan ha tagit bort den.")
    name, note = (" ".join(guarded(text)[0].split()) for text in (wanted.name, wanted.note))
    saved = Arrangement(name, wanted.start, wanted.end, wanted.place_id, note)
    return arrangements.save(store, kommun, saved, at_utc=int(now.timestamp()))


def to_come(listed: tuple[Arrangement, ...], today: date) -> tuple[Arrangement, ...]:
    """Return the arrangements that have not ended on a day and begin within four weeks."""
    return tuple(each for each in listed if each.end > today and each.start < today + AHEAD)
