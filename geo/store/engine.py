"""Opens and creates a store: one SQLite file, safe for several processes at once.

WAL with ``synchronous=FULL``: what is acknowledged survives a power cut. Writers take the lock when
they begin (``BEGIN IMMEDIATE``) and wait up to ten seconds for each other; readers never wait.
``secure_delete`` overwrites what is removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import adbc_driver_sqlite.dbapi as adbc
import pyarrow as pa
from pyproj import CRS
from pyproj.exceptions import CRSError
from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import Select

from geo.errors import CrsError, StoreError, StoreNewer
from geo.schema import METRIC_CRS
from geo.store import tables
from geo.store.errors_from import foreign, told

APPLICATION_ID = 0x506C6174
"""``Plat``: tells a store from any other SQLite file."""
HEAD = "0001"
"""The newest step in ``migrations/versions``."""
WAIT_SECONDS = 10
BATCH_ROWS = 65_536


class Store:
    """An open store.

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
        self._engine = _engine(path)
        with self.reading() as connection:
            self.crs = _meta(connection, "crs")

    @property
    def version(self) -> int:
        """A number that grows with every write, whoever wrote."""
        with self.reading() as connection:
            return int(_meta(connection, "version"))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store."""
        with told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; all of it is saved, or nothing."""
        with (
            told(self.path),
            self._engine.connect().execution_options(immediate=True) as connection,
            connection.begin(),
        ):
            yield connection
            version = int(_meta(connection, "version")) + 1
            connection.execute(
                update(tables.meta).where(tables.meta.c.key == "version").values(value=str(version))
            )

    def arrow(self, query: Select[Any], *, dictionary: Sequence[str] = ()) -> pa.Table:
        """Read a query in bulk.

        Parameters
        ----------
        query : Select
            Its columns may not hold NULL, as types are told by the first rows.
        dictionary : sequence of str
            Text columns of few values, returned as dictionaries.
        """
        compiled = query.compile(dialect=sqlite.dialect(paramstyle="qmark"))
        values = [compiled.params[name] for name in compiled.positiontup or ()]
        uri = f"file:{self.path}"
        with told(self.path), adbc.connect(uri) as connection, connection.cursor() as cursor:
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH_ROWS)})
            cursor.execute(str(compiled), values or None)
            table = cursor.fetch_arrow_table()
        for name in dictionary:
            at = table.schema.get_field_index(name)
            column = table.column(at).cast(pa.string()).dictionary_encode().unify_dictionaries()
            table = table.set_column(at, name, column)
        return table

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


def open_store(where: str | Path) -> Store:
    """Open the store at `where`, creating or migrating it as needed.

    Raises
    ------
    StoreError
        What stands in the way, as one of its subclasses.
    """
    path = _path(where)
    if not path.exists() or path.stat().st_size == 0:
        return create(where)
    with told(path):
        _check_header(path)
        engine = _engine(path)
        with engine.connect() as connection, connection.begin():
            revision = _revision(connection, path)
        if revision != HEAD:
            _migrate(engine, path, METRIC_CRS)
        engine.dispose()
    return Store(path)


def create(where: str | Path, crs: str = METRIC_CRS) -> Store:
    """Create a store with a metric CRS of its own.

    Raises
    ------
    CrsError
        `crs` is unknown or not in metres.
    StoreError
        There is a store already, or the place cannot be written.
    """
    path = _path(where)
    _check_crs(crs)
    if path.exists() and path.stat().st_size:
        if crs != METRIC_CRS:
            raise StoreError("Det finns redan ett lager här.", hint="Välj en annan fil.")
        return open_store(path)
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(path)
        _migrate(engine, path, crs)
        engine.dispose()
    return Store(path)


def _path(where: str | Path) -> Path:
    text_of = str(where).removeprefix("sqlite:///")
    if "://" in text_of:
        raise StoreError(
            f"Lagret ”{text_of.split('://')[0]}” stöds inte i den här versionen.",
            hint="Ange sökvägen till en SQLite-fil i PLATSBILD_STORE.",
        )
    return Path(text_of)


def _check_crs(crs: str) -> None:
    try:
        axes = CRS.from_user_input(crs).axis_info
    except CRSError as error:
        raise CrsError(
            f"Koordinatsystemet {crs} är okänt.", hint="Skriv t.ex. EPSG:3006."
        ) from error
    if not axes or any(axis.unit_name != "metre" for axis in axes[:2]):
        raise CrsError(f"Koordinatsystemet {crs} mäter inte i meter.", hint="Välj ett som gör det.")


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise foreign(path)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS}, poolclass=NullPool
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _revision(connection: Connection, path: Path) -> str | None:
    """Return the store's migration step, or None for a file that is still empty."""
    names = set(connection.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'")))
    if not names:
        return None
    if connection.scalar(text("PRAGMA application_id")) != APPLICATION_ID:
        raise foreign(path)
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is None or str(found) > HEAD:
        raise StoreNewer(
            "Lagret är gjort av en nyare version av Platsbild.",
            hint="Uppdatera programmet; lagret har inte ändrats.",
            file=path.name,
        )
    return str(found)


def _migrate(engine: Engine, path: Path, crs: str) -> None:
    """Bring the file to the newest step; whoever comes second finds nothing left to do."""
    from alembic import command
    from alembic.config import Config

    with (
        engine.connect().execution_options(immediate=True) as connection,
        connection.begin(),
    ):
        revision = _revision(connection, path)
        if revision == HEAD:
            return
        config = Config()
        config.set_main_option("script_location", "geo.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if revision is None:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            created = datetime.now(UTC).isoformat(timespec="seconds")
            rows = {"crs": crs, "created": created, "version": "1"}
            connection.execute(
                insert(tables.meta), [{"key": k, "value": v} for k, v in rows.items()]
            )


def _meta(connection: Connection, key: str) -> str:
    return str(connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key)))
