"""Opens and creates a store: one SQLite file, safe for several processes at once.

WAL with ``synchronous=FULL``: what is acknowledged survives a power cut. Writers take the lock
when they begin (``BEGIN IMMEDIATE``) and wait up to ten seconds for each other; readers never wait.
``secure_delete`` overwrites what is removed. No file is changed before it is known to be a store.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import adbc_driver_sqlite.dbapi as adbc
import pyarrow as pa
from pyproj import CRS
from pyproj.exceptions import CRSError
from sqlalchemy import Connection, Engine, insert, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import Select

from geo.errors import CrsError, StoreError
from geo.schema import METRIC_CRS
from geo.store import migrations, tables, turns
from geo.store.connections import WAIT_SECONDS, alone, engine_of, meta, use_wal
from geo.store.errors_from import damaged, foreign, newer, told

APPLICATION_ID = 0x506C6174
"""``Plat``: tells a store from any other SQLite file."""
READ_ROWS = 65_536
"""Rows that ADBC hands over at a time."""

_MAGIC = b"SQLite format 3\x00"


class Store:
    """An open store; threads may share it, as every read and write has its own connection.

    Parameters
    ----------
    path : Path
        The SQLite file; it exists and holds the newest tables.

    Attributes
    ----------
    url : str
        Where the store is, for messages and cache keys.
    crs : str
        CRS of every ``x``, ``y`` and geometry, in metres.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = str(path)
        self._engine = engine_of(path)
        self._turns = turns.at(path)
        self.crs = self._meta("crs")

    @property
    def version(self) -> int:
        """A number that grows with every write, whoever wrote."""
        return int(self._meta("version"))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store."""
        with (
            told(self.path),
            self._turns.of("sqlite3"),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; all of it is saved, or nothing."""
        with told(self.path), self._turns.of("sqlite3"), alone(self._engine) as connection:
            yield connection
            version = int(meta(connection, "version")) + 1
            connection.execute(
                update(tables.meta).where(tables.meta.c.key == "version").values(value=str(version))
            )

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """Give a connection that alone may write what is not on record yet, such as drafts.

        The version stays: nothing that anybody has read is older for it.
        """
        with told(self.path), self._turns.of("sqlite3"), alone(self._engine) as connection:
            yield connection

    def arrow(self, query: Select[Any]) -> pa.Table:
        """Read a query in bulk.

        Parameters
        ----------
        query : Select
            Its float columns may not hold NULL: ADBC tells a column's type by its first rows.
        """
        compiled = query.compile(dialect=sqlite.dialect(paramstyle="qmark"))
        values = [compiled.params[name] for name in compiled.positiontup or ()]
        uri = self.path.absolute().as_uri()
        with (
            told(self.path),
            self._turns.of("adbc"),
            adbc.connect(uri) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
            cursor.fetchall()
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(READ_ROWS)})
            cursor.execute(str(compiled), values or None)
            return cursor.fetch_arrow_table()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _meta(self, key: str) -> str:
        with self.reading() as connection:
            return meta(connection, key)


def open_store(where: str | Path, *, crs: str = METRIC_CRS, create: bool = True) -> Store:
    """Open the store at `where`, creating or migrating it as needed.

    Parameters
    ----------
    where : str or Path
        A file, or ``sqlite:///`` and a file.
    crs : str
        Metric CRS of a store that is created; an existing store keeps its own.
    create : bool
        Create a store where there is none.

    Raises
    ------
    CrsError
        `crs` is unknown or not in metres.
    StoreError
        What stands in the way, as one of its subclasses.
    """
    path = _path(where)
    with told(path), turns.at(path).of("sqlite3"):
        if not path.exists() or path.stat().st_size == 0:
            if not create:
                raise StoreError(
                    "Det finns inget lager här.",
                    hint="Skapa ett med ”platsbild init”.",
                    file=path.name,
                )
            _check_crs(crs)
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            _check_file(path)
        engine = engine_of(path)
        with engine.connect() as connection:
            newest = _schema(connection, path) == migrations.HEAD
        use_wal(engine)
        if not newest:
            _migrate(engine, path, crs)
    return Store(path)


def create(where: str | Path, crs: str = METRIC_CRS) -> Store:
    """Create a store with a metric CRS of its own.

    Raises
    ------
    CrsError
        `crs` is unknown or not in metres.
    StoreError
        There is a store with another CRS already, or the place cannot be written.
    """
    store = open_store(where, crs=crs)
    if store.crs != crs:
        raise StoreError(
            f"Här finns redan ett lager, i {store.crs}.",
            hint="Välj en annan fil i PLATSBILD_STORE.",
            file=store.path.name,
        )
    return store


def _path(where: str | Path) -> Path:
    name = str(where).removeprefix("sqlite:///")
    if "://" in name:
        raise StoreError(
            f"Lager av slaget ”{name.split('://')[0]}” stöds inte i den här versionen.",
            hint="Ange sökvägen till en SQLite-fil i PLATSBILD_STORE.",
        )
    return Path(name)


def _check_crs(crs: str) -> None:
    try:
        axes = CRS.from_user_input(crs).axis_info
    except CRSError as error:
        raise CrsError(
            f"Koordinatsystemet {crs} är okänt.", hint="Skriv t.ex. EPSG:3006."
        ) from error
    if len(axes) < 2 or any(axis.unit_name != "metre" for axis in axes[:2]):
        raise CrsError(f"Koordinatsystemet {crs} mäter inte i meter.", hint="Välj ett som gör det.")


def _check_file(path: Path) -> None:
    """Raise for a file that is no SQLite database, or that has lost its end."""
    with path.open("rb") as file:
        header = file.read(100)
    if header[:16] != _MAGIC:
        raise foreign(path)
    page = int.from_bytes(header[16:18], "big")
    expected = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
    wal = path.with_name(path.name + "-wal")
    has_wal = wal.exists() and wal.stat().st_size > 0
    if path.stat().st_size < expected and not has_wal:
        raise damaged(path)


def _schema(connection: Connection, path: Path) -> str | None:
    """Return the store's newest migration step, or None for a file with no tables."""
    names = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
    if not names:
        return None
    if connection.scalar(text("PRAGMA application_id")) != APPLICATION_ID:
        raise foreign(path)
    if "meta" not in names:
        raise damaged(path)
    schema = meta(connection, "schema")
    if schema > migrations.HEAD:
        raise newer(path)
    return schema


def _migrate(engine: Engine, path: Path, crs: str) -> None:
    """Bring the file to the newest step; whoever comes second finds nothing left to do."""
    with alone(engine) as connection:
        found = _schema(connection, path)
        if found == migrations.HEAD:
            return
        migrations.upgrade(connection)
        if found is None:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            created = datetime.now(UTC).isoformat(timespec="seconds")
            values = {"crs": crs, "created": created, "version": "1"}
        else:
            values = {"version": str(int(meta(connection, "version")) + 1)}
        values["schema"] = migrations.HEAD
        known = tables.meta.c.key.in_(values)
        connection.execute(tables.meta.delete().where(known))
        connection.execute(insert(tables.meta), [{"key": k, "value": v} for k, v in values.items()])
