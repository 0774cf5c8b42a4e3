"""Writes: one transaction a file, every row accounted for, nothing overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, Integer, Table, delete, func, insert, literal, select, update

from geo.errors import SelectionError, StoreError
from geo.model import ImportKind, ImportReport, Kommun
from geo.schema import Parsed
from geo.store import audit, missing, rows, tables, versions, withdrawn
from geo.store.engine import Store

TABLES: Mapping[ImportKind, Table] = {
    ImportKind.EST: tables.incident,
    ImportKind.POLICE: tables.incident,
    ImportKind.VISITS: tables.visit,
    ImportKind.SURVEYS: tables.survey,
    ImportKind.NOTICES: tables.notice,
    ImportKind.PLACES: tables.place,
    ImportKind.ACTIVITIES: tables.activity,
    ImportKind.MEASURES: tables.measure,
}
KEYS_AT_ONCE = 5_000
"""Keys looked up in one question; SQLite takes 32 766 values, PostgreSQL 65 535."""


def add_kommun(store: Store, kommun: Kommun, boundary: BaseGeometry | None = None) -> None:
    """Add a kommun, or change its name and, where one is given, its boundary (store CRS)."""
    values: dict[str, Any] = {"name": kommun.name}
    if boundary is not None:
        values["boundary"] = shapely.to_wkb(boundary)
    t = tables.kommun
    with store.writing() as connection:
        known = connection.execute(update(t).where(t.c.code == kommun.code).values(values))
        if not known.rowcount:
            connection.execute(insert(t).values({"code": kommun.code, **values}))


def save(
    store: Store,
    parsed: Parsed,
    *,
    kommun: str,
    file: str,
    sha256: str,
    imported_utc: int,
    layout: str = "",
    mapping: str = "",
    dry_run: bool = False,
) -> ImportReport:
    """Save a parsed file: new rows, changed rows as new versions, rejects with their reasons.

    Parameters
    ----------
    store : Store
    parsed : Parsed
        Accepted and rejected rows.
    kommun : str
        Code of a kommun in the store.
    file, sha256 : str
        The file's name and the hash of its content.
    imported_utc : int
        Seconds UTC.
    layout : str
        What files of the same sender have in common; empty where that is not known.
    mapping : str
        How the file was read, as TOML.
    dry_run : bool
        Tell what would be saved, and save nothing.

    Raises
    ------
    SelectionError
        The store knows no such kommun.
    StoreError
        Nothing was saved.
    """
    table = TABLES[parsed.kind]
    keys = versions.keys(parsed.frame)
    with store.reading() if dry_run else store.writing() as connection:
        _check_kommun(connection, kommun)
        known = _known(connection, table, kommun, parsed.frame, keys)
        known = withdrawn.beside(connection, table, kommun, parsed.frame, known)
        found = versions.sort_out(keys, parsed.frame["content_hash"], known)
        report = ImportReport(
            kind=parsed.kind,
            kommun=kommun,
            file=file,
            rows=parsed.rows,
            new=found.new,
            changed=found.changed,
            duplicates=found.duplicates,
            rejects=parsed.rejects,
            notes=parsed.notes,
            missing=missing.rows(connection, table, kommun, parsed.frame, keys, layout),
            span_utc=missing.span(parsed.frame.iloc[found.insert]),
        )
        if dry_run:
            return report
        told = {"sha256": sha256, "imported_utc": imported_utc, "layout": layout}
        batch_id = _add_batch(connection, report, {**told, "mapping": mapping})
        _replace(connection, table, found.replaces, batch_id)
        rows.add(connection, table, parsed.frame, found, kommun=kommun, batch_id=batch_id)
        if table is tables.place:
            _complete_places(connection, parsed.frame.iloc[found.insert], batch_id)
        _add_rejects(connection, parsed, batch_id)
        audit.note(connection, imported_utc, f"import {parsed.kind} {kommun} {batch_id}")
    return replace(report, batch_id=batch_id)


def undo(store: Store, batch_id: int, *, at_utc: int) -> None:
    """Take an import back: its rows go, and what they replaced is current again.

    Parameters
    ----------
    store : Store
    batch_id : int
    at_utc : int
        Now, seconds UTC.

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
        withdrawn.refuse_revival(connection, table, batch_id)
        if table is tables.place:
            cause = tables.place_cause
            mine_too = select(tables.place.c.version_id).where(mine)
            connection.execute(delete(cause).where(cause.c.version_id.in_(mine_too)))
        connection.execute(delete(table).where(mine))
        revived = update(table).where(table.c.replaced_by == batch_id)
        connection.execute(revived.values(replaced_by=None))
        connection.execute(delete(tables.reject).where(tables.reject.c.batch_id == batch_id))
        mended = update(tables.reject).where(tables.reject.c.mended_by == batch_id)
        connection.execute(mended.values(mended_by=None))
        connection.execute(delete(tables.import_batch).where(batch.batch_id == batch_id))
        audit.note(connection, at_utc, f"undo {kind} {batch_id}")


def mark_mended(store: Store, reject_ids: Sequence[int], batch_id: int) -> None:
    """Note that rejected rows were taken after all, by a later import."""
    with store.writing() as connection:
        for at in range(0, len(reject_ids), KEYS_AT_ONCE):
            some = tables.reject.c.reject_id.in_(reject_ids[at : at + KEYS_AT_ONCE])
            connection.execute(update(tables.reject).where(some).values(mended_by=batch_id))


def _check_kommun(connection: Connection, code: str) -> None:
    column = tables.kommun.c.code
    if connection.scalar(select(column).where(column == code)) is None:
        raise SelectionError(
            f"Kommunen {code} finns inte i lagret.",
            hint="Lägg till den med ”platsbild kommun add KOD NAMN”.",
        )


def _id_column(table: Table) -> Any:
    return next(iter(table.primary_key.columns))


def _known(
    connection: Connection, table: Table, kommun: str, frame: pd.DataFrame, keys: pd.Series[str]
) -> pd.DataFrame:
    """Return the current rows on record that have a key of the file."""
    current = (table.c.kommun == kommun, table.c.replaced_by.is_(None))
    is_incident, is_place = table is tables.incident, table is tables.place
    query = select(
        table.c.row_key,
        _id_column(table).label("row_id"),
        table.c.content_hash,
        (table.c.place_id if is_place else literal(0, Integer)).label("place_id"),
    ).where(*current)
    found: list[Any] = []
    groups = frame.groupby("source", observed=True) if is_incident else [("", frame)]
    for source, part in groups:
        asked = query.where(table.c.source == source) if is_incident else query
        if connection.execute(asked.limit(1)).first() is None:
            continue
        prefix = f"{source}{versions.SEPARATOR}" if is_incident else ""
        wanted = sorted(part["row_key"].unique())
        for at in range(0, len(wanted), KEYS_AT_ONCE):
            chunk = asked.where(table.c.row_key.in_(wanted[at : at + KEYS_AT_ONCE]))
            found += [(prefix + row[0], *row[1:]) for row in connection.execute(chunk).all()]
    return pd.DataFrame(found, columns=["key", "row_id", "content_hash", "place_id"])


def _add_batch(connection: Connection, report: ImportReport, told: Mapping[str, Any]) -> int:
    added = connection.execute(
        insert(tables.import_batch).values(
            {
                "kind": report.kind.value,
                "kommun": report.kommun,
                "file": report.file,
                **told,
                "rows": report.rows,
                "new": report.new,
                "changed": report.changed,
                "duplicates": report.duplicates,
                "rejected": len(report.rejects),
                "notes": json.dumps(report.notes, ensure_ascii=False),
            }
        )
    )
    return int(added.inserted_primary_key.batch_id)  # type: ignore[union-attr]


def _replace(connection: Connection, table: Table, ids: Any, batch_id: int) -> None:
    column = _id_column(table)
    for at in range(0, len(ids), KEYS_AT_ONCE):
        chunk = update(table).where(column.in_(ids[at : at + KEYS_AT_ONCE].tolist()))
        connection.execute(chunk.values(replaced_by=batch_id))


def _complete_places(connection: Connection, chosen: pd.DataFrame, batch_id: int) -> None:
    """Give places seen for the first time their id, and every new version its causes."""
    t = tables.place
    same = t.alias()
    oldest = (
        select(func.min(same.c.version_id))
        .where(same.c.kommun == t.c.kommun, same.c.row_key == t.c.row_key)
        .scalar_subquery()
    )
    connection.execute(update(t).where(t.c.place_id.is_(None)).values(place_id=oldest))
    query = select(t.c.version_id).where(t.c.batch_id == batch_id).order_by(t.c.version_id)
    listed_causes = [
        {"version_id": version, "position": position, "cause": cause, "document": document}
        for version, listed in zip(connection.scalars(query), chosen["causes"], strict=True)
        for position, (cause, document) in enumerate(listed)
    ]
    if listed_causes:
        connection.execute(insert(tables.place_cause), listed_causes)


def _add_rejects(connection: Connection, parsed: Parsed, batch_id: int) -> None:
    rejected = [
        {
            "batch_id": batch_id,
            "line": each.line,
            "column": each.column,
            "reason": each.reason,
            "raw": json.dumps(each.raw, ensure_ascii=False),
        }
        for each in parsed.rejects
    ]
    if rejected:
        connection.execute(insert(tables.reject), rejected)
