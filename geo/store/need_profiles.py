"""Named weights of need of each kommun; one of them is in use."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from geo.errors import SelectionError
from geo.store import audit, tables
from geo.store.engine import Store

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedProfile:
    """A profile under its name; ``weights`` is JSON, read where it is used."""

    name: str
    weights: str
    used: bool
    saved_utc: int


def profiles(store: Store, kommun: str) -> tuple[SavedProfile, ...]:
    """Return a kommun's profiles by name."""
    t = tables.need_profile.c
    query = select(t.name, t.weights, t.used, t.saved_utc)
    query = query.where(t.kommun == kommun).order_by(t.name)
    with store.reading() as connection:
        return tuple(
            SavedProfile(name, weights, bool(used), int(saved_utc))
            for name, weights, used, saved_utc in connection.execute(query)
        )


def used(store: Store, kommun: str) -> SavedProfile | None:
    """Return the profile in use; None where the shipped one is."""
    return next((each for each in profiles(store, kommun) if each.used), None)


def save(store: Store, kommun: str, name: str, weights: str, *, at_utc: int) -> None:
    """Save a profile over an older one of its name, and use it.

    Raises
    ------
    SelectionError
        The name is empty or too long.
    """
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise SelectionError(
            "Profilen behöver ett namn.", hint=f"Skriv 1–{LONGEST_NAME} tecken, till exempel "
            "”Sommarkvällar”.",
        )  # fmt: skip
    t = tables.need_profile
    with store.writing() as connection:
        connection.execute(update(t).where(t.c.kommun == kommun).values(used=False))
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.name == name))
        connection.execute(
            insert(t).values(kommun=kommun, name=name, weights=weights, used=True, saved_utc=at_utc)
        )
        audit.note(connection, at_utc, f"need profile {kommun}")


def use(store: Store, kommun: str, name: str | None, *, at_utc: int) -> None:
    """Use one of the profiles, or the shipped one (None).

    Raises
    ------
    SelectionError
        There is none of that name.
    """
    t = tables.need_profile
    with store.writing() as connection:
        connection.execute(update(t).where(t.c.kommun == kommun).values(used=False))
        if name is not None:
            chosen = update(t).where(t.c.kommun == kommun, t.c.name == name)
            if not connection.execute(chosen.values(used=True)).rowcount:
                raise SelectionError(
                    f"Behovsprofilen ”{name}” finns inte.", hint="Någon kan ha tagit bort den."
                )
        audit.note(connection, at_utc, f"need profile used {kommun}")


def forget(store: Store, kommun: str, name: str, *, at_utc: int) -> None:
    """Remove a profile; if it was in use the shipped one is."""
    t = tables.need_profile
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.name == name))
        audit.note(connection, at_utc, f"need profile forgotten {kommun}")
