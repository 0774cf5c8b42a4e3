"""What is to happen in a kommun: markets, matches, concerts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, insert, select

from geo.errors import SelectionError
from geo.model import Arrangement
from geo.store import audit, tables
from geo.store.engine import Store

LONGEST_NAME = 120
LONGEST_NOTE = 500


def arrangements(store: Store, kommun: str) -> tuple[Arrangement, ...]:
    """Return a kommun's arrangements, past ones too, in the order of their first day."""
    t = tables.arrangement.c
    query = select(t.name, t.first_day, t.until_day, t.place_id, t.note, t.arrangement_id)
    query = query.where(t.kommun == kommun).order_by(t.first_day, t.arrangement_id)
    with store.reading() as connection:
        return tuple(
            Arrangement(
                name, date.fromisoformat(first), date.fromisoformat(until), place_id, note, number
            )
            for name, first, until, place_id, note, number in connection.execute(query)
        )


def save(store: Store, kommun: str, arrangement: Arrangement, *, at_utc: int) -> Arrangement:
    """Save an arrangement; return it with its number.

    Raises
    ------
    SelectionError
        It has no name, or name or note are too long.
    """
    if not 0 < len(arrangement.name) <= LONGEST_NAME:
        raise SelectionError(
            "Arrangemanget behöver ett namn.", hint=f"Skriv 1–{LONGEST_NAME} tecken."
        )
    if len(arrangement.note) > LONGEST_NOTE:
        raise SelectionError(
            "Anteckningen är för lång.", hint=f"Skriv högst {LONGEST_NOTE} tecken."
        )
    with store.writing() as connection:
        added = connection.execute(
            insert(tables.arrangement).values(
                kommun=kommun,
                name=arrangement.name,
                first_day=arrangement.start.isoformat(),
                until_day=arrangement.end.isoformat(),
                place_id=arrangement.place_id,
                note=arrangement.note,
                saved_utc=at_utc,
            )
        )
        audit.note(connection, at_utc, f"arrangement {kommun}")
        number = int(added.inserted_primary_key.arrangement_id)  # type: ignore[union-attr]
    return replace(arrangement, arrangement_id=number)


def forget(store: Store, kommun: str, arrangement_id: int, *, at_utc: int) -> None:
    """Remove an arrangement."""
    t = tables.arrangement
    with store.writing() as connection:
        connection.execute(
            delete(t).where(t.c.kommun == kommun, t.c.arrangement_id == arrangement_id)
        )
        audit.note(connection, at_utc, f"arrangement forgotten {kommun}")
