"""Selections that users have saved under a name, to look at the same thing again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from geo.errors import SelectionError
from geo.store import audit, tables
from geo.store.engine import Store

LONGEST_NAME = 80
LONGEST_QUERY = 20_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A selection under its name; ``query`` is the part of the address that says it."""

    name: str
    query: str
    saved_utc: int


def saved(store: Store, kommun: str) -> tuple[Saved, ...]:
    """Return a kommun's saved selections by name."""
    t = tables.saved_selection.c
    query = select(t.name, t.query, t.saved_utc).where(t.kommun == kommun).order_by(t.name)
    with store.reading() as connection:
        return tuple(
            Saved(name, text, int(saved_utc)) for name, text, saved_utc in connection.execute(query)
        )


def save(store: Store, kommun: str, name: str, query: str, *, at_utc: int) -> str:
    """Save a selection, over an older one of the same name; return the name as it was saved.

    Raises
    ------
    SelectionError
        The name is empty or too long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise SelectionError(
            "Urvalet behöver ett namn.", hint=f"Skriv 1–{LONGEST_NAME} tecken, till exempel "
            "”Centrum, helgkvällar”.",
        )  # fmt: skip
    if len(query) > LONGEST_QUERY:
        raise SelectionError("Urvalet är för långt för att sparas.", hint="Välj färre platser.")
    t = tables.saved_selection
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.name == name))
        connection.execute(
            insert(t).values(kommun=kommun, name=name, query=query, saved_utc=at_utc)
        )
        audit.note(connection, at_utc, f"selection {kommun}")
    return name


def forget(store: Store, kommun: str, name: str, *, at_utc: int) -> None:
    """Remove a saved selection."""
    t = tables.saved_selection
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.name == name))
        audit.note(connection, at_utc, f"selection forgotten {kommun}")
