"""A file on its way in: case numbers are hashed with the store's own secret."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import intake
from geo.errors import SelectionError
from geo.model import ImportKind, ImportReport, Kommun
from geo.store import read, write
from geo.store.engine import Store, open_store

NOW = datetime(2026, 3, 23, tzinfo=UTC)
REPORTS = (
    "Ärende;Brottskod;Brottstyp;Från;Till;Kommun\n"
    "5000-K123456-26;;Stöld;2026-03-17 20:00;2026-03-17 21:00;Västervik\n"
).encode()


def store_at(path: Path) -> Store:
    """A store with one kommun."""
    store = open_store(path)
    write.add_kommun(store, Kommun("0883", "Västervik"))
    return store


def take(store: Store, **options: bool) -> ImportReport:
    """Import the report."""
    return intake.take(
        store, ImportKind.POLICE, REPORTS, file="p.csv", kommun="0883", now=NOW, **options
    )


def test_a_case_number_is_nowhere_in_the_store_and_two_stores_hash_it_differently(
    tmp_path: Path,
) -> None:
    first, second = store_at(tmp_path / "a.sqlite"), store_at(tmp_path / "b.sqlite")
    assert take(first).new == take(second).new == 1
    for path in tmp_path.iterdir():
        assert b"K123456" not in path.read_bytes()
    keys = [(tmp_path / f"{name}.sqlite.key") for name in "ab"]
    assert keys[0].read_bytes() != keys[1].read_bytes()
    assert keys[0].stat().st_mode & 0o077 == 0
    assert take(first).duplicates == 1


def test_a_dry_run_says_the_same_and_saves_nothing(tmp_path: Path) -> None:
    store = store_at(tmp_path / "a.sqlite")
    assert take(store, dry_run=True).new == 1
    assert read.incidents(store, "0883").empty


def test_an_unknown_kommun_is_named_with_those_that_are_known(tmp_path: Path) -> None:
    store = store_at(tmp_path / "a.sqlite")
    with pytest.raises(SelectionError, match="0883 Västervik"):
        intake.take(store, ImportKind.EST, b"", file="x.csv", kommun="0000", now=NOW)
