"""Meetings: the agenda of the open one, what frozen ones looked at, and what a meeting writes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import meeting
from geo.follow_up.measures import Measure
from geo.meeting import Agenda, Changed, Proposal, Settled
from geo.model import Arrangement, Period, Selection
from geo.publishing import weekly
from geo.publishing.reports import grounds
from geo.report.pdf import to_pdf
from geo.report.week import Week
from geo.store import arrangements, meetings
from geo.store.meetings import Meeting


def _now() -> datetime:
    return datetime.now(UTC)


@st.cache_resource(max_entries=6, show_spinner=False)
def _meetings(key: tuple[str, int], kommun: str) -> tuple[Meeting, ...]:
    return meetings.meetings(cached.store(), kommun)


def listed(kommun: str) -> tuple[Meeting, ...]:
    """Return a kommun's meetings, the one held last first."""
    return _meetings(cached._key(), kommun)


@st.cache_resource(max_entries=12, show_spinner=False)
def _agenda(key: tuple[str, int], selection: Selection, today: date) -> Agenda:
    found = cached.kommun_records(selection.kommun)
    return meeting.agenda(cached.store(), found, selection, now=_now())


def agenda(kommun: str, period: Period) -> Agenda:
    """Return what the open meeting goes through."""
    own = cached.current_settings().kommun(kommun)
    selection = Selection(kommun, period, minimum_count=own.minimum_count, nearest_m=own.nearest_m)
    return _agenda(cached._key(), selection, date.today())


@st.cache_resource(max_entries=12, show_spinner=False)
def _reopened(key: tuple[str, int], meeting_id: int) -> Week:
    return meeting.reopen(cached.store(), meeting_id)


def reopened(meeting_id: int) -> Week:
    """Return what a frozen meeting looked at."""
    return _reopened(cached._key(), meeting_id)


@st.cache_resource(max_entries=12, show_spinner="Sätter protokollet …")
def _paper(where: str, meeting_id: int, sha256: str) -> bytes:
    week = reopened(meeting_id)
    frozen_utc = 0 if week.seal is None else week.seal.frozen_utc
    made = weekly(week, *grounds(cached.store(), week))
    return to_pdf(made, now=datetime.fromtimestamp(frozen_utc, UTC))


def paper(meeting_id: int, sha256: str) -> bytes:
    """Return what a frozen meeting looked at as PDF; it is made once, as it never changes."""
    return _paper(cached.store().url, meeting_id, sha256)


def open_meeting(kommun: str, period: Period) -> Meeting:
    """Open a meeting about a period, held today."""
    return meeting.open_(cached.store(), kommun, period, held=date.today(), now=_now())


def cancel(meeting_id: int) -> None:
    """Take an open meeting away."""
    meeting.cancel(cached.store(), meeting_id, now=_now())


def take_up(meeting_id: int, place_id: int | None, proposal: Proposal) -> Measure:
    """Decide a proposal as it is."""
    return meeting.take_up(cached.store(), meeting_id, place_id, proposal, now=_now())


def take_back(meeting_id: int, row_key: str) -> None:
    """Take back what the open meeting has decided."""
    meeting.take_back(cached.store(), meeting_id, row_key, now=_now())


def settle(kommun: str, row_key: str, how: Settled) -> Measure:
    """Say what becomes of an earlier decision."""
    return meeting.settle(cached.store(), kommun, row_key, how, now=_now())


def change(meeting_id: int, row_key: str, changed: Changed) -> Measure:
    """Change what, who or when of a decision."""
    return meeting.change(cached.store(), meeting_id, row_key, changed, now=_now())


def prioritise(held: Meeting, place_id: int, first: bool) -> None:
    """Put a place first until the next meeting, or no longer."""
    do = meeting.prioritise if first else meeting.release
    do(cached.store(), held, place_id, now=_now())


def arrange(kommun: str, wanted: Arrangement) -> Arrangement:
    """Save what is to happen."""
    return meeting.arrange(cached.store(), kommun, wanted, now=_now())


def forget_arrangement(kommun: str, arrangement_id: int) -> None:
    """Remove what was to happen."""
    arrangements.forget(cached.store(), kommun, arrangement_id, at_utc=int(_now().timestamp()))


def freeze(held: Meeting) -> Week:
    """Freeze a meeting."""
    own = cached.current_settings().kommun(held.kommun)
    found = cached.kommun_records(held.kommun)
    return meeting.freeze(cached.store(), held.meeting_id, records=found, own=own, now=_now())
