"""Decisions: measures that a meeting decides, changes, settles and takes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from geo import records, weeks
from geo.errors import InputError, StoreError
from geo.follow_up.measures import Measure
from geo.follow_up.measures.changing import usual_deadline
from geo.ledger import measures as ledger
from geo.meeting.proposals import Proposal
from geo.model import MeasureStatus
from geo.store import meetings
from geo.store.engine import Store

TAKEN_BACK = "Beslutet ångrades på mötet."


@dataclass(frozen=True, slots=True)
class Changed:
    """What is to be another in a decision; None stays as it is."""

    what: str | None = None
    owner: str | None = None
    deadline: date | None = None


class Settled(StrEnum):
    """What a meeting says of an earlier decision."""

    DONE = "klar"
    GOES_ON = "fortsatter"
    ABANDONED = "avbruten"


def decide(
    store: Store,
    meeting_id: int,
    place_id: int | None,
    kind: str,
    what: str,
    owner: str,
    deadline: date,
    *,
    category: str = "",
    cause: str = "",
    now: datetime,
) -> Measure:
    """Decide a measure at an open meeting.

    Parameters
    ----------
    store : Store
    meeting_id : int
    place_id : int or None
        None for the whole kommun.
    kind : str
        A code of ``data/measures/kinds.toml``.
    what, owner : str
        Free text, guarded before it is stored; the owner is an organisation, or empty.
    deadline : date
        Last day.
    category, cause : str, optional
        The problem it answers.
    now : datetime
        Aware.

    Raises
    ------
    InputError, SelectionError
        There is no such meeting, place or kind, or the last day cannot be.
    StoreError
        The meeting is frozen.
    """
    meeting = meetings.meeting(store, meeting_id)
    meetings.still_open(meeting)
    if deadline < weeks.local_day(int(now.timestamp())):
        raise InputError("Sista dagen har redan varit.", hint="Ange en dag som kommer.")
    new = ledger.NewMeasure(
        place_id=place_id,
        category=category,
        cause=cause,
        kind=kind,
        what=what,
        owner=owner,
        deadline=deadline,
        meeting=str(meeting_id),
    )
    return ledger.decide(store, meeting.kommun, new, now=now)


def take_up(
    store: Store, meeting_id: int, place_id: int | None, proposal: Proposal, *, now: datetime
) -> Measure:
    """Decide a proposal as it is.

    Raises
    ------
    InputError, SelectionError, StoreError
        See :func:`decide`.
    """
    return decide(
        store,
        meeting_id,
        place_id,
        proposal.kind,
        proposal.name,
        proposal.owner,
        proposal.deadline,
        category=proposal.category,
        cause=proposal.cause,
        now=now,
    )


def settle(store: Store, kommun: str, row_key: str, how: Settled, *, now: datetime) -> Measure:
    """Say what becomes of an earlier decision.

    One that goes on is under way, and has the usual days of its kind from now where its last day
    has passed.

    Raises
    ------
    StoreError
        There is no such decision.
    """
    if how is Settled.DONE:
        return ledger.change(store, kommun, row_key, status=MeasureStatus.DONE, now=now)
    if how is Settled.ABANDONED:
        return ledger.change(store, kommun, row_key, status=MeasureStatus.ABANDONED, now=now)
    before = _current(store, kommun, row_key)
    today = weeks.local_day(int(now.timestamp()))
    deadline = before.deadline
    if deadline is None or deadline < today:
        deadline = usual_deadline(before.kind, today)
    return ledger.change(
        store, kommun, row_key, status=MeasureStatus.ONGOING, deadline=deadline, now=now
    )


def change(
    store: Store, meeting_id: int, row_key: str, changed: Changed, *, now: datetime
) -> Measure:
    """Change what, who or when of what this meeting has decided.

    Raises
    ------
    StoreError
        The meeting is frozen, or the decision is not this meeting's.
    """
    kommun = _kommun_of(store, meeting_id, row_key)
    return ledger.change(
        store, kommun, row_key,
        what=changed.what, owner=changed.owner, deadline=changed.deadline, now=now,
    )  # fmt: skip


def take_back(store: Store, meeting_id: int, row_key: str, *, now: datetime) -> None:
    """Take back what this meeting has decided.

    Raises
    ------
    StoreError
        The meeting is frozen, or the decision is not this meeting's.
    """
    kommun = _kommun_of(store, meeting_id, row_key)
    ledger.withdraw(store, kommun, row_key, why=TAKEN_BACK, now=now)


def _kommun_of(store: Store, meeting_id: int, row_key: str) -> str:
    """Return the kommun of an open meeting that has decided something."""
    meeting = meetings.meeting(store, meeting_id)
    meetings.still_open(meeting)
    if _current(store, meeting.kommun, row_key).meeting != str(meeting_id):
        raise StoreError("Beslutet är inte det här mötets.", hint="Se sidan Åtgärder.")
    return meeting.kommun


def _current(store: Store, kommun: str, row_key: str) -> Measure:
    known = ledger.measures(records.gather(store, kommun))
    found = next((each for each in known if each.row_key == row_key), None)
    if found is None:
        raise StoreError("Beslutet finns inte kvar.", hint="Se listan på nytt.")
    return found
