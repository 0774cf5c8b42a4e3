"""Opening, creating and migrating a store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from geo.errors import CrsError, StoreError
from geo.model import Kommun
from geo.store import migrations, read, tables, write
from geo.store.engine import Store, create, open_store


def test_a_new_store_is_in_sweref_and_lies_in_a_new_folder(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "b" / "platsbild.sqlite") as store:
        assert store.crs == "EPSG:3006"
        assert store.path.exists()


def test_a_store_keeps_the_crs_it_was_created_with(tmp_path: Path) -> None:
    create(tmp_path / "uk.sqlite", "EPSG:27700").close()
    with open_store(tmp_path / "uk.sqlite") as store:
        assert store.crs == "EPSG:27700"


def test_a_store_is_not_created_over_one_with_another_crs(tmp_path: Path) -> None:
    create(tmp_path / "uk.sqlite", "EPSG:27700").close()
    with pytest.raises(StoreError, match="EPSG:27700"):
        create(tmp_path / "uk.sqlite")


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:99999999", "", "EPSG:5613"])
def test_a_store_needs_a_plane_crs_in_metres(tmp_path: Path, crs: str) -> None:
    with pytest.raises(CrsError):
        create(tmp_path / "x.sqlite", crs)
    assert not (tmp_path / "x.sqlite").exists()


def test_a_missing_store_is_not_created_where_that_is_not_wanted(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="inget lager"):
        open_store(tmp_path / "x.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_server_url_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="postgresql"):
        open_store("postgresql+psycopg://server/db")


def test_a_path_may_hold_what_means_something_in_a_uri(tmp_path: Path) -> None:
    with open_store(tmp_path / "plats & bild?#%20 å.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        assert len(read.incidents(store, "0883")) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"plats & bild?#%20 å.sqlite"}


def test_every_write_gives_a_new_version(store: Store) -> None:
    before = store.version
    write.add_kommun(store, Kommun("0483", "Katrineholm"))
    assert store.version > before


def test_a_write_by_another_process_is_seen_in_the_version(store: Store) -> None:
    before = store.version
    program = (
        "import sys; from geo.model import Kommun; from geo.store import engine, write;"
        "write.add_kommun(engine.open_store(sys.argv[1]), Kommun('0483', 'Katrineholm'))"
    )
    subprocess.run([sys.executable, "-c", program, store.url], check=True)
    assert store.version > before
    assert Kommun("0483", "Katrineholm") in read.kommuner(store)


def test_a_failed_write_leaves_version_and_content_alone(store: Store) -> None:
    before = store.version

    def fail_midway() -> None:
        with store.writing() as connection:
            connection.execute(tables.kommun.delete())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()
    assert store.version == before
    assert len(read.kommuner(store)) == 1


def test_opening_an_up_to_date_store_needs_no_alembic(store: Store) -> None:
    program = (
        "import sys; from geo.store import engine; engine.open_store(sys.argv[1]);"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, store.url], check=True)


def test_the_migrations_end_where_the_program_says() -> None:
    config = Config()
    config.set_main_option("script_location", "geo.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        assert set(inspect(connection).get_table_names()) > set(tables.metadata.tables)


def test_the_tables_can_be_written_for_postgresql_too() -> None:
    dialect = postgresql.dialect()
    for table in tables.metadata.sorted_tables:
        assert table.name in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert index.name in str(CreateIndex(index).compile(dialect=dialect))


def test_what_is_acknowledged_is_on_disk_and_what_is_removed_is_overwritten(store: Store) -> None:
    with store.writing() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
