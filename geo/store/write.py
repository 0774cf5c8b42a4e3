"""Writes: one transaction a file, every row accounted for, nothing overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from geo.errors import StoreError
from geo.model import ImportKind, ImportReport, Kommun
from geo.schema import Parsed
from geo.store import audit, tables
from geo.store.engine import Store

TABLES: Mapping[ImportKind, Table] = {
    ImportKind.EST: tables.incident,
    ImportKind.POLICE: tables.incident,
    ImportKind.VISITS: tables.visit,
    ImportKind.SURVEYS: tables.survey,
    ImportKind.NOTICES: tables.notice,
    ImportKind.PLACES: tables.place,
}


def add_kommun(store: Store, kommun: Kommun, boundary: BaseGeometry | None = None) -> None:
    """Add a kommun, or change its name and, where one is given, its boundary."""
    values: dict[str, Any] = {"name": kommun.name}
    if boundary is not None:
        values["boundary"] = shapely.to_wkb(boundary)
    t = tables.kommun
    with store.writing() as connection:
        known = connection.execute(update(t).where(t.c.code == kommun.code).values(**values))
        if not known.rowcount:
            connection.execute(insert(t).values(code=kommun.code, **values))


def save(
    store: Store,
    parsed: Parsed,
    *,
    kommun: str,
    file: str,
    sha256: str,
    imported_utc: int,
    dry_run: bool = False,
) -> ImportReport:
    """Save a parsed file: new rows, changed rows as new versions, rejects with their reasons.

    Parameters
    ----------
    parsed : Parsed
        Accepted and rejected rows.
    kommun : str
        Code of a kommun in the store.
    file, sha256 : str
        The file's name and the hash of its content.
    imported_utc : int
        Seconds UTC.
    dry_run : bool
        Tell what would be saved, and save nothing.

    Raises
    ------
    StoreError
        Nothing was saved.
    """
    table = TABLES[parsed.kind]
    with store.reading() if dry_run else store.writing() as connection:
        sorted_out = _sort_out(parsed.frame, _known(connection, table, kommun))
        batch_id = None
        if not dry_run:
            batch_id = _add_batch(
                connection, parsed, sorted_out, (kommun, file, sha256, imported_utc)
            )
            _add_rows(connection, table, parsed.frame, sorted_out, kommun, batch_id)
            _add_rejects(connection, parsed, batch_id)
            audit.note(connection, imported_utc, f"import {parsed.kind} {kommun} {batch_id}")
    return ImportReport(
        kind=parsed.kind,
        kommun=kommun,
        file=file,
        rows=parsed.rows,
        new=sorted_out.new,
        changed=sorted_out.changed,
        duplicates=sorted_out.duplicates,
        rejects=parsed.rejects,
        notes=parsed.notes,
        batch_id=batch_id,
    )


def undo(store: Store, batch_id: int, *, at_utc: int) -> None:
    """Take an import back: its rows go, and what they replaced is current again.

    Raises
    ------
    StoreError
        There is no such import, or a later one has replaced its rows.
    """
    batch = tables.import_batch.c
    with store.writing() as connection:
        kind = connection.scalar(select(batch.kind).where(batch.batch_id == batch_id))
        if kind is None:
            raise StoreError(f"Import {batch_id} finns inte.", hint="Se listan över importer.")
        table = TABLES[ImportKind(kind)]
        mine = table.c.batch_id == batch_id
        later = (table.c.replaced_by != batch_id) & table.c.replaced_by.is_not(None)
        if connection.scalar(select(func.count()).select_from(table).where(mine, later)):
            raise StoreError(
                f"Import {batch_id} kan inte ångras: senare importer har ändrat dess rader.",
                hint="Ångra de senare importerna först.",
            )
        if table is tables.place:
            cause = tables.place_cause
            versions = select(tables.place.c.version_id).where(mine)
            connection.execute(delete(cause).where(cause.c.version_id.in_(versions)))
        connection.execute(delete(table).where(mine))
        revived = update(table).where(table.c.replaced_by == batch_id)
        connection.execute(revived.values(replaced_by=None))
        connection.execute(delete(tables.reject).where(tables.reject.c.batch_id == batch_id))
        connection.execute(delete(tables.import_batch).where(batch.batch_id == batch_id))
        audit.note(connection, at_utc, f"undo {kind} {batch_id}")


@dataclass
class _Known:
    """A row on record: its id, content, and for places the id that its versions share."""

    row_id: int
    content_hash: str
    place_id: int | None = None


@dataclass
class _Sorted:
    """What becomes of each accepted row of a file."""

    insert: list[int]
    """Positions to insert, in file order."""
    overtaken: list[int]
    """Positions inserted but replaced by a later row of the same file."""
    replaces: list[int]
    """Ids on record that this file replaces."""
    place_ids: dict[int, int]
    """Position → the place's id, for changed places."""
    new: int = 0
    changed: int = 0
    duplicates: int = 0


def _known(connection: Connection, table: Table, kommun: str) -> dict[tuple[str, str], _Known]:
    key = next(iter(table.primary_key.columns))
    source = table.c.source if table is tables.incident else table.c.kommun
    columns = [source, table.c.row_key, key, table.c.content_hash]
    if table is tables.place:
        columns.append(table.c.place_id)
    rows = connection.execute(
        select(*columns).where(table.c.kommun == kommun, table.c.replaced_by.is_(None))
    )
    scope = None if table is tables.incident else ""
    return {
        (row[0] if scope is None else scope, row[1]): _Known(row[2], row[3], *row[4:])
        for row in rows
    }


def _sort_out(frame: pd.DataFrame, known: dict[tuple[str, str], _Known]) -> _Sorted:
    """Tell new rows from changed ones and duplicates, against the store and within the file."""
    result = _Sorted([], [], [], {})
    sources = frame["source"] if "category" in frame else [""] * len(frame)
    here: dict[tuple[str, str], int] = {}
    rows = zip(sources, frame["row_key"], frame["content_hash"], strict=True)
    for position, (source, key, content) in enumerate(rows):
        have = known.get((source, key))
        if have is None:
            result.new += 1
        elif have.content_hash == content:
            result.duplicates += 1
            continue
        else:
            result.changed += 1
            if (source, key) in here:
                result.overtaken.append(here[source, key])
            else:
                result.replaces.append(have.row_id)
            if have.place_id is not None:
                result.place_ids[position] = have.place_id
        result.insert.append(position)
        here[source, key] = position
        known[source, key] = _Known(have.row_id if have else -1, content, have and have.place_id)
    return result


def _add_batch(
    connection: Connection, parsed: Parsed, found: _Sorted, origin: tuple[str, str, str, int]
) -> int:
    kommun, file, sha256, imported_utc = origin
    added = connection.execute(
        insert(tables.import_batch).values(
            kind=parsed.kind.value,
            kommun=kommun,
            file=file,
            sha256=sha256,
            imported_utc=imported_utc,
            rows=parsed.rows,
            new=found.new,
            changed=found.changed,
            duplicates=found.duplicates,
            rejected=len(parsed.rejects),
            notes=json.dumps(parsed.notes, ensure_ascii=False),
        )
    )
    return int(added.inserted_primary_key[0])  # type: ignore[index]


def _add_rows(
    connection: Connection,
    table: Table,
    frame: pd.DataFrame,
    found: _Sorted,
    kommun: str,
    batch_id: int,
) -> None:
    if not found.insert:
        return
    key = next(iter(table.primary_key.columns))
    for row_id in found.replaces:
        connection.execute(update(table).where(key == row_id).values(replaced_by=batch_id))
    chosen = frame.iloc[found.insert]
    overtaken = set(found.overtaken)
    fixed = {
        "kommun": [kommun] * len(chosen),
        "batch_id": [batch_id] * len(chosen),
        "replaced_by": [batch_id if i in overtaken else None for i in found.insert],
    }
    if table is tables.place:
        fixed["place_id"] = [found.place_ids.get(i) for i in found.insert]
    names = [name for name in frame.columns if name in table.c]
    columns = [*fixed.values(), *(_values(chosen[name]) for name in names)]
    quoted = ", ".join(f'"{name}"' for name in (*fixed, *names))
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})',  # noqa: S608 - own names
        list(zip(*columns, strict=True)),
    )
    if table is tables.place:
        _add_causes(connection, chosen, batch_id)


def _values(column: pd.Series[Any]) -> list[Any]:
    """Return plain Python values, missing ones as None."""
    values = column.to_numpy(dtype=object, na_value=None, copy=True)
    if column.dtype.kind == "f":
        values[np.isnan(column.to_numpy(dtype=float))] = None
    return list(values)


def _add_causes(connection: Connection, chosen: pd.DataFrame, batch_id: int) -> None:
    """Give new places an id and every new version its causes."""
    t = tables.place
    connection.execute(update(t).where(t.c.place_id.is_(None)).values(place_id=t.c.version_id))
    query = select(t.c.version_id).where(t.c.batch_id == batch_id).order_by(t.c.version_id)
    rows = [
        {"version_id": version, "position": position, "cause": cause, "document": document}
        for version, listed in zip(connection.scalars(query), chosen["causes"], strict=True)
        for position, (cause, document) in enumerate(listed)
    ]
    if rows:
        connection.execute(insert(tables.place_cause), rows)


def _add_rejects(connection: Connection, parsed: Parsed, batch_id: int) -> None:
    rows = [
        {
            "batch_id": batch_id,
            "line": each.line,
            "column": each.column,
            "reason": each.reason,
            "raw": json.dumps(each.raw, ensure_ascii=False),
        }
        for each in parsed.rejects
    ]
    if rows:
        connection.execute(insert(tables.reject), rows)
