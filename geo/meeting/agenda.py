"""All that a meeting goes through, in the order in which it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from geo import records as on_record
from geo import weeks
from geo.follow_up.measures import Measure
from geo.lagesbild import Lagesbild, PlaceStatus
from geo.ledger import measures as ledger
from geo.meeting import coming, opening, proposals
from geo.meeting.followed import Followed, follow
from geo.meeting.proposals import Proposal
from geo.model import Arrangement, Priority, Selection
from geo.records import Records
from geo.store import arrangements, meetings, priorities
from geo.store.engine import Store
from geo.store.meetings import Meeting


@dataclass(frozen=True)
class PlaceItem:
    """A place on the agenda.

    Attributes
    ----------
    status : PlaceStatus
    measures : tuple of Measure
        Open ones that earlier meetings, or nobody, decided; the next deadline first.
    decided : tuple of Measure
        Decided at this meeting.
    proposals : tuple of Proposal
        What could be decided, at a click.
    first : bool
        Whether it is put first until the next meeting.
    """

    status: PlaceStatus
    measures: tuple[Measure, ...]
    decided: tuple[Measure, ...]
    proposals: tuple[Proposal, ...]
    first: bool


@dataclass(frozen=True)
class Agenda:
    """What a meeting goes through.

    Attributes
    ----------
    meeting : Meeting or None
        The open one about the period.
    last : Meeting or None
        The one before it.
    picture : Lagesbild
    settled : tuple of Followed
        What the last meeting decided, and what became of it.
    carried : tuple of Followed
        What earlier meetings decided: still open, or ended since the last one.
    places : tuple of PlaceItem
        In rank order.
    decided : tuple of Measure
        Decided at this meeting, by place.
    priorities : tuple of Priority
        That hold until the next meeting.
    arrangements : tuple of Arrangement
        To come; risk occasions are in `picture`.
    owners : tuple of str
        Organisations that have owned a measure in the kommun, by name.
    today : date
    """

    meeting: Meeting | None
    last: Meeting | None
    picture: Lagesbild
    settled: tuple[Followed, ...]
    carried: tuple[Followed, ...]
    places: tuple[PlaceItem, ...]
    decided: tuple[Measure, ...]
    priorities: tuple[Priority, ...]
    arrangements: tuple[Arrangement, ...]
    owners: tuple[str, ...]
    today: date


def agenda(store: Store, records: Records, selection: Selection, *, now: datetime) -> Agenda:
    """Gather what the open meeting about a period goes through, or the next one would.

    Parameters
    ----------
    store : Store
        Of `records`.
    records : Records
    selection : Selection
        What its lägesbild is of.
    now : datetime
        Aware.
    """
    today = weeks.local_day(int(now.timestamp()))
    listed = meetings.meetings(store, records.kommun)
    about = selection.period
    meeting = next((each for each in listed if not each.frozen and each.period == about), None)
    last = opening.before(listed, meeting)
    known = ledger.measures(records)
    held = coming.holding(priorities.priorities(store, records.kommun), meeting, today)
    picture = on_record.lagesbild(records, selection, now=now)
    decided = of_meeting(known, meeting)
    return Agenda(
        meeting=meeting,
        last=last,
        picture=picture,
        settled=tuple(follow(each, today) for each in of_meeting(known, last)),
        carried=tuple(follow(each, today) for each in carried(known, last, meeting)),
        places=tuple(_place(each, known, decided, held, today) for each in picture.places),
        decided=decided,
        priorities=held,
        arrangements=coming.to_come(arrangements.arrangements(store, records.kommun), today),
        owners=tuple(sorted({each.owner for each in known if each.owner}, key=str.casefold)),
        today=today,
    )


def of_meeting(measures: tuple[Measure, ...], meeting: Meeting | None) -> tuple[Measure, ...]:
    """Return what a meeting decided, by place; the order stays while decisions are changed."""
    if meeting is None:
        return ()
    number = str(meeting.meeting_id)
    found = [each for each in measures if each.meeting == number]
    return tuple(sorted(found, key=lambda each: (each.place, each.kind, each.row_key)))


def carried(
    measures: tuple[Measure, ...], last: Meeting | None, meeting: Meeting | None
) -> tuple[Measure, ...]:
    """Return what meetings before the last one decided: still open, or ended since the last one.

    Those whose last day comes first, first.
    """
    near = {"", *(str(each.meeting_id) for each in (last, meeting) if each is not None)}
    since = date.min if last is None else last.held
    found = [
        each
        for each in measures
        if each.meeting not in near and (each.open or (each.status_day or date.min) >= since)
    ]
    return tuple(sorted(found, key=_by_deadline))


def _place(
    status: PlaceStatus,
    known: tuple[Measure, ...],
    decided: tuple[Measure, ...],
    held: tuple[Priority, ...],
    today: date,
) -> PlaceItem:
    mine = [each for each in known if each.place_id == status.place_id]
    now = tuple(each for each in decided if each.place_id == status.place_id)
    return PlaceItem(
        status=status,
        measures=tuple(
            sorted((each for each in mine if each.open and each not in now), key=_by_deadline)
        ),
        decided=now,
        proposals=proposals.for_place(status, known, today),
        first=any(each.place_id == status.place_id for each in held),
    )


def _by_deadline(measure: Measure) -> tuple[date, int]:
    return measure.deadline or date.max, measure.measure_id
