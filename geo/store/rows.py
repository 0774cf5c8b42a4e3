"""Accepted rows as the database takes them: plain values, the columns a table adds, in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, select

from geo.store import tables
from geo.store.connections import insert_rows
from geo.store.versions import Sorted

BULK_ROWS = 20_000
"""From this many rows into an empty table, its indexes are built afterwards."""
_UNKNOWN = -1


def add(
    connection: Connection,
    table: Table,
    frame: pd.DataFrame,
    found: Sorted,
    *,
    kommun: str,
    batch_id: int,
) -> None:
    """Insert the rows of `frame` that are new or new versions.

    Parameters
    ----------
    connection : Connection
        In a transaction.
    table : Table
        One with versions.
    frame : DataFrame
        The accepted rows of a file, in the shape of ``schema``.
    found : Sorted
        Which of them to insert.
    kommun : str
    batch_id : int
    """
    chosen = frame.iloc[found.insert]
    columns: dict[str, Any] = {
        "kommun": np.full(len(chosen), kommun, dtype=object),
        "batch_id": np.full(len(chosen), batch_id),
        "replaced_by": pd.arrays.IntegerArray(np.full(len(chosen), batch_id), ~found.overtaken),
        **{name: chosen[name] for name in frame.columns if name in table.c},
    }
    if table is tables.incident:
        columns |= {"mid_utc": _middle(chosen), "facets": _facets(chosen)}
    if table is tables.place:
        columns["place_id"] = pd.arrays.IntegerArray(found.place_id, found.place_id == 0)
    ordered = [column.name for column in table.c if column.name in columns]
    indexes = list(table.indexes) if _is_first_load(connection, table, len(chosen)) else []
    for index in indexes:
        index.drop(connection)
    insert_rows(connection, table, ordered, _tuples([columns[name] for name in ordered]))
    for index in indexes:
        index.create(connection)


def _is_first_load(connection: Connection, table: Table, rows: int) -> bool:
    return rows >= BULK_ROWS and connection.execute(select(table).limit(1)).first() is None


def _middle(frame: pd.DataFrame) -> Any:
    """Return the middle of each from–to, rounded down, so that it sorts and splits as it would."""
    middle = (frame["start_utc"].astype("Int64") + frame["end_utc"].astype("Int64")) // 2
    return middle.fillna(tables.UNTIMED)


def _facets(frame: pd.DataFrame) -> Any:
    """Return the columns of :data:`tables.FACETS` in one text each."""
    parts = frame[list(tables.FACETS)].copy()
    for number in ("severity", "reported"):
        parts[number] = parts[number].astype("Int64").fillna(_UNKNOWN).astype(np.int64)
    codes, unique = pd.factorize(pd.MultiIndex.from_frame(parts))
    words = ["|".join("" if part == _UNKNOWN else str(part) for part in row) for row in unique]
    return np.array(words, dtype=object)[codes]


def _tuples(columns: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield rows of plain Python values, missing ones as None."""
    return zip(*(_plain(column) for column in columns), strict=True)


def _plain(column: Any) -> list[Any]:
    values = pd.Series(column).astype(object)
    return values.where(values.notna(), None).tolist()
