"""Two SQLite libraries in one process take turns."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from geo.errors import StoreLocked
from geo.store import read, turns
from geo.store.engine import Store


def test_a_file_has_the_same_turns_whatever_it_is_called(tmp_path: Path) -> None:
    assert turns.at(tmp_path / "a") is turns.at(tmp_path / "b" / ".." / "a")
    assert turns.at(tmp_path / "a") is not turns.at(tmp_path / "b")


def test_one_library_lets_its_own_threads_in() -> None:
    kept = turns.Turns()
    with kept.of("sqlite3"), kept.of("sqlite3"):
        pass
    with kept.of("adbc"):
        pass


def test_the_other_library_waits_until_the_first_has_left() -> None:
    kept = turns.Turns()
    order = []

    def other() -> None:
        with kept.of("adbc"):
            order.append("adbc")

    with kept.of("sqlite3"):
        thread = Thread(target=other)
        thread.start()
        order.append("sqlite3")
    thread.join()
    assert order == ["sqlite3", "adbc"]


def test_a_read_within_a_write_is_an_error_instead_of_a_standstill(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONGEST_SECONDS", 0.01)
    with pytest.raises(StoreLocked), store.writing():
        read.incidents(store, "0883")
