"""Visits that somebody is writing down: kept under a number, forgotten after a few days.

A draft is not on record: it is not in the audit, and does not make the store another version.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from geo.store import tables
from geo.store.engine import Store

KEPT_SECONDS = 3 * 86_400
"""Drafts that nobody has touched for so long are forgotten."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it lies in the store: JSON, and when it was last changed."""

    content: str
    saved_utc: int


def keep(store: Store, kommun: str, draft_id: str, content: str, *, at_utc: int) -> None:
    """Keep a draft, over what it said before; those of days ago go."""
    t = tables.visit_draft
    mine = (t.c.kommun == kommun, t.c.draft_id == draft_id)
    with store.aside() as connection:
        connection.execute(delete(t).where(t.c.saved_utc < at_utc - KEPT_SECONDS))
        changed = connection.execute(
            update(t).where(*mine).values(content=content, saved_utc=at_utc)
        )
        if not changed.rowcount:
            connection.execute(
                insert(t).values(
                    draft_id=draft_id, kommun=kommun, saved_utc=at_utc, content=content
                )
            )


def load(store: Store, kommun: str, draft_id: str, *, at_utc: int) -> Kept | None:
    """Return a draft, if it is there and not forgotten."""
    t = tables.visit_draft.c
    query = select(t.content, t.saved_utc).where(
        t.kommun == kommun, t.draft_id == draft_id, t.saved_utc >= at_utc - KEPT_SECONDS
    )
    with store.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else Kept(str(row.content), int(row.saved_utc))


def throw(store: Store, kommun: str, draft_id: str) -> None:
    """Forget a draft."""
    t = tables.visit_draft
    with store.aside() as connection:
        connection.execute(delete(t).where(t.c.kommun == kommun, t.c.draft_id == draft_id))
