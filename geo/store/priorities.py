"""Places that a meeting has put first for some days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, insert, select

from geo.errors import SelectionError
from geo.model import Priority
from geo.store import audit, tables
from geo.store.engine import Store

LONGEST_NOTE = 200


def priorities(store: Store, kommun: str) -> tuple[Priority, ...]:
    """Return a kommun's priorities, past ones too, in the order of their last day."""
    t = tables.priority.c
    query = select(t.place_id, t.first_day, t.until_day, t.note, t.priority_id)
    query = query.where(t.kommun == kommun).order_by(t.until_day, t.priority_id)
    with store.reading() as connection:
        return tuple(
            Priority(
                int(place_id),
                date.fromisoformat(first),
                date.fromisoformat(until),
                note,
                int(priority_id),
            )
            for place_id, first, until, note, priority_id in connection.execute(query)
        )


def save(store: Store, kommun: str, priority: Priority, *, at_utc: int) -> Priority:
    """Save a priority; return it with its number.

    Raises
    ------
    SelectionError
        The note is too long.
    """
    if len(priority.note) > LONGEST_NOTE:
        raise SelectionError(
            "Anteckningen är för lång.", hint=f"Skriv högst {LONGEST_NOTE} tecken."
        )
    with store.writing() as connection:
        result = connection.execute(
            insert(tables.priority).values(
                kommun=kommun,
                place_id=priority.place_id,
                first_day=priority.first_day.isoformat(),
                until_day=priority.until_day.isoformat(),
                note=priority.note,
                saved_utc=at_utc,
            )
        )
        audit.note(connection, at_utc, f"priority {kommun}")
        number = result.inserted_primary_key
    return replace(priority, priority_id=None if number is None else int(number[0]))


def forget(store: Store, kommun: str, priority_id: int, *, at_utc: int) -> None:
    """Remove a priority."""
    t = tables.priority
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.priority_id == priority_id))
        audit.note(connection, at_utc, f"priority forgotten {kommun}")
