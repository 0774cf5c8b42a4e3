"""Visits that are logged: saved once, corrected, taken back, restored, and undone as imports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo import follow_up, history, records, visit_log
from geo.errors import InputError, SelectionError, StoreError
from geo.model import ImportKind, Kommun
from geo.store import decisions, read, visit_drafts, write
from geo.store.engine import Store, open_store
from geo.visit_log import Draft
from tests import store_frames

NOW = datetime(2026, 3, 20, 18, 0, tzinfo=UTC)
START = int(NOW.timestamp()) - 1200
DRAFT = "00000000000000ff"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three places in a row, two with one name, and a park within the first."""
    with open_store(tmp_path / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        squares = [shapely.box(at, 0, at + 100, 100).wkb for at in (0, 100, 200)]
        frame = store_frames.places(
            ["a", "b", "c", "d"],
            name=["Torget", "Parken", "Parken", "Lekplatsen"],
            geometry=[*squares, shapely.box(10, 10, 20, 20).wkb],
        )
        put(opened, ImportKind.PLACES, frame)
        yield opened


def put(store: Store, kind: ImportKind, frame: Any) -> Any:
    return write.save(
        store, store_frames.parsed(kind, frame), kommun="0883", file="f.csv", sha256="x",
        imported_utc=int(NOW.timestamp()),
    )  # fmt: skip


def draft(place_id: int | None = 1, **values: Any) -> Draft:
    return Draft(DRAFT, place_id=place_id, start_utc=START, **values)


def save(store: Store, told: Draft, now: datetime = NOW) -> visit_log.Saved:
    return visit_log.save(store, "0883", told, now=now)


def joined(store: Store) -> list[int]:
    """The places that the kommun's visits are joined to."""
    found = records.gather(store, "0883")
    return [int(found.places["place_id"].iloc[at]) for at in found.visit_assignment.place]


def test_a_visit_is_a_row_of_the_ordinary_table(store: Store) -> None:
    saved = save(store, draft(cause="otrygghet", measure="dialog", dialogue=True))
    row = read.visits(store, "0883").iloc[0]
    assert (row.place_text, row.start_utc, row.minutes, row.officers) == ("Torget", START, 15, 2)
    assert (row.cause, row.measure, row.dialogue) == ("otrygghet", "dialog", True)
    assert (saved.name, saved.minutes, joined(store)) == ("Torget", 15, [1])


def test_a_logged_visit_is_told_apart_in_the_list_of_imports(store: Store) -> None:
    save(store, draft())
    put(store, ImportKind.VISITS, store_frames.visits(["1"]))
    assert [each.logged for each in history.batches(store)] == [False, True, False]


def test_a_double_tap_makes_one_visit_and_one_import(store: Store) -> None:
    first, second = save(store, draft()), save(store, draft(), NOW + timedelta(seconds=1))
    assert len(read.visits(store, "0883")) == 1
    assert (first.row_key, second.batch_id) == (second.row_key, None)
    assert len(history.batches(store)) == 2


def test_a_draft_saved_with_other_content_is_refused_and_nothing_lost(store: Store) -> None:
    save(store, draft())
    with pytest.raises(StoreError, match="redan sparat"):
        save(store, draft(minutes=30))
    assert read.visits(store, "0883")["minutes"].tolist() == [15]


def test_a_correction_is_a_new_version_and_the_old_one_is_shown(store: Store) -> None:
    saved = save(store, draft(observation="lugnt"))
    told = replace(visit_log.draft_of(store, "0883", saved.row_key, "0" * 16), minutes=30)
    visit_log.correct(store, "0883", saved.row_key, told, now=NOW)
    assert read.visits(store, "0883")["minutes"].tolist() == [30]
    lines = [each.text for each in visit_log.history(store, "0883", saved.row_key)]
    assert lines[0].startswith("Rättat besök: Torget 2026-03-20 18:40, 30 min")
    assert lines[1].startswith("Loggat besök: Torget 2026-03-20 18:40, 15 min")
    assert visit_log.latest(store, "0883")[0].number == 2


def test_a_correction_that_changes_nothing_writes_nothing(store: Store) -> None:
    saved = save(store, draft())
    told = visit_log.draft_of(store, "0883", saved.row_key, "0" * 16)
    assert save(store, told).batch_id is None
    assert visit_log.latest(store, "0883")[0].number == 1


def test_a_correction_of_an_imported_visit_keeps_where_it_was(store: Store) -> None:
    put(store, ImportKind.VISITS, store_frames.visits(["7"], x=15.0, y=15.0, place_text="Gungan"))
    told = visit_log.draft_of(store, "0883", "7", "0" * 16)
    assert told.place_id == 4
    visit_log.save(store, "0883", replace(told, minutes=20), now=NOW)
    row = read.visits(store, "0883").iloc[0]
    assert (row.place_text, row.x, row.minutes) == ("Gungan", 15.0, 20)
    told = visit_log.draft_of(store, "0883", "7", "0" * 16)
    visit_log.save(store, "0883", replace(told, place_id=1), now=NOW)
    row = read.visits(store, "0883").iloc[0]
    assert row.place_text == "Torget"
    assert joined(store) == [1]


def test_a_visit_is_taken_back_with_who_when_and_why(store: Store) -> None:
    saved = save(store, draft())
    visit_log.withdraw(store, "0883", saved.row_key, why="fel plats, ring 070-123 45 67", now=NOW)
    assert read.visits(store, "0883").empty
    taken = visit_log.latest(store, "0883")[0].withdrawn
    assert taken is not None
    assert taken.why == "fel plats, ring [telefon]"
    lines = visit_log.history(store, "0883", saved.row_key)
    assert [each.text.split(":")[0] for each in lines] == ["Taget tillbaka", "Loggat besök"]
    assert all(each.who for each in lines)
    with store.reading() as connection:
        noted = connection.exec_driver_sql("SELECT what FROM audit ORDER BY audit_id").scalars()
        assert list(noted)[-1].endswith("fel plats, ring [telefon]")


def test_what_was_taken_back_can_be_restored_and_only_then(store: Store) -> None:
    saved = save(store, draft())
    with pytest.raises(StoreError, match="inte taget tillbaka"):
        visit_log.restore(store, "0883", saved.row_key, now=NOW)
    visit_log.withdraw(store, "0883", saved.row_key, why="fel", now=NOW)
    with pytest.raises(StoreError, match="taget tillbaka"):
        save(store, draft())
    with pytest.raises(StoreError, match="taget tillbaka"):
        visit_log.withdraw(store, "0883", saved.row_key, why="fel", now=NOW)
    visit_log.restore(store, "0883", saved.row_key, now=NOW)
    assert len(read.visits(store, "0883")) == 1


def test_a_reason_is_needed_to_take_a_visit_back(store: Store) -> None:
    saved = save(store, draft())
    with pytest.raises(InputError, match="varför"):
        visit_log.withdraw(store, "0883", saved.row_key, why=" \n ", now=NOW)


def test_the_same_file_again_does_not_bring_back_what_was_taken_back(store: Store) -> None:
    put(store, ImportKind.VISITS, store_frames.visits(["1", "2"]))
    visit_log.withdraw(store, "0883", "2", why="fel", now=NOW)
    again = put(store, ImportKind.VISITS, store_frames.visits(["1", "2"]))
    assert (again.new, again.changed, again.duplicates) == (0, 0, 2)
    assert len(read.visits(store, "0883")) == 1


def test_a_visit_that_came_in_again_otherwise_is_not_made_two_by_restoring(store: Store) -> None:
    put(store, ImportKind.VISITS, store_frames.visits(["1"]))
    taken = visit_log.withdraw(store, "0883", "1", why="fel", now=NOW)
    changed = store_frames.visits(["1"]).assign(content_hash="other")
    later = put(store, ImportKind.VISITS, changed)
    assert later.new == 1
    with pytest.raises(StoreError, match="kommit in igen"):
        history.undo(store, taken, now=NOW)
    history.undo(store, later.batch_id, now=NOW)
    history.undo(store, taken, now=NOW)
    assert len(read.visits(store, "0883")) == 1


def test_undo_takes_the_visit_away_and_keeps_its_draft(store: Store) -> None:
    told = draft(observation="lugnt")
    visit_log.keep(store, "0883", told, now=NOW)
    saved = save(store, told)
    assert visit_log.load(store, "0883", DRAFT, now=NOW) is None
    assert saved.batch_id is not None
    visit_log.undo(store, saved.batch_id, told, "0883", now=NOW)
    assert read.visits(store, "0883").empty
    kept = visit_log.load(store, "0883", DRAFT, now=NOW)
    assert kept is not None
    assert kept.draft == told
    assert save(store, told).batch_id is not None


def test_the_first_version_is_not_undone_beneath_a_correction(store: Store) -> None:
    saved = save(store, draft())
    told = visit_log.draft_of(store, "0883", saved.row_key, "0" * 16)
    visit_log.correct(store, "0883", saved.row_key, replace(told, minutes=30), now=NOW)
    assert saved.batch_id is not None
    with pytest.raises(StoreError, match="senare importer"):
        history.undo(store, saved.batch_id, now=NOW)


@pytest.mark.parametrize("place_id", [2, 3])
def test_a_name_that_two_places_have_is_told_by_a_point(store: Store, place_id: int) -> None:
    save(store, draft(place_id))
    assert read.visits(store, "0883")["x"].notna().all()
    assert joined(store) == [place_id]


def test_a_name_that_means_another_place_here_is_told_by_a_point_of_its_own(store: Store) -> None:
    decisions.decide_places(store, "0883", {"Torget": 2}, at_utc=0)
    save(store, draft(1))
    assert joined(store) == [1]


def test_the_phones_position_is_kept_only_in_the_place(store: Store) -> None:
    save(store, draft(1, x=50.0, y=60.0))
    save(store, replace(draft(1, x=250.0, y=60.0), draft_id="0" * 16))
    x = read.visits(store, "0883").sort_values("visit_id")["x"].tolist()
    assert x[0] == 50.0
    assert x[1] != x[1]
    assert joined(store) == [1, 1]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"start_utc": START + 10_000}, "framtiden"),
        ({"start_utc": None}, "starttid"),
        ({"start_utc": 0}, "orimlig"),
        ({"minutes": None}, "avslutat"),
        ({"minutes": 0}, "långt"),
        ({"minutes": 1441}, "långt"),
        ({"officers": -1}, "poliser"),
        ({"officers": 1001}, "poliser"),
    ],
)
def test_what_cannot_be_a_visit_is_said(store: Store, values: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        save(store, replace(draft(), **values))
    assert read.visits(store, "0883").empty


@pytest.mark.parametrize("place_id", [None, 99])
def test_a_place_that_is_not_there_is_said(store: Store, place_id: int | None) -> None:
    with pytest.raises(SelectionError, match="Platsen"):
        save(store, draft(place_id))


def test_person_data_is_masked_in_visit_and_draft(store: Store) -> None:
    told = draft(observation="Talade med 811228-9874\x00", cause="ABC 123")
    kept = visit_log.keep(store, "0883", told, now=NOW)
    assert kept.draft.observation == "Talade med [personnummer]"
    assert len(kept.notes) == 2
    with store.reading() as connection:
        raw = connection.exec_driver_sql("SELECT content FROM visit_draft").scalar()
    assert "9874" not in str(raw)
    assert "Personuppgifter maskades" in save(store, told).notes[0]
    assert save(store, kept.draft).batch_id is None


def test_a_draft_is_forgotten_after_three_days(store: Store) -> None:
    visit_log.keep(store, "0883", draft(), now=NOW)
    later = NOW + timedelta(seconds=visit_drafts.KEPT_SECONDS + 1)
    assert visit_log.load(store, "0883", DRAFT, now=NOW) is not None
    assert visit_log.load(store, "0883", DRAFT, now=later) is None
    visit_log.keep(store, "0883", replace(draft(), draft_id="0" * 16), now=later)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM visit_draft").scalar() == 1


def test_a_draft_leaves_the_version_of_the_store(store: Store) -> None:
    before = store.version
    visit_log.keep(store, "0883", draft(), now=NOW)
    visit_log.throw(store, "0883", DRAFT)
    assert store.version == before
    assert visit_log.load(store, "0883", DRAFT, now=NOW) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"draft_id": "../../etc"}', '{"draft_id": 7}',
             '{"draft_id": "00000000000000ff", "minutes": "15"}',
             '{"draft_id": "00000000000000ff", "other": 1}']
)  # fmt: skip
def test_what_is_no_draft_is_none(text: str) -> None:
    assert visit_log.from_json(text) is None


def test_the_places_with_the_latest_visits_are_offered_first(store: Store) -> None:
    save(store, draft(4))
    found = records.gather(store, "0883")
    assert [each.name for each in visit_log.offers(found)] == [
        "Lekplatsen", "Parken", "Parken", "Torget"
    ]  # fmt: skip


def test_the_nearest_places_are_offered_first_where_the_phone_is_known(store: Store) -> None:
    found = records.gather(store, "0883")
    near = visit_log.offers(found, at=(15.0, 15.0))
    assert [each.place_id for each in near] == [4, 1, 2, 3]
    assert near[0].metres == 0


def test_only_a_position_in_the_place_is_offered_to_be_kept(store: Store) -> None:
    found = records.gather(store, "0883")
    assert visit_log.lies_in(found, 1, (50.0, 50.0))
    assert not visit_log.lies_in(found, 2, (50.0, 50.0))
    assert not visit_log.lies_in(found, None, (50.0, 50.0))


def test_the_visits_of_the_promise_are_counted_once_each(store: Store) -> None:
    save(store, draft(4))
    found = records.gather(store, "0883")
    counted = visit_log.progress(found, follow_up.shipped(), NOW.date())
    assert (counted.done, counted.target, counted.whole_year) == (1, 100, True)
    assert visit_log.progress(found, follow_up.shipped(), NOW.date(), own=52).target == 52
    assert visit_log.progress(found, follow_up.shipped(), NOW.date().replace(year=2025)).done == 0


def test_without_a_promise_the_visits_of_the_year_are_counted(store: Store) -> None:
    save(store, draft())
    found = replace(records.gather(store, "0883"), kommun="9999")
    counted = visit_log.progress(found, follow_up.shipped(), NOW.date())
    assert (counted.done, counted.target) == (1, None)
