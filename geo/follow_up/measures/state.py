"""How an open measure stands on a day: overdue, owned by nobody, without a last day, stalled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geo.follow_up.measures import words
from geo.follow_up.measures.model import Measure
from geo.model import MeasureStatus

STALLED_DAYS = 60
"""An open measure whose status is as old as this, and has no last day ahead, has stalled."""
BEGUN = frozenset({MeasureStatus.DECIDED, MeasureStatus.ONGOING})
"""Somebody has said that it shall be done: then somebody owns it, by some day."""


@dataclass(frozen=True, slots=True)
class State:
    """A measure on a day.

    Attributes
    ----------
    measure : Measure
    overdue : int
        Days past its last day; 0 where it is not.
    ownerless, no_deadline : bool
        Of a measure that is decided or goes on.
    stalled : int
        Days since its status last changed, where that is too long; 0 else.
    words : str
        Swedish: what of this there is to say, or how it stands.
    """

    measure: Measure
    overdue: int
    ownerless: bool
    no_deadline: bool
    stalled: int
    words: str

    @property
    def surfaces(self) -> bool:
        """Return whether somebody should look at it."""
        return bool(self.overdue or self.ownerless or self.no_deadline or self.stalled)


def state(measure: Measure, today: date) -> State:
    """Return how a measure stands on a day."""
    begun = measure.status in BEGUN
    overdue = measure.overdue(today)
    ownerless = begun and not measure.owner
    no_deadline = begun and measure.deadline is None
    stalled = _stalled(measure, today)
    found = State(measure, overdue, ownerless, no_deadline, stalled, "")
    told = ", ".join(_told(found, today)) or _plain(measure, today)
    return State(measure, overdue, ownerless, no_deadline, stalled, told[:1].upper() + told[1:])


def _stalled(measure: Measure, today: date) -> int:
    if not measure.open or measure.status_day is None:
        return 0
    if measure.deadline is not None and measure.deadline >= today:
        return 0
    waited = (today - measure.status_day).days
    return waited if waited >= STALLED_DAYS else 0


def _told(found: State, today: date) -> Iterator[str]:
    measure = found.measure
    if found.overdue and measure.deadline:
        last = words.day(measure.deadline, today=today)
        yield f"{words.days(found.overdue)} försenad, skulle vara klar {last}"
    if found.ownerless:
        yield "saknar ansvarig"
    if found.no_deadline:
        yield "saknar sista dag"
    if found.stalled and measure.status_day:
        since = words.day(measure.status_day, today=today)
        yield f"{words.STATUSES[measure.status].lower()} sedan {since} utan ändring"


def _plain(measure: Measure, today: date) -> str:
    status = words.STATUSES[measure.status]
    if measure.open and measure.deadline:
        return f"{status}, ska vara klar {words.day(measure.deadline, today=today)}"
    if measure.ended:
        return f"{status} {words.day(measure.ended, today=today)}"
    return status
