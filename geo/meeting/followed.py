"""What became of a decision, in a word and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo import weeks
from geo.follow_up.measures import Measure
from geo.look import count
from geo.model import MeasureStatus


class Outcome(StrEnum):
    """How far a decision has come."""

    DONE = "klar"
    ABANDONED = "avbruten"
    LATE = "sen"
    """Open, and its last day has passed."""
    ONGOING = "pagar"
    NOT_BEGUN = "ej_paborjad"


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision of an earlier meeting, and what became of it.

    Attributes
    ----------
    measure : Measure
    outcome : Outcome
    words : str
        Swedish: ``klar tor 12 mars``, ``9 dagar sen, pågår``.
    """

    measure: Measure
    outcome: Outcome
    words: str


def follow(measure: Measure, today: date) -> Followed:
    """Tell what has become of a decision on a day."""
    outcome = _outcome(measure, today)
    return Followed(measure, outcome, _words(measure, outcome, today))


def _outcome(measure: Measure, today: date) -> Outcome:
    if measure.status is MeasureStatus.DONE:
        return Outcome.DONE
    if measure.status is MeasureStatus.ABANDONED:
        return Outcome.ABANDONED
    if measure.overdue(today):
        return Outcome.LATE
    return Outcome.ONGOING if measure.status is MeasureStatus.ONGOING else Outcome.NOT_BEGUN


def _words(measure: Measure, outcome: Outcome, today: date) -> str:
    if outcome in (Outcome.DONE, Outcome.ABANDONED):
        when = measure.status_day
        return outcome.value if when is None else f"{outcome.value} {weeks.short_day(when)}"
    begun = "pågår" if measure.status is MeasureStatus.ONGOING else "ej påbörjad"
    if outcome is Outcome.LATE:
        return f"{count(measure.overdue(today), 'dag', 'dagar')} sen, {begun}"
    if measure.deadline is None:
        return f"{begun}, ingen sista dag"
    return f"{begun}, senast {weeks.short_day(measure.deadline)}"


def summary(followed: tuple[Followed, ...]) -> str:
    """Return how many of some decisions came how far, in words.

    Examples
    --------
    >>> summary(())
    'inga beslut'
    """
    if not followed:
        return "inga beslut"
    named = {
        Outcome.DONE: "klart",
        Outcome.LATE: "försenat",
        Outcome.ONGOING: "pågår",
        Outcome.NOT_BEGUN: "ej påbörjat",
        Outcome.ABANDONED: "avbrutet",
    }
    counts = {each: sum(one.outcome is each for one in followed) for each in named}
    parts = [f"{n} {named[each]}" for each, n in counts.items() if n]
    return f"{len(followed)} beslut: {', '.join(parts)}"
