"""Visits that somebody has taken back: no longer current, but on record with who, when and why.

A withdrawal is an import of no rows that replaces a row with nothing; undoing it makes the row
current again. The newest version of a visit is withdrawn if it is not current.
"""

from __future__ import annotations

import json

import pandas as pd
from sqlalchemy import Connection, Table, exists, func, insert, select, update

from geo.errors import StoreError
from geo.model import ImportKind
from geo.store import audit, tables
from geo.store.engine import Store


def withdraw(store: Store, kommun: str, row_key: str, *, why: str, file: str, at_utc: int) -> int:
    """Take a visit back; return the number of the import that did it.

    Parameters
    ----------
    store : Store
    kommun, row_key : str
        Which visit.
    why : str
        The reason, kept in the list of imports and in the audit.
    file : str
        What stands in place of a file's name in the list of imports.
    at_utc : int
        Now, seconds UTC.

    Raises
    ------
    StoreError
        There is no such current visit.
    """
    t, batch = tables.visit, tables.import_batch
    with store.writing() as connection:
        added = connection.execute(
            insert(batch).values(
                kind=ImportKind.VISITS.value, kommun=kommun, file=file, sha256="",
                imported_utc=at_utc, rows=0, new=0, changed=0, duplicates=0, rejected=0,
                notes=json.dumps([why], ensure_ascii=False),
            )
        )  # fmt: skip
        batch_id = int(added.inserted_primary_key.batch_id)  # type: ignore[union-attr]
        mine = (t.c.kommun == kommun, t.c.row_key == row_key, t.c.replaced_by.is_(None))
        taken = connection.execute(update(t).where(*mine).values(replaced_by=batch_id))
        if not taken.rowcount:
            raise StoreError("Besöket finns inte kvar att ta tillbaka.", hint="Se listan på nytt.")
        audit.note(connection, at_utc, f"withdraw visits {kommun} {batch_id}: {why}")
    return batch_id


def beside(
    connection: Connection, table: Table, kommun: str, frame: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Return the known rows, and of withdrawn visits those that a file says just as they were.

    So the same file again does not bring back what somebody has taken back.

    Parameters
    ----------
    frame : DataFrame
        The file's accepted rows.
    known : DataFrame
        ``key, row_id, content_hash, place_id`` of the current rows with keys of the file.
    """
    if table is not tables.visit:
        return known
    last = dict(zip(frame["row_key"], frame["content_hash"], strict=True))
    t = table.c
    newest = select(func.max(t.visit_id)).where(t.kommun == kommun).group_by(t.row_key)
    query = select(t.row_key, t.visit_id, t.content_hash).where(
        t.visit_id.in_(newest), t.replaced_by.is_not(None)
    )
    taken = [
        (key, row_id, content, 0)
        for key, row_id, content in connection.execute(query)
        if last.get(key) == content
    ]
    if not taken:
        return known
    return pd.concat([known, pd.DataFrame(taken, columns=list(known.columns))], ignore_index=True)


def refuse_revival(connection: Connection, table: Table, batch_id: int) -> None:
    """Raise where undoing an import would give a visit two current versions.

    Raises
    ------
    StoreError
        The visit has come back since, in another import.
    """
    if table is not tables.visit:
        return
    old, now = tables.visit, tables.visit.alias()
    again = exists().where(
        now.c.kommun == old.c.kommun,
        now.c.row_key == old.c.row_key,
        now.c.replaced_by.is_(None),
        now.c.batch_id != batch_id,
    )
    mine = old.c.replaced_by == batch_id
    if connection.scalar(select(func.count()).select_from(old).where(mine, again)):
        raise StoreError(
            f"Import {batch_id} kan inte ångras: besöket har kommit in igen efter den.",
            hint="Ångra de senare importerna först.",
        )
