"""The rules of a measure's status: what follows of a change, and what cannot be said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from geo.errors import InputError
from geo.follow_up.measures.model import Measure
from geo.follow_up.measures.words import STATUSES
from geo.model import ENDED, CostBand, MeasureStatus
from geo.shipped import measure_kinds

EARLIEST = date(1990, 1, 1)
FARTHEST = timedelta(days=366 * 20)
"""How far ahead a last day may lie."""


class Clear(Enum):
    """Said in place of a day: there is to be none."""

    DAY = "clear"


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What is to be proposed or decided.

    Attributes
    ----------
    place_id : int or None
        None for the whole kommun.
    kind : str
        A code of ``data/measures/kinds.toml``.
    key : str
        Identity; the same key saved twice is one measure. Empty: a new one.
    """

    place_id: int | None
    kind: str
    what: str = ""
    category: str = ""
    cause: str = ""
    owner: str = ""
    deadline: date | None = None
    status: MeasureStatus = MeasureStatus.PROPOSED
    cost: CostBand | None = None
    meeting: str = ""
    promise: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed of a measure; None leaves as it is, an empty text clears."""

    status: MeasureStatus | None = None
    owner: str | None = None
    deadline: date | Clear | None = None
    outcome: str | None = None
    what: str | None = None
    began: date | Clear | None = None
    ended: date | Clear | None = None


def usual_deadline(kind: str, decided: date) -> date:
    """Return the last day that is proposed for a kind of measure decided on a day."""
    known = measure_kinds.kinds().get(kind) or measure_kinds.kinds()[measure_kinds.OTHER]
    return decided + timedelta(days=known.days)


def begun(new: NewMeasure, today: date) -> Measure:
    """Return a new measure as it is on the day it is written down.

    Raises
    ------
    InputError
        Its kind is not known, or its status and days do not go together.
    """
    if new.kind not in measure_kinds.kinds():
        raise InputError("Slaget av åtgärd finns inte.", hint="Välj ett slag i listan.")
    bare = Measure(
        measure_id=0, row_key=new.key, place_id=new.place_id, place="",
        category=new.category, cause=new.cause, kind=new.kind, what=new.what, owner="",
        deadline=None, status=MeasureStatus.PROPOSED, status_day=today, began=None, ended=None,
        cost=new.cost, meeting=new.meeting, promise=new.promise,
    )  # fmt: skip
    return changed(bare, Change(new.status, new.owner, new.deadline), today)


def changed(before: Measure, change: Change, today: date) -> Measure:
    """Return a measure after a change, with the days that follow of its status.

    What ends has a last day, today unless another is said; what is done or goes on has begun. What
    is only proposed has no last day to be done by.

    Raises
    ------
    InputError
        The status and the days do not go together.
    """
    status = change.status or before.status
    after = replace(
        before,
        status=status,
        status_day=before.status_day if status is before.status else today,
        owner=before.owner if change.owner is None else change.owner.strip(),
        what=before.what if change.what is None else change.what.strip(),
        outcome=before.outcome if change.outcome is None else change.outcome.strip(),
        deadline=_said(before.deadline, change.deadline),
        began=_said(before.began, change.began),
        ended=_said(before.ended, change.ended),
    )
    if status is MeasureStatus.PROPOSED:
        if isinstance(change.deadline, date):
            raise InputError(
                "En föreslagen åtgärd har ingen sista dag.",
                hint="Besluta åtgärden först: välj status Beslutad.",
            )
        after = replace(after, deadline=None)
    if isinstance(change.ended, date) and status not in ENDED:
        raise InputError(
            "Bara en åtgärd som är klar eller avbruten har slutat.",
            hint="Ändra status samtidigt, eller låt dagen stå tom.",
        )
    after = _with_days(after, today)
    _check(after, today)
    return after


def _with_days(measure: Measure, today: date) -> Measure:
    """Fill in the days that follow of a status, and clear those that it cannot have."""
    if measure.status is MeasureStatus.ONGOING:
        return replace(measure, began=measure.began or today, ended=None)
    if measure.status not in ENDED:
        return replace(measure, ended=None)
    ended = measure.ended or today
    began = measure.began
    if measure.status is MeasureStatus.DONE and began is None:
        began = ended
    return replace(measure, began=began, ended=ended)


def _check(measure: Measure, today: date) -> None:
    for name, day in (("började", measure.began), ("slutade", measure.ended)):
        if day is not None and day > today and measure.status is not MeasureStatus.DECIDED:
            raise InputError(
                f"Dagen då åtgärden {name} ligger i framtiden.", hint="Ange en dag som varit."
            )
    if measure.began and measure.ended and measure.ended < measure.began:
        raise InputError(
            "Åtgärden kan inte sluta innan den började.",
            hint=f"Den började {measure.began.isoformat()}. Ändra någon av dagarna.",
        )
    days = [day for day in (measure.began, measure.ended, measure.deadline) if day]
    if any(not EARLIEST <= day <= today + FARTHEST for day in days):
        raise InputError("Dagen är före 1990 eller mer än 20 år fram.", hint="Kontrollera årtalet.")


def _said(before: date | None, told: date | Clear | None) -> date | None:
    if told is None:
        return before
    return None if isinstance(told, Clear) else told


def status_of(text: str) -> MeasureStatus:
    """Return the status with a code or a Swedish name.

    Raises
    ------
    InputError
        There is none.

    Examples
    --------
    >>> status_of("Pågår").value
    'pagar'
    """
    for status, name in STATUSES.items():
        if text.casefold() in (status.value, name.casefold()):
            return status
    listed = ", ".join(status.value for status in STATUSES)
    raise InputError(f"Statusen ”{text}” finns inte.", hint=f"Välj en av: {listed}.")
