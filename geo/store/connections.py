"""Connections as this house makes them: how SQLite begins, waits and writes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from geo.store import tables

WAIT_SECONDS = 10
"""How long a writer waits for another process."""
WRITE_ROWS = 50_000
"""Rows that are Python objects at a time while they are inserted."""
_PER_CONNECTION = ("synchronous=FULL", "secure_delete=ON", "cache_size=-65536")


def engine_of(path: Path) -> Engine:
    """Return an engine whose connections are opened when asked for, and closed after use."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": WAIT_SECONDS},
        poolclass=NullPool,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None
        for pragma in _PER_CONNECTION:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if begin := connection.get_execution_options().get("begin", "BEGIN"):
            connection.exec_driver_sql(begin)

    return engine


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that holds the write lock."""
    locked = engine.connect().execution_options(begin="BEGIN IMMEDIATE")
    with locked as connection, connection.begin():
        yield connection


def use_wal(engine: Engine) -> None:
    """Switch the file to WAL, which lasts; SQLite does not wait here for others who do the same."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with engine.connect().execution_options(begin="") as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL").close()
            return
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def meta(connection: Connection, key: str) -> str:
    """Return what the store says about itself under `key`."""
    return str(connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key)))


def insert_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert many rows, given as tuples in the order of `names`."""
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(names))
    order = [list(names).index(name) for name in statement.positiontup or ()]
    if order != list(range(len(names))):
        raise ValueError("columns are given in the table's order")
    waiting = iter(rows)
    while chunk := list(islice(waiting, WRITE_ROWS)):
        connection.exec_driver_sql(str(statement), chunk)
