"""What can be wrong with the file or the disk: an own error each, and never a damaged store."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from store_worker import NOBODY, ROWS, take

from geo.errors import (
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreNewer,
)
from geo.store import connections, read
from geo.store.engine import open_store

PAGE = 4096


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fails(kind: type[StoreError], path: Path) -> None:
    """Opening raises `kind`, in a sentence with a hint, and leaves the folder as it was."""
    before = {each.name: _digest(each) for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert type(caught.value) is kind
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    assert path.name in str(caught.value)
    after = {each.name: _digest(each) for each in path.parent.iterdir() if each.is_file()}
    assert after == before


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def _whole(path: Path, rows: int) -> None:
    """Check that the store opens, holds `rows` incidents and takes an import."""
    with open_store(path) as store:
        assert len(read.incidents(store, "0883")) == rows
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        take(store, "afterwards")
        assert len(read.incidents(store, "0883")) == rows + ROWS


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the write lock, as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("content", [b"kommun;datum\n0883;2026-01-01\n", b"S", b"\x00" * 5000])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rapport.csv"
    path.write_bytes(content)
    _fails(StoreForeign, path)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "annan.sqlite"
    _sql(path, "CREATE TABLE meta (key, value)", "INSERT INTO meta VALUES ('crs', 'EPSG:3006')")
    _fails(StoreForeign, path)


def test_a_store_of_a_newer_program_is_left_alone(where: Path) -> None:
    _sql(where, "UPDATE meta SET value = '9999' WHERE key = 'schema'")
    _fails(StoreNewer, where)


def test_a_store_that_lost_its_end_is_damaged(where: Path) -> None:
    with where.open("r+b") as file:
        file.truncate(where.stat().st_size - 3 * PAGE)
    _fails(StoreDamaged, where)


def test_a_store_without_its_own_table_is_damaged(where: Path) -> None:
    _sql(where, "DROP TABLE meta")
    _fails(StoreDamaged, where)


def test_pages_of_rubbish_are_told_as_damage(where: Path) -> None:
    with open_store(where) as store:
        take(store, "one")
    with where.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xa5" * (where.stat().st_size - PAGE))
    with pytest.raises(StoreDamaged, match="säkerhetskopia"):
        open_store(where)


def test_rubbish_among_the_rows_is_told_as_damage_when_they_are_read(where: Path) -> None:
    with open_store(where) as store:
        take(store, "one", rows=2000)
    size = where.stat().st_size
    with where.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size - size // 2))
    with open_store(where) as store, pytest.raises(StoreDamaged):
        read.incidents(store, "0883")


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "mapp")
    assert caught.value.hint


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(StoreError, match=r"platsbild\.sqlite"):
        open_store(tmp_path / "fil" / "platsbild.sqlite")


def test_a_store_held_by_another_program_is_locked_for_writers_but_not_for_readers(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "WAIT_SECONDS", 0.1)
    with open_store(where) as store:
        with _held(where):
            with pytest.raises(StoreLocked, match="upptaget"):
                take(store, "one")
            with store.reading() as connection:
                assert connection.exec_driver_sql("SELECT count(*) FROM incident").scalar() == 0
        take(store, "one")
    _whole(where, ROWS)


def test_a_full_database_saves_nothing_of_the_file_that_did_not_fit(where: Path) -> None:
    with open_store(where) as store:
        take(store, "one")
        pages = where.stat().st_size // PAGE

        def overfill() -> None:
            with store.writing() as connection:
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
                connection.exec_driver_sql("UPDATE incident SET text = hex(zeroblob(4000))")

        with pytest.raises(StoreFull, match="inget"):
            overfill()
    _whole(where, ROWS)


def test_files_that_may_not_grow_are_a_full_disk(where: Path, start: Any) -> None:
    limit = where.stat().st_size + 400_000
    out, err = start("imports_on_small_disk", where, limit).communicate()
    *acknowledged, last = out.splitlines()
    assert last == "StoreFull", err
    _whole(where, len(acknowledged) * ROWS)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def _own(path: Path, mode: int) -> None:
    """Give a path to the user that the worker becomes, with these rights."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    path.chmod(mode)


def test_a_folder_that_may_not_be_written_holds_no_new_store(open_folder: Path, start: Any) -> None:
    folder = open_folder / "skrivskyddad"
    folder.mkdir()
    _own(folder, 0o555)
    out, err = start("imports_as_nobody", folder / "platsbild.sqlite").communicate()
    assert out.splitlines() == ["StoreReadOnly"], err
    assert list(folder.iterdir()) == []


def test_a_store_in_a_folder_that_may_not_be_written_is_read_only(
    open_folder: Path, where: Path, start: Any
) -> None:
    path = Path(where.rename(open_folder / "platsbild.sqlite"))
    _own(path, 0o644)
    _own(open_folder, 0o555)
    out, err = start("imports_as_nobody", path).communicate()
    open_folder.chmod(0o755)
    assert out.splitlines() == ["StoreReadOnly"], err
    path.chmod(0o644)
    _whole(path, 0)


def test_a_file_that_may_not_be_written_is_read_only(
    open_folder: Path, where: Path, start: Any
) -> None:
    path = Path(where.rename(open_folder / "platsbild.sqlite"))
    _own(open_folder, 0o755)
    _own(path, 0o444)
    out, err = start("imports_as_nobody", path).communicate()
    assert out.splitlines() == ["StoreReadOnly"], err
    path.chmod(0o644)
    _whole(path, 0)


def test_a_file_that_may_not_be_read_is_told(open_folder: Path, where: Path, start: Any) -> None:
    path = Path(where.rename(open_folder / "platsbild.sqlite"))
    _own(path, 0o000)
    out, err = start("imports_as_nobody", path).communicate()
    assert out.splitlines() == ["StoreReadOnly"], err
