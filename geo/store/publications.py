"""Public accounts that somebody has signed: added, listed, never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from geo.errors import SelectionError
from geo.store import audit, tables
from geo.store.engine import Store


@dataclass(frozen=True, slots=True)
class Publication:
    """A signed account.

    Attributes
    ----------
    period : str
        Code of its period.
    signed_by : str
        A function, never a person.
    sha256 : str
        Of `content`.
    content : str
        JSON.
    """

    publication_id: int
    kommun: str
    period: str
    signed_utc: int
    signed_by: str
    note: str
    sha256: str
    content: str


def publications(store: Store, kommun: str) -> tuple[Publication, ...]:
    """Return a kommun's signed accounts, oldest first."""
    t = tables.publication
    query = select(t).where(t.c.kommun == kommun).order_by(t.c.publication_id)
    with store.reading() as connection:
        return tuple(Publication(*row) for row in connection.execute(query))


def sign(
    store: Store,
    kommun: str,
    *,
    period: str,
    content: str,
    by: str,
    note: str,
    last_known: int,
    at_utc: int,
) -> Publication:
    """Add a signed account.

    Parameters
    ----------
    last_known : int
        Number of the last account that this one was held against; 0 for none.

    Raises
    ------
    SelectionError
        Another has been signed meanwhile: this one was not held against it.
    """
    t = tables.publication
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    row = {
        "kommun": kommun, "period": period, "signed_utc": at_utc, "signed_by": by, "note": note,
        "sha256": sha256, "content": content,
    }  # fmt: skip
    with store.writing() as connection:
        last = select(func.max(t.c.publication_id)).where(t.c.kommun == kommun)
        if (connection.scalar(last) or 0) != last_known:
            raise SelectionError(
                "En annan redovisning har signerats under tiden.",
                hint="Gör en ny förhandsgranskning: den hålls mot allt som är signerat.",
            )
        done = connection.execute(insert(t).values(**row))
        audit.note(connection, at_utc, f"public account signed {kommun} {period} {sha256[:16]}")
        found = done.inserted_primary_key
    number = int(found[0]) if found else 0
    return Publication(number, kommun, period, at_utc, by, note, sha256, content)
