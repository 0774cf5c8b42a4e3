"""A row of any kind that is written down in the program: once, corrected, taken back, restored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from geo import history
from geo.errors import InputError, StoreError
from geo.intake import one_row
from geo.model import ImportKind, Kommun
from geo.store import read, row_versions, write
from geo.store.engine import Store, open_store

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ACTIVITY: dict[str, Any] = {
    "row_key": "logg 1", "x": None, "y": None, "promise": "vetlanda-2020/kontroller",
    "kind": "trafikkontroll", "day": "2026-03-19", "number": 2, "status": "",
    "place_text": "Centrum", "organisation": "polis", "proof": "Tre böter, ring 070-123 45 67",
}  # fmt: skip
MEASURE: dict[str, Any] = {
    "row_key": "logg 1", "x": 590_000.0, "y": 6_400_000.0, "place_text": "Centrum",
    "category": "belysning", "cause": "mörkt", "kind": "belysning", "what": "Ny belysning",
    "owner": "tekniska", "deadline": "2026-05-01", "status": "beslutad",
    "status_day": "2026-03-19", "began": "", "ended": "", "cost": "", "meeting": "",
    "promise": "", "outcome": "",
}  # fmt: skip
ROWS = {ImportKind.ACTIVITIES: ACTIVITY, ImportKind.MEASURES: MEASURE}
CHANGED = {ImportKind.ACTIVITIES: {"number": 3}, ImportKind.MEASURES: {"status": "klar"}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "platsbild.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        yield opened


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_saved_twice_is_one_row_and_an_import_that_can_be_undone(
    store: Store, kind: ImportKind
) -> None:
    report = one_row.save(store, kind, "0883", ROWS[kind], now=NOW)
    assert report is not None
    assert report.new == 1
    assert one_row.save(store, kind, "0883", ROWS[kind], now=NOW) is None
    assert history.batches(store)[0].logged
    history.undo(store, report.batch_id or 0, now=NOW)
    assert read.activities(store, "0883").empty
    assert read.measures(store, "0883").empty


@pytest.mark.parametrize("kind", ROWS)
def test_a_corrected_row_has_two_versions_and_the_newest_counts(
    store: Store, kind: ImportKind
) -> None:
    one_row.save(store, kind, "0883", ROWS[kind], now=NOW)
    with pytest.raises(StoreError, match="annat innehåll"):
        one_row.save(store, kind, "0883", ROWS[kind] | CHANGED[kind], now=NOW)
    one_row.correct(store, kind, "0883", ROWS[kind] | CHANGED[kind], now=NOW)
    assert one_row.correct(store, kind, "0883", ROWS[kind] | CHANGED[kind], now=NOW) is None
    newest, first = row_versions.history(store, kind, "0883", "logg 1")
    assert CHANGED[kind].items() <= newest.values.items()
    assert (newest.number, first.number) == (2, 1)


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_taken_back_is_kept_with_the_reason_and_can_be_restored(
    store: Store, kind: ImportKind
) -> None:
    one_row.save(store, kind, "0883", ROWS[kind], now=NOW)
    with pytest.raises(InputError, match="Skriv varför"):
        one_row.withdraw(store, kind, "0883", "logg 1", why=" ", now=NOW)
    batch = one_row.withdraw(store, kind, "0883", "logg 1", why="fel dag", now=NOW)
    taken = row_versions.latest(store, kind, "0883", limit=5)[0].withdrawn
    assert taken is not None
    assert (taken.why, taken.batch_id) == ("fel dag", batch)
    assert set(row_versions.who(store, kind, "0883", (batch,))) == {batch}
    with pytest.raises(StoreError, match="tagen tillbaka"):
        one_row.correct(store, kind, "0883", ROWS[kind], now=NOW)
    one_row.restore(store, kind, "0883", "logg 1", now=NOW)
    with pytest.raises(StoreError, match="inte tagen"):
        one_row.restore(store, kind, "0883", "logg 1", now=NOW)
    assert len(read.activities(store, "0883")) + len(read.measures(store, "0883")) == 1


def test_person_data_in_a_proof_is_masked_before_it_is_stored(store: Store) -> None:
    report = one_row.save(store, ImportKind.ACTIVITIES, "0883", ACTIVITY, now=NOW)
    assert report is not None
    assert report.notes == ("Personuppgifter maskades: 1 telefonnummer.",)
    assert read.activities(store, "0883")["proof"].tolist() == ["Tre böter, ring [telefon]"]
