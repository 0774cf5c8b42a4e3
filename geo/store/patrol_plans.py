"""Patrol plans that were kept; the newest that covers a moment is the plan of that moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, insert, select

from geo.errors import FormatError, SelectionError
from geo.store import audit, tables
from geo.store.engine import Store

LONGEST_PLAN = 2_000_000
"""Characters of a plan."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan on record.

    Attributes
    ----------
    plan : str
        JSON, as it was saved: ``planning.patrol.from_json`` reads it.
    """

    plan_id: int
    kommun: str
    start_utc: int
    end_utc: int
    saved_utc: int
    plan: str


def save(store: Store, kommun: str, plan: str, *, start_utc: int, end_utc: int, at_utc: int) -> int:
    """Save a plan beside those already there, and return its number.

    Parameters
    ----------
    plan : str
        JSON.
    start_utc, end_utc : int
        The shift, seconds UTC.

    Raises
    ------
    FormatError
        It is no JSON, or too long.
    SelectionError
        The shift ends before it begins.
    """
    if end_utc <= start_utc:
        raise SelectionError("Passet slutar innan det börjar.", hint="Ändra passets tider.")
    if len(plan) > LONGEST_PLAN:
        raise FormatError("Planen är för lång för att sparas.", hint="Planera ett kortare pass.")
    try:
        json.loads(plan)
    except ValueError as error:
        raise FormatError("Planen är inte JSON.", hint="Gör en ny plan för passet.") from error
    values = {
        "kommun": kommun,
        "start_utc": start_utc,
        "end_utc": end_utc,
        "saved_utc": at_utc,
        "plan": plan,
    }
    saved = insert(tables.patrol_plan).values(values).returning(tables.patrol_plan.c.plan_id)
    with store.writing() as connection:
        audit.note(connection, at_utc, f"patrol plan {kommun}")
        return int(connection.scalar(saved) or 0)


def by_id(store: Store, kommun: str, plan_id: int) -> KeptPlan:
    """Return a plan of a kommun.

    Raises
    ------
    SelectionError
        There is none with this number.
    """
    t = tables.patrol_plan.c
    found = _first(store, _of(kommun).where(t.plan_id == plan_id))
    if found is None:
        raise SelectionError(f"Det finns ingen plan {plan_id}.", hint="Gör en ny plan för passet.")
    return found


def latest(store: Store, kommun: str, *, from_utc: int, until_utc: int) -> KeptPlan | None:
    """Return the plan saved last whose shift touches a time: a night, or a moment.

    Parameters
    ----------
    from_utc, until_utc : int
        Seconds UTC, both inclusive for the shift that begins or ends there.
    """
    t = tables.patrol_plan.c
    return _first(store, _of(kommun).where(t.start_utc <= until_utc, t.end_utc >= from_utc))


def _of(kommun: str) -> Select[Any]:
    t = tables.patrol_plan.c
    columns = (t.plan_id, t.kommun, t.start_utc, t.end_utc, t.saved_utc, t.plan)
    return select(*columns).where(t.kommun == kommun).order_by(t.plan_id.desc()).limit(1)


def _first(store: Store, query: Select[Any]) -> KeptPlan | None:
    with store.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else KeptPlan(*row)
