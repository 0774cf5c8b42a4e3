"""Promises in a store: activities logged, corrected, taken back; documents brought and removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shapely

from geo import follow_up, history, intake, plans, records
from geo.errors import GeoError, InputError, SelectionError, SettingsError
from geo.follow_up.standing import Standing
from geo.ledger import activities, documents, standing
from geo.ledger.activities import NewActivity
from geo.model import ImportKind, Kommun, PromiseStatus
from geo.store import write
from geo.store.engine import Store, open_store
from tests import store_frames

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
TISTEL = "vastervik-2025/tistel"
OWN = (
    '[document]\ntitle = "Eget"\nkommuner = ["0883"]\nfrom = 2025-01-01\nto = 2026-12-31\n'
    "[promises.besok]\ntext = 'Femtio besök.'\nwho = ['polis']\ncounts = 'visits'\ntarget = 50\n"
)
CSV = (
    "Datum;Aktivitet;Antal;Plats;Löfte;Underlag\n2025-03-01;Tistel-möte;1;;;Protokoll 1\n"
    "2025-04-01;Medborgardialog;2;Torget;;Affisch\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        frame = store_frames.places(
            ["a"], name=["Torget"], geometry=[shapely.box(0, 0, 100, 100).wkb]
        )
        write.save(
            opened, store_frames.parsed(ImportKind.PLACES, frame), kommun="0883", file="f.csv",
            sha256="x", imported_utc=0,
        )  # fmt: skip
        yield opened


def of(store: Store, key: str, today: date = TODAY) -> Standing:
    found = records.gather(store, "0883")
    return next(each for each in standing.standings(store, found, today=today) if each.key == key)


def test_an_activity_that_is_logged_counts_with_its_day_place_and_proof(store: Store) -> None:
    new = NewActivity(date(2025, 5, 2), promise=TISTEL, place_id=1, proof="Protokoll 070-123 45 67")
    saved = activities.log(store, "0883", new, now=NOW)
    assert saved.notes == ("Personuppgifter maskades: 1 telefonnummer.",)
    found = of(store, TISTEL)
    (reason,) = found.reasons
    assert (found.done, reason.place, reason.day) == (1, "Torget", date(2025, 5, 2))
    assert reason.text == "Tistel-möte: Protokoll [telefon]"
    assert of(store, "vastervik-2025/tistel_ekonomi").done == 0
    again = activities.log(store, "0883", replace(new, row_key=saved.row_key), now=NOW)
    assert (again.batch_id, of(store, TISTEL).done) == (None, 1)
    history.undo(store, saved.batch_id or 0, now=NOW)
    assert of(store, TISTEL).done == 0


def test_an_activity_is_corrected_taken_back_and_restored_with_its_history(store: Store) -> None:
    new = NewActivity(date(2025, 5, 2), kind="tistel_mote", proof="Protokoll")
    key = activities.log(store, "0883", new, now=NOW).row_key
    assert of(store, "vastervik-2025/tistel_ekonomi").done == 1
    activities.correct(store, "0883", key, replace(new, number=2), now=NOW)
    assert of(store, TISTEL).done == 2
    row_id = of(store, TISTEL).reasons[0].row_id
    assert activities.row_key_of(store, "0883", row_id) == key
    activities.withdraw(store, "0883", key, why="Mötet ställdes in", now=NOW)
    assert of(store, TISTEL).done == 0
    activities.restore(store, "0883", key, now=NOW)
    assert of(store, TISTEL).done == 2
    assert [each.number for each in activities.history(store, "0883", key)] == [2, 1]
    with pytest.raises(SelectionError):
        activities.row_key_of(store, "0883", 999)


def test_a_note_of_status_with_proof_makes_a_promise_that_is_not_counted_kept(
    store: Store,
) -> None:
    key = "vastervik-2025/sig"
    assert of(store, key).words.endswith("skulle vara klart 31 maj 2025")
    note = NewActivity(
        date(2025, 5, 30), number=0, promise=key, status=PromiseStatus.DONE, proof="Utredning 12"
    )
    activities.log(store, "0883", note, now=NOW)
    found = of(store, key)
    assert (found.status, found.kept, found.proof) == (PromiseStatus.DONE, True, "Utredning 12")
    assert found.words == "Klart (sagt 30 maj 2025)"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (NewActivity(date(2025, 6, 2), promise=TISTEL, proof="x"), "framtiden"),
        (NewActivity(TODAY, promise=TISTEL), "vad som visar"),
        (NewActivity(TODAY, promise=TISTEL, number=-1, proof="x"), "från 0"),
        (NewActivity(TODAY, promise=TISTEL, number=0), "antal eller en status"),
        (NewActivity(TODAY, number=0, status=PromiseStatus.ONGOING), "gäller ett löfte"),
        (NewActivity(TODAY, proof="x"), "Välj vad som gjordes"),
        (NewActivity(TODAY, kind="fika", proof="x"), "”fika” är okänd"),
        (NewActivity(TODAY, promise="vastervik-2025/platsbesok", proof="x"), "besöksloggen"),
        (NewActivity(TODAY, promise="vetlanda-2020/est", proof="x"), "inget löfte"),
        (NewActivity(TODAY, promise=TISTEL, place_id=9, proof="x"), "Platsen finns inte"),
    ],
)
def test_what_cannot_be_logged_is_told_and_nothing_is_saved(
    store: Store, new: NewActivity, told: str
) -> None:
    with pytest.raises(GeoError, match=told):
        activities.log(store, "0883", new, now=NOW)
    assert records.gather(store, "0883").activities.empty


def test_a_file_of_activities_imported_twice_is_as_imported_once_and_can_be_undone(
    store: Store,
) -> None:
    def take() -> intake.ImportReport:
        return intake.take(
            store, ImportKind.ACTIVITIES, CSV.encode(), file="a.csv", kommun="0883", now=NOW
        )

    first, again = take(), take()
    assert (first.new, again.new, again.duplicates) == (2, 0, 2)
    assert (of(store, TISTEL).done, of(store, "vastervik-2025/medborgardialoger").done) == (1, 2)
    assert of(store, "vastervik-2025/medborgardialoger").reasons[0].place == "Torget"
    history.undo(store, first.batch_id or 0, now=NOW)
    assert of(store, TISTEL).done == 0


def test_an_own_document_is_brought_counts_for_the_year_and_is_removed(store: Store) -> None:
    before = documents.documents(store)
    assert before == follow_up.shipped()
    documents.save(store, "eget", OWN.encode(), now=NOW)
    assert of(store, "eget/besok").target == 50
    assert documents.text(store, "eget") == OWN
    documents.remove(store, "eget", now=NOW)
    assert documents.documents(store) == before


def test_a_document_of_the_name_of_a_shipped_one_stands_in_its_place_until_it_is_restored(
    store: Store,
) -> None:
    documents.save(store, "vastervik-2025", OWN.encode(), now=NOW)
    assert documents.is_own(store, "vastervik-2025")
    assert of(store, "vastervik-2025/besok").target == 50
    year = plans.year(store, "0883", now=NOW)
    assert year is not None
    assert year.pace.held.target == 50
    documents.remove(store, "vastervik-2025", now=NOW)
    assert "vastervik-2025" not in {each.name for each in documents.documents(store)}
    documents.restore(store, "vastervik-2025", now=NOW)
    assert documents.documents(store) == follow_up.shipped()


def test_faults_of_a_document_are_told_all_at_once_and_nothing_is_saved(store: Store) -> None:
    bad = OWN.replace("'visits'", "'besök'").replace("50", "0").replace("title", "titel")
    with pytest.raises(SettingsError) as caught:
        documents.save(store, "eget", bad.encode(), now=NOW)
    for part in ("titel är okänt", "'besök' är inget av", "target är ett heltal"):
        assert part in caught.value.message
    for name in ("", "Å", "../x", "a/b"):
        with pytest.raises(SelectionError, match="namn"):
            documents.save(store, name, OWN.encode(), now=NOW)
    with pytest.raises(GeoError, match="finns inte i lagret"):
        documents.save(store, "eget", OWN.replace("0883", "0980").encode(), now=NOW)
    with pytest.raises(SettingsError, match="för stort"):
        documents.save(store, "eget", b"#" * 300_000, now=NOW)
    assert documents.documents(store) == follow_up.shipped()
    with pytest.raises(SelectionError):
        documents.text(store, "eget")
    with pytest.raises(SelectionError):
        documents.restore(store, "eget", now=NOW)
    with pytest.raises(InputError):
        activities.withdraw(store, "0883", "x", why="", now=NOW)
