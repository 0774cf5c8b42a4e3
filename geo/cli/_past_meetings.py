"""The demo's past meetings, held as a group would have held them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from geo import meeting, records, weeks
from geo.model import PeriodKind, Selection
from geo.store.engine import Store
from geo.weeks import STOCKHOLM

HELD = timedelta(days=1)
"""After the week: on a Tuesday, as in most EST groups."""
AT = time(13, 0)
DECISIONS = 2
OWNER = "Kommunen"
"""Of what nobody in the kommun has owned before."""


def hold(store: Store, kommun: str, *, last: date, number: int) -> None:
    """Open, run and freeze the meetings before the one about the week of `last`.

    Parameters
    ----------
    store : Store
    kommun : str
        Code.
    last : date
        The last day on record.
    number : int
        How many.
    """
    newest = weeks.containing(last, PeriodKind.WEEK)
    for back in range(number, 0, -1):
        selection = Selection(kommun, weeks.shift(newest, -back))
        held = selection.period.end + HELD
        now = datetime.combine(held, AT, STOCKHOLM)
        opened = meeting.open_(store, kommun, selection.period, held=held, now=now)
        found = meeting.agenda(store, records.gather(store, kommun), selection, now=now)
        for each in found.settled[:1]:
            done = meeting.Settled.DONE
            meeting.settle(store, kommun, each.measure.row_key, done, now=now)
        for place in [each for each in found.places if each.proposals][:DECISIONS]:
            first = place.proposals[0]
            meeting.decide(
                store, opened.meeting_id, place.status.place_id, first.kind, first.name,
                first.owner or OWNER, first.deadline,
                category=first.category, cause=first.cause, now=now,
            )  # fmt: skip
        for place in found.places[:1]:
            meeting.prioritise(store, opened, place.status.place_id, now=now)
        meeting.freeze(store, opened.meeting_id, records=records.gather(store, kommun), now=now)
