"""Measures: proposed, decided, changed, taken back; each change is a new version of the row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from geo.errors import InputError, SelectionError
from geo.follow_up import measures as follow_up
from geo.follow_up.measures import Chain, Evaluated, Measure, Suggestion, chain, model, suggest
from geo.follow_up.measures.chain import PROBLEM_DAYS, REMEMBERED
from geo.follow_up.measures.changing import Change, Clear, NewMeasure, begun, changed
from geo.follow_up.measures.changing import usual_deadline as _usual_deadline
from geo.intake import one_row, placing
from geo.ledger.measure_history import Entry, entries
from geo.model import ImportKind, MeasureStatus
from geo.records import Records, measures
from geo.sources import measures as files
from geo.store import meetings, row_versions
from geo.store.engine import Store
from geo.weeks import STOCKHOLM, midnight

__all__ = [
    "Change", "Clear", "Entry", "NewMeasure", "Suggestion", "change", "decide", "history",
    "measures", "overview", "owner_warning", "propose", "restore", "row_key_of", "suggest",
    "withdraw",
]  # fmt: skip

KIND = ImportKind.MEASURES


def overview(
    records: Records, *, today: date, effects: Mapping[str, Evaluated] | None = None
) -> Chain:
    """Return the chain of every place: problems, causes, measures, and what surfaces.

    Parameters
    ----------
    records : Records
    today : date
        Local.
    effects : mapping of str to Finding, optional
        What evaluations say, by the measure's key.
    """
    place_ids = records.places["place_id"].to_numpy()
    end = midnight(today + timedelta(days=1))
    return chain(
        measures(records),
        {int(n): str(name) for n, name in zip(place_ids, records.places["name"], strict=True)},
        follow_up.problems(
            records.incidents, records.assignment, place_ids, records.places.area.to_numpy(),
            start_utc=midnight(today - timedelta(days=PROBLEM_DAYS)), end_utc=end,
        ),
        follow_up.causes(
            records.causes, records.visits, records.visit_assignment, place_ids,
            start_utc=midnight(today - REMEMBERED),
        ),
        today=today,
        effects=effects,
    )  # fmt: skip


def propose(store: Store, kommun: str, new: NewMeasure, *, now: datetime) -> Measure:
    """Save a new measure with the status it has; the same one again is saved once.

    Raises
    ------
    InputError, SelectionError
        Its kind, place or meeting is not known, or its status and days do not go together.
    StoreError
        Its key is saved with another content, or has been taken back; or its meeting is frozen.
    """
    today = _day(now)
    wanted = replace(new, key=new.key or one_row.new_key())
    _check_references(wanted.meeting, wanted.promise)
    if wanted.meeting:
        _still_open(store, kommun, int(wanted.meeting))
    register = placing.Register.of(store, kommun)
    place = (
        placing.Written("")
        if wanted.place_id is None
        else placing.written(register, wanted.place_id, None)
    )
    row = _row(begun(wanted, today)) | {"place_text": place.place_text, "x": place.x, "y": place.y}
    one_row.save(store, KIND, kommun, row, now=now)
    return _current(store, kommun, wanted.key, register)


def decide(store: Store, kommun: str, new: NewMeasure, *, now: datetime) -> Measure:
    """Save a decided measure; without a last day it gets the one that is usual for its kind.

    Raises
    ------
    InputError, SelectionError, StoreError
        See :func:`propose`.
    """
    deadline = new.deadline or _usual_deadline(new.kind, _day(now))
    decided = replace(new, status=MeasureStatus.DECIDED, deadline=deadline)
    return propose(store, kommun, decided, now=now)


def change(
    store: Store,
    kommun: str,
    row_key: str,
    *,
    status: MeasureStatus | None = None,
    owner: str | None = None,
    deadline: date | Clear | None = None,
    outcome: str | None = None,
    what: str | None = None,
    began: date | Clear | None = None,
    ended: date | Clear | None = None,
    now: datetime,
) -> Measure:
    """Save a new version of a measure; what is None stays as it is, an empty text clears.

    Raises
    ------
    InputError
        The status and the days do not go together.
    StoreError
        There is no such measure, or it has been taken back.
    """
    register = placing.Register.of(store, kommun)
    before = _current(store, kommun, row_key, register)
    wanted = Change(status, owner, deadline, outcome, what, began, ended)
    after = changed(before, wanted, _day(now))
    held = one_row.current(store, KIND, kommun, row_key).values
    where = {name: held[name] for name in ("place_text", "x", "y")}
    one_row.correct(store, KIND, kommun, _row(after) | where, now=now)
    return _current(store, kommun, row_key, register)


def withdraw(store: Store, kommun: str, row_key: str, *, why: str, now: datetime) -> int:
    """Take a measure back and keep it as history; return the number of the import that did.

    Raises
    ------
    InputError
        No reason is given.
    StoreError
        There is no such measure, or it has been taken back.
    """
    return one_row.withdraw(store, KIND, kommun, row_key, why=why, now=now)


def restore(store: Store, kommun: str, row_key: str, *, now: datetime) -> None:
    """Let a measure that was taken back count again.

    Raises
    ------
    StoreError
        It was not taken back.
    """
    one_row.restore(store, KIND, kommun, row_key, now=now)


def history(store: Store, kommun: str, row_key: str) -> tuple[Entry, ...]:
    """Return what was done with a measure, newest first: when, by whom, and what changed."""
    versions = row_versions.history(store, KIND, kommun, row_key)
    batches = [each.batch_id for each in versions]
    batches += [each.withdrawn.batch_id for each in versions if each.withdrawn]
    return entries(versions, row_versions.who(store, KIND, kommun, tuple(batches)))


def row_key_of(store: Store, kommun: str, measure_id: int) -> str:
    """Return the identity of the measure that has, or had, a number.

    Raises
    ------
    SelectionError
        There is no such measure.
    """
    found = row_versions.row_key(store, KIND, kommun, measure_id)
    if found is None:
        raise SelectionError(
            f"Åtgärden {measure_id} finns inte.", hint="Se platsbild measures list."
        )
    return found


def owner_warning(owner: str) -> str:
    """Return a Swedish sentence where an owner looks like a person, else nothing."""
    if not files.may_be_a_person(owner.strip()):
        return ""
    return "Ansvarig ser ut som en persons namn. Skriv organisationen i stället."


def _check_references(meeting: str, promise: str) -> None:
    if meeting and not re.fullmatch(r"\d{1,9}", meeting):
        raise InputError("Mötets nummer är inget tal.", hint="Skriv till exempel 12.")
    if promise and not re.fullmatch(r"[\w.-]{1,80}/[\w.-]{1,80}", promise):
        raise InputError(
            "Löftet skrivs som DOKUMENT/LÖFTE.", hint="Till exempel vastervik-2025/platsbesok."
        )


def _still_open(store: Store, kommun: str, meeting_id: int) -> None:
    """Raise where nothing more can be decided at a meeting: what it decided is frozen with it."""
    found = meetings.meeting(store, meeting_id)
    if found.kommun != kommun:
        raise SelectionError(
            f"Möte {meeting_id} är en annan kommuns.", hint="Se platsbild meeting list."
        )
    meetings.still_open(found)


def _current(store: Store, kommun: str, row_key: str, register: placing.Register) -> Measure:
    held = one_row.current(store, KIND, kommun, row_key)
    told: dict[Any, Any] = {**held.values, "measure_id": held.row_id, "row_key": row_key}
    place_id = placing.where(register, _At(held.values))
    name = "" if place_id is None else register.name(place_id)
    return model.of_row(told, place_id, name)


class _At:
    """Where a version says that it is."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.place_text: str = values["place_text"]
        self.x: float | None = values["x"]
        self.y: float | None = values["y"]


def _row(measure: Measure) -> dict[str, Any]:
    """Return a measure as a row without its place."""
    days = ("deadline", "status_day", "began", "ended")
    texts = ("row_key", "category", "cause", "kind", "what", "owner", "meeting", "promise")
    return {
        **{name: getattr(measure, name) for name in (*texts, "outcome")},
        **{name: day.isoformat() if (day := getattr(measure, name)) else "" for name in days},
        "status": measure.status.value,
        "cost": measure.cost.value if measure.cost else "",
    }


def _day(now: datetime) -> date:
    return now.astimezone(STOCKHOLM).date()
