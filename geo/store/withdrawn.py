"""Rows that somebody has taken back: no longer current, but on record with who, when and why.

A withdrawal is an import of no rows that replaces a row with nothing; undoing it makes the row
current again. The newest version of a row is withdrawn if it is not current. Only kinds that can be
written down in the program are taken back row by row.
"""

from __future__ import annotations

import json

import pandas as pd
from sqlalchemy import Connection, Table, exists, func, insert, select, update

from geo.errors import StoreError
from geo.model import ImportKind
from geo.store import audit, tables
from geo.store.engine import Store
from geo.store.row_versions import TABLES

_THE = {
    ImportKind.VISITS: "besöket",
    ImportKind.ACTIVITIES: "aktiviteten",
    ImportKind.MEASURES: "åtgärden",
}


def withdraw(
    store: Store,
    kind: ImportKind,
    kommun: str,
    row_key: str,
    *,
    why: str,
    file: str,
    at_utc: int,
) -> int:
    """Take a row back; return the number of the import that did it.

    Parameters
    ----------
    store : Store
    kind : ImportKind
        Visits, activities or measures.
    kommun, row_key : str
        Which row.
    why : str
        The reason, kept in the list of imports and in the audit.
    file : str
        What stands in place of a file's name in the list of imports.
    at_utc : int
        Now, seconds UTC.

    Raises
    ------
    StoreError
        There is no such current row.
    """
    t, batch = TABLES[kind], tables.import_batch
    with store.writing() as connection:
        added = connection.execute(
            insert(batch).values(
                kind=kind.value, kommun=kommun, file=file, sha256="",
                imported_utc=at_utc, rows=0, new=0, changed=0, duplicates=0, rejected=0,
                notes=json.dumps([why], ensure_ascii=False),
            )
        )  # fmt: skip
        batch_id = int(added.inserted_primary_key.batch_id)  # type: ignore[union-attr]
        mine = (t.c.kommun == kommun, t.c.row_key == row_key, t.c.replaced_by.is_(None))
        taken = connection.execute(update(t).where(*mine).values(replaced_by=batch_id))
        if not taken.rowcount:
            raise StoreError(
                f"{_THE[kind].capitalize()} finns inte kvar att ta tillbaka.",
                hint="Se listan på nytt.",
            )
        audit.note(connection, at_utc, f"withdraw {kind} {kommun} {batch_id}: {why}")
    return batch_id


def beside(
    connection: Connection, table: Table, kommun: str, frame: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Return the known rows, and of withdrawn ones those that a file says just as they were.

    So the same file again does not bring back what somebody has taken back.

    Parameters
    ----------
    frame : DataFrame
        The file's accepted rows.
    known : DataFrame
        ``key, row_id, content_hash, place_id`` of the current rows with keys of the file.
    """
    if table not in TABLES.values():
        return known
    last = dict(zip(frame["row_key"], frame["content_hash"], strict=True))
    t = table.c
    row_id = next(iter(table.primary_key.columns))
    newest = select(func.max(row_id)).where(t.kommun == kommun).group_by(t.row_key)
    query = select(t.row_key, row_id, t.content_hash).where(
        row_id.in_(newest), t.replaced_by.is_not(None)
    )
    taken = [
        (key, number, content, 0)
        for key, number, content in connection.execute(query)
        if last.get(key) == content
    ]
    if not taken:
        return known
    return pd.concat([known, pd.DataFrame(taken, columns=list(known.columns))], ignore_index=True)


def refuse_revival(connection: Connection, table: Table, batch_id: int) -> None:
    """Raise where undoing an import would give a row two current versions.

    Raises
    ------
    StoreError
        The row has come back since, in another import.
    """
    the = next((_THE[kind] for kind, each in TABLES.items() if each is table), None)
    if the is None:
        return
    old, now = table, table.alias()
    again = exists().where(
        now.c.kommun == old.c.kommun,
        now.c.row_key == old.c.row_key,
        now.c.replaced_by.is_(None),
        now.c.batch_id != batch_id,
    )
    mine = old.c.replaced_by == batch_id
    if connection.scalar(select(func.count()).select_from(old).where(mine, again)):
        raise StoreError(
            f"Import {batch_id} kan inte ångras: {the} har kommit in igen efter den.",
            hint="Ångra de senare importerna först.",
        )
