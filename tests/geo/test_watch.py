"""What lands in a folder is imported once it lies still, and put away with a report."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import intake
from geo.errors import SelectionError, StoreLocked
from geo.model import ImportKind, Kommun
from geo.store import read, write
from geo.store.engine import Store, open_store
from geo.watch import Outcome, Watcher

NOW = datetime(2026, 3, 23, tzinfo=UTC)
REPORTS = "Datum;Kategori;Plats\n2026-03-17;Klotter;Karstorp\ni går;Klotter;070-123 45 67\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store" / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drops" / "est").mkdir(parents=True)
    return tmp_path / "drops"


def put(path: Path, content: str = REPORTS, *, age: float = 60.0) -> Path:
    path.write_text(content, encoding="utf-8")
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def look(store: Store, folder: Path, kind: ImportKind | None = None) -> list[Outcome]:
    return list(
        Watcher(store, folder, "0883", kind, now=lambda: NOW, clock=lambda: 1_000_000.0).look()
    )


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} if folder.exists() else set()


def test_a_file_goes_to_done_with_a_report_that_holds_no_person_data(
    store: Store, folder: Path
) -> None:
    put(folder / "est" / "vecka 12.csv")
    (outcome,) = look(store, folder)
    assert outcome.report is not None
    assert (outcome.report.new, len(outcome.report.rejects)) == (1, 1)
    assert names(folder / "est") == set()
    assert names(folder / "done") == {
        "vecka 12.csv", "vecka 12.csv.rapport.txt", "vecka 12.csv.rapport.json",
    }  # fmt: skip
    text = (folder / "done" / "vecka 12.csv.rapport.txt").read_text(encoding="utf-8")
    assert "1 nya" in text
    assert "avvisad rad 3" in text
    assert "123 45 67" not in text
    told = json.loads((folder / "done" / "vecka 12.csv.rapport.json").read_text(encoding="utf-8"))
    assert (told["imported"], told["rows"], told["new"]) == (True, 2, 1)


@pytest.mark.parametrize("content", ["", "a;b\n1;2\n", "När;Då\n2026-03-01;2026-03-02\n"])
def test_a_file_that_cannot_be_used_goes_to_rejected_with_the_reason(
    store: Store, folder: Path, content: str
) -> None:
    put(folder / "est" / "x.csv", content.replace("När", "Ett"))
    (outcome,) = look(store, folder)
    assert outcome.report is None
    text = (folder / "rejected" / "x.csv.rapport.txt").read_text(encoding="utf-8")
    assert "kunde inte läsas in" in text
    assert outcome.trouble in text


def test_a_file_that_is_still_being_written_is_let_be(store: Store, folder: Path) -> None:
    put(folder / "est" / "ny.csv", age=1)
    for name in ("x.csv.filepart", ".dold.csv", "~$x.xlsx", "y.part"):
        put(folder / "est" / name)
    (folder / "est" / "länk.csv").symlink_to(put(folder / "annan.csv"))
    assert look(store, folder) == []
    assert len(names(folder / "est")) == 6


def test_a_name_that_is_taken_gets_a_number(store: Store, folder: Path) -> None:
    for _ in range(3):
        put(folder / "est" / "vecka.csv")
        look(store, folder)
    assert {"vecka.csv", "vecka (2).csv", "vecka (3).csv"} <= names(folder / "done")
    assert len(read.incidents(store, "0883")) == 1


def test_files_in_the_folder_itself_need_a_kind(store: Store, folder: Path) -> None:
    put(folder / "vecka.csv")
    assert look(store, folder) == []
    assert len(look(store, folder, ImportKind.EST)) == 1
    assert look(store, folder, ImportKind.EST) == []


def test_a_store_in_trouble_leaves_the_file_to_be_tried_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "est" / "vecka.csv")

    def locked(*_: object, **__: object) -> None:
        raise StoreLocked("Lagret är upptaget.", hint="Försök igen.")

    with monkeypatch.context() as patch:
        patch.setattr(intake, "take", locked)
        (outcome,) = look(store, folder)
    assert (outcome.moved_to, names(folder / "est")) == (None, {"vecka.csv"})
    assert "upptaget" in outcome.trouble
    assert len(look(store, folder)) == 1


def test_a_fault_of_the_program_puts_the_file_aside_and_goes_on(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "est" / "a.csv", age=90)
    put(folder / "est" / "b.csv")
    real = intake.take

    def broken(*given: object, file: str, **options: object) -> object:
        if file == "a.csv":
            raise ZeroDivisionError
        return real(*given, file=file, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "take", broken)
    first, second = look(store, folder)
    assert "Oväntat fel" in first.trouble
    assert second.report is not None
    assert "a.csv" in names(folder / "rejected")


def test_a_watcher_that_was_stopped_before_the_move_imports_nothing_twice(
    store: Store, folder: Path
) -> None:
    path = put(folder / "est" / "vecka.csv")
    intake.take(store, ImportKind.EST, path.read_bytes(), file="vecka.csv", kommun="0883", now=NOW)
    (outcome,) = look(store, folder)
    assert outcome.report is not None
    assert (outcome.report.new, outcome.report.duplicates) == (0, 1)


def test_an_unknown_kommun_is_told_before_anything_is_touched(store: Store, folder: Path) -> None:
    put(folder / "est" / "vecka.csv")
    with pytest.raises(SelectionError):
        list(Watcher(store, folder, "9999").look())
    assert names(folder / "est") == {"vecka.csv"}
