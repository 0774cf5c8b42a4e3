"""Documents of promises that users have brought or changed, as TOML by name."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from geo.store import audit, tables
from geo.store.engine import Store


def texts(store: Store) -> dict[str, str]:
    """Return the documents' TOML by name; an empty one takes the shipped one of its name away."""
    t = tables.promise_document.c
    with store.reading() as connection:
        rows = connection.execute(select(t.name, t.toml).order_by(t.name)).all()
    return {str(name): str(toml) for name, toml in rows}


def save(store: Store, name: str, toml: str, *, at_utc: int) -> None:
    """Save a document over an older one of its name; its content has been read already."""
    t = tables.promise_document
    with store.writing() as connection:
        connection.execute(delete(t).where(t.c.name == name))
        connection.execute(insert(t).values(name=name, toml=toml, saved_utc=at_utc))
        audit.note(connection, at_utc, f"promise document {name}")


def forget(store: Store, name: str, *, at_utc: int) -> bool:
    """Remove a document of users' own; return whether there was one."""
    t = tables.promise_document
    with store.writing() as connection:
        gone = connection.execute(delete(t).where(t.c.name == name)).rowcount
        audit.note(connection, at_utc, f"promise document forgotten {name}")
    return bool(gone)
