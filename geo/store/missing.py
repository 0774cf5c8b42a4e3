"""Rows that earlier files of the same sender had and a new one does not: shown, never removed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, select

from geo.store import tables, versions


def rows(
    connection: Connection,
    table: Table,
    kommun: str,
    frame: pd.DataFrame,
    keys: pd.Series[str],
    layout: str,
) -> tuple[int, ...]:
    """Return the ids of current rows that a whole new extract should have held, but does not.

    Those are the rows that came with files of the same layout and lie between the first and the
    last time of the new file.

    Parameters
    ----------
    connection : Connection
    table : Table
    kommun : str
    frame : DataFrame
        The accepted rows of the new file.
    keys : Series of str
        Their keys, see :func:`versions.keys`.
    layout : str
        Empty: nothing is known of earlier files.
    """
    days = span(frame)
    if not layout or days is None or table not in (tables.incident, tables.visit):
        return ()
    is_incident = table is tables.incident
    time = table.c.mid_utc if is_incident else table.c.start_utc
    batch = tables.import_batch.c
    alike = select(batch.batch_id).where(batch.layout == layout, batch.kommun == kommun)
    columns = [next(iter(table.primary_key.columns)), table.c.row_key]
    if is_incident:
        columns.append(table.c.source)
    if connection.execute(alike.limit(1)).first() is None:
        return ()
    query = select(*columns).where(
        table.c.kommun == kommun,
        table.c.replaced_by.is_(None),
        table.c.batch_id.in_(alike),
        time.between(*days),
    )
    have = set(keys)
    return tuple(int(row[0]) for row in connection.execute(query) if _key(row) not in have)


def _key(row: Any) -> str:
    return f"{row[2]}{versions.SEPARATOR}{row[1]}" if len(row) == 3 else str(row[1])


def span(frame: pd.DataFrame) -> tuple[int, int] | None:
    """Return the first and last time of some rows, seconds UTC, or None if none has one."""
    if "start_utc" not in frame or not frame["start_utc"].notna().any():
        return None
    first = frame["start_utc"].astype("Int64")
    middle = (first + frame["end_utc"].astype("Int64")) // 2 if "end_utc" in frame else first
    return int(middle.min()), int(middle.max())
