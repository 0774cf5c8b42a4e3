"""What users have decided about files: mapping profiles, categories of words, places of names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from geo.errors import SelectionError
from geo.folding import fold
from geo.mapping import MappingProfile
from geo.store import audit, tables
from geo.store.engine import Store

NOWHERE = 0
"""As the place of a name: none of the kommun's places."""


def profiles(store: Store, kommun: str) -> tuple[MappingProfile, ...]:
    """Return the saved mapping profiles, latest first."""
    t = tables.mapping_profile.c
    query = select(t.toml).where(t.kommun == kommun).order_by(t.saved_utc.desc(), t.profile_id)
    with store.reading() as connection:
        return tuple(MappingProfile.from_toml(text) for text in connection.scalars(query))


def profile(store: Store, kommun: str, name: str) -> MappingProfile:
    """Return one saved profile.

    Raises
    ------
    SelectionError
        There is none of that name.
    """
    saved = {each.name: each for each in profiles(store, kommun)}
    if name not in saved:
        listed = ", ".join(f"”{each}”" for each in saved) or "inga ännu"
        raise SelectionError(f"Kolumnmallen ”{name}” finns inte.", hint=f"Sparade: {listed}.")
    return saved[name]


def save_profile(store: Store, kommun: str, saved: MappingProfile, *, at_utc: int) -> None:
    """Save a profile under its name, over an older one of that name."""
    t = tables.mapping_profile
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.name == saved.name))
        connection.execute(
            insert(t).values(kommun=kommun, name=saved.name, saved_utc=at_utc, toml=saved.to_toml())
        )
        audit.note(connection, at_utc, f"mapping {kommun} {saved.name}")


def forget_profile(store: Store, kommun: str, name: str, *, at_utc: int) -> None:
    """Remove a saved profile; what was imported with it stays."""
    t = tables.mapping_profile
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.name == name))
        audit.note(connection, at_utc, f"mapping forgotten {kommun} {name}")


def words(store: Store, kommun: str) -> dict[str, str]:
    """Return the category of each folded word that users have decided."""
    t = tables.category_word.c
    with store.reading() as connection:
        rows = connection.execute(select(t.word, t.category).where(t.kommun == kommun))
        return {str(row.word): str(row.category) for row in rows}


def decide_categories(store: Store, kommun: str, decided: Mapping[str, str], *, at_utc: int) -> int:
    """Let words mean categories from now on, in what is stored too.

    Parameters
    ----------
    store : Store
    kommun : str
    decided : mapping of str to str
        Words as they stand in files, and the category of each.
    at_utc : int

    Returns
    -------
    int
        Current incidents that changed category.
    """
    by_word = {word: category for raw, category in decided.items() if (word := fold(raw))}
    changed = 0
    with store.writing() as connection:
        for word, category in by_word.items():
            _upsert(connection, tables.category_word, kommun, "word", word, category=category)
        t = tables.incident.c
        query = select(t.category_raw).where(t.kommun == kommun).distinct()
        for raw in connection.scalars(query).all():
            category = by_word.get(fold(raw), "") if raw else ""
            if category:
                changed += _recategorise(connection, kommun, raw, category)
        audit.note(connection, at_utc, f"categories {kommun} {len(by_word)}")
    return changed


def _recategorise(connection: Connection, kommun: str, raw: str, category: str) -> int:
    """Give all versions of the rows with some raw words their new category."""
    t = tables.incident.c
    mine = (t.kommun == kommun, t.category_raw == raw, t.category != category)
    current = select(func.count()).where(*mine, t.replaced_by.is_(None))
    changed = int(connection.scalar(current) or 0)
    at = tables.FACETS.index("category")
    for facets in connection.scalars(select(t.facets).where(*mine).distinct()).all():
        parts = facets.split("|")
        parts[at] = category
        change = update(tables.incident).where(*mine, t.facets == facets)
        connection.execute(change.values(category=category, facets="|".join(parts)))
    return changed


def aliases(store: Store, kommun: str) -> dict[str, int]:
    """Return the place id of each folded name that users have decided; 0 = none."""
    t = tables.place_alias.c
    with store.reading() as connection:
        rows = connection.execute(select(t.text, t.place_id).where(t.kommun == kommun))
        return {text: int(place_id) for text, place_id in rows}


def decide_places(store: Store, kommun: str, decided: Mapping[str, int], *, at_utc: int) -> None:
    """Let names in files mean places from now on.

    Parameters
    ----------
    decided : mapping of str to int
        Names as they stand in files, and the id of the place each means; :data:`NOWHERE` for none.
    """
    with store.writing() as connection:
        for name, place_id in decided.items():
            _upsert(connection, tables.place_alias, kommun, "text", fold(name), place_id=place_id)
        audit.note(connection, at_utc, f"names {kommun} {len(decided)}")


def unmapped(store: Store, kommun: str, other: str) -> list[tuple[str, int]]:
    """Return raw words of current incidents in the category `other`, with counts, most first."""
    t = tables.incident.c
    query = (
        select(t.category_raw, func.count().label("rows"))
        .where(t.kommun == kommun, t.replaced_by.is_(None), t.category == other)
        .where(t.category_raw != "")
        .group_by(t.category_raw)
        .order_by(func.count().desc(), t.category_raw)
    )
    with store.reading() as connection:
        return [(raw, int(rows)) for raw, rows in connection.execute(query)]


def _upsert(
    connection: Connection, table: Table, kommun: str, column: str, key: str, **values: Any
) -> None:
    mine = (table.c.kommun == kommun, table.c[column] == key)
    if not connection.execute(update(table).where(*mine).values(values)).rowcount:
        connection.execute(insert(table).values({"kommun": kommun, column: key, **values}))
