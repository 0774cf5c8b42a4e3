"""Accepted rows as the database takes them: plain values, the columns a table adds, in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Table, select

from geo.store import tables
from geo.store.connections import insert_rows
from geo.store.versions import Sorted

BULK_ROWS = 20_000
"""From this many rows into an empty table, its indexes are built afterwards."""
PART_ROWS = 20_000
"""Rows that stand in memory as Python values at a time."""


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
    size = len(chosen)
    columns: dict[str, Any] = {
        "kommun": _constant(kommun, size),
        "batch_id": _constant(batch_id, size),
        "replaced_by": pa.array(np.full(size, batch_id), mask=~found.overtaken),
        **{name: _arrow(chosen[name]) for name in frame.columns if name in table.c},
    }
    if table is tables.incident:
        columns |= {"mid_utc": _middle(chosen), "facets": _facets(columns)}
    if table is tables.place:
        columns["place_id"] = pa.array(found.place_id, mask=found.place_id == 0)
    ordered = [column.name for column in table.c if column.name in columns]
    indexes = list(table.indexes) if _is_first_load(connection, table, size) else []
    for index in indexes:
        index.drop(connection)
    insert_rows(connection, table, ordered, _tuples([columns[name] for name in ordered], size))
    for index in indexes:
        index.create(connection)


def _is_first_load(connection: Connection, table: Table, rows: int) -> bool:
    return rows >= BULK_ROWS and connection.execute(select(table).limit(1)).first() is None


def _middle(frame: pd.DataFrame) -> pa.Array:
    """Return the middle of each from–to, rounded down, so that it sorts and splits as it would."""
    middle = (frame["start_utc"].astype("Int64") + frame["end_utc"].astype("Int64")) // 2
    return _arrow(middle.fillna(tables.UNTIMED))


def _facets(columns: dict[str, Any]) -> pa.Array:
    """Return the columns of :data:`tables.FACETS` in one text each; unknown values are empty."""
    parts = [_text(columns[name]) for name in tables.FACETS]
    separator = pa.scalar("|", type=pa.string())
    return pc.binary_join_element_wise(
        *parts, separator, null_handling="replace", null_replacement=""
    )


def _text(values: pa.Array) -> pa.Array:
    number = pc.cast(values, pa.int64()) if pa.types.is_boolean(values.type) else values
    return pc.cast(number, pa.string())


def _arrow(column: pd.Series[Any]) -> pa.Array:
    array = pa.array(column, from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _constant(value: Any, size: int) -> pa.Array:
    return pa.repeat(value, size)


def _tuples(columns: Sequence[pa.Array], size: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows of plain Python values, missing ones as None, made a part at a time."""
    for at in range(0, size, PART_ROWS):
        parts = (column.slice(at, PART_ROWS).to_pylist() for column in columns)
        yield from zip(*parts, strict=True)
