"""A frozen meeting is reopened as it was, whatever has come in, gone out or been redrawn since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from shapely import affinity

from geo import history, meeting, polygon_change, records, weeks
from geo.errors import SelectionError, StoreDamaged, StoreError
from geo.meeting import Settled
from geo.model import Arrangement, ImportKind, PlacePrecision
from geo.polygon_change import Outline
from geo.report.week import Week
from geo.store import decisions, meetings, visit_drafts, write
from geo.store.engine import Store, open_store
from tests.deep_equal import same
from tests.store_frames import incidents, parsed

KOMMUN, KARSTORP = "0883", 6
WEEK = weeks.parse("2026-W12")
HELD = date(2026, 3, 24)
NOW = datetime(2026, 3, 24, 12, tzinfo=UTC)


@pytest.fixture
def store(demo_copy: Path) -> Iterator[Store]:
    with open_store(demo_copy) as opened:
        yield opened


def held(store: Store) -> int:
    """A meeting with a decision, a priority and an arrangement; its number."""
    opened = meeting.open_(store, KOMMUN, WEEK, held=HELD, now=NOW)
    meeting.decide(
        store, opened.meeting_id, KARSTORP, "belysning", "Laga lampor", "Kommunen",
        HELD + timedelta(days=30), category="belysning", now=NOW,
    )  # fmt: skip
    meeting.prioritise(store, opened, KARSTORP, now=NOW)
    coming = Arrangement("Marknad", HELD, HELD + timedelta(days=2), KARSTORP)
    meeting.arrange(store, KOMMUN, coming, now=NOW)
    return opened.meeting_id


def frozen(store: Store) -> Week:
    number = held(store)
    return meeting.freeze(store, number, records=records.gather(store, KOMMUN), now=NOW)


def test_it_is_the_same_after_imports_undo_remapping_and_another_outline(store: Store) -> None:
    before = frozen(store)
    number = before.seal.meeting_id if before.seal else 0

    _import_more(store)
    _undo_an_import(store)
    _map_a_word_anew(store)
    _draw_a_place_anew(store)
    (decided,) = before.decided
    meeting.settle(store, KOMMUN, decided.row_key, Settled.DONE, now=NOW + timedelta(days=7))

    now = records.gather(store, KOMMUN)
    selection = before.picture.basis.selection
    changed = records.lagesbild(now, selection, now=NOW)
    assert not same(changed.totals, before.picture.totals)
    again = meeting.reopen(store, number)
    assert same(again, before)
    assert again.seal is not None
    assert len(again.seal.sha256) == 64


def _import_more(store: Store) -> None:
    middle = records.gather(store, KOMMUN).places.set_index("place_id").geometry[KARSTORP].centroid
    at = [weeks.midnight(WEEK.start) + 3600 * hour for hour in range(30)]
    more = incidents([f"ny {n}" for n in at], x=middle.x, y=middle.y, start_utc=at, end_utc=at)
    more = more.astype({"start_utc": "Int64", "end_utc": "Int64"})
    report = write.save(
        store, parsed(ImportKind.EST, more), kommun=KOMMUN, file="mer.csv", sha256="1" * 64,
        imported_utc=int(NOW.timestamp()),
    )  # fmt: skip
    assert report.new == 30


def _undo_an_import(store: Store) -> None:
    police = [b for b in history.batches(store, KOMMUN) if b.kind is ImportKind.POLICE]
    history.undo(store, police[0].batch_id, now=NOW)


def _map_a_word_anew(store: Store) -> None:
    changed = decisions.decide_categories(store, KOMMUN, {"Klotter": "hot"}, at_utc=1)
    assert changed >= 30


def _draw_a_place_anew(store: Store) -> None:
    known = records.gather(store, KOMMUN)
    half = affinity.scale(known.places.set_index("place_id").geometry[KARSTORP], 0.5, 0.5)
    drawn = Outline(1, "", "", half, (), "ny.geojson", "0" * 64)
    proposal = polygon_change.propose(known, KARSTORP, drawn, precision=PlacePrecision.EXACT)
    polygon_change.save(store, proposal, now=NOW)


def test_what_was_decided_prioritised_and_arranged_is_in_it(store: Store) -> None:
    week = frozen(store)
    assert [(m.place, m.what, m.owner) for m in week.decided] == [
        ("Karstorp", "Laga lampor", "Kommunen")
    ]
    assert [(p.place_id, p.first_day, p.until_day) for p in week.priorities] == [
        (KARSTORP, HELD, HELD + timedelta(days=7))
    ]
    assert [a.name for a in week.arrangements] == ["Marknad"]
    assert set(week.outlines) == {p.place_id for p in week.picture.places}
    assert week.boundary is None  # the demo has none


def test_nothing_changes_a_frozen_meeting(store: Store) -> None:
    week = frozen(store)
    assert week.seal is not None
    number = week.seal.meeting_id
    listed = meetings.meeting(store, number)
    (decided,) = week.decided
    found = records.gather(store, KOMMUN)
    with pytest.raises(StoreError, match=f"Möte {number} är fryst"):
        meeting.decide(store, number, KARSTORP, "kamera", "Kamera", "", HELD, now=NOW)
    with pytest.raises(StoreError, match="är fryst"):
        meeting.take_back(store, number, decided.row_key, now=NOW)
    with pytest.raises(StoreError, match="är fryst"):
        meeting.prioritise(store, listed, KARSTORP, now=NOW)
    with pytest.raises(StoreError, match="är fryst"):
        meeting.freeze(store, number, records=found, now=NOW)
    with pytest.raises(StoreError, match="är fryst"):
        meetings.forget(store, number, at_utc=1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meeting SET snapshot = 'x'",
        "UPDATE meeting SET held_day = '2026-01-01'",
        "DELETE FROM meeting",
    ],
)
def test_the_database_itself_refuses(store: Store, change: str) -> None:
    frozen(store)
    with sqlite3.connect(store.path) as raw, pytest.raises(sqlite3.IntegrityError, match="frozen"):
        raw.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meeting SET snapshot = replace(snapshot, 'Laga lampor', 'Byt lampor')",
        "UPDATE meeting SET held_day = '2026-03-25'",
        "UPDATE meeting SET store_version = store_version + 1",
        "UPDATE meeting SET snapshot = ''",
    ],
)
def test_a_file_that_was_changed_all_the_same_is_told(store: Store, change: str) -> None:
    week = frozen(store)
    assert week.seal is not None
    with sqlite3.connect(store.path) as raw:
        raw.execute("DROP TRIGGER meeting_frozen_update")
        raw.execute(change)
    with pytest.raises(StoreDamaged, match="inte längre som det frystes"):
        meeting.reopen(store, week.seal.meeting_id)


def test_records_that_are_older_than_the_store_are_read_again(store: Store) -> None:
    found = records.gather(store, KOMMUN)
    number = held(store)
    week = meeting.freeze(store, number, records=found, now=NOW)
    assert len(week.decided) == 1
    assert week.seal is not None
    assert week.seal.store_version > found.store_version


def test_what_is_older_than_the_store_is_not_frozen(store: Store) -> None:
    number = held(store)
    with pytest.raises(meetings.Moved, match="skrevs"):
        meetings.freeze(store, number, "{}", "0", store_version=store.version - 1, at_utc=1)
    assert not meetings.meeting(store, number).frozen


def test_a_draft_beside_is_no_reason_to_read_again(store: Store) -> None:
    number = held(store)
    found = records.gather(store, KOMMUN)
    visit_drafts.keep(store, KOMMUN, "a" * 32, "{}", at_utc=1)
    week = meeting.freeze(store, number, records=found, now=NOW)
    assert week.seal is not None
    assert week.seal.store_version == found.store_version


def test_only_a_frozen_meeting_is_reopened(store: Store) -> None:
    number = held(store)
    with pytest.raises(SelectionError, match="är inte fryst"):
        meeting.reopen(store, number)
    with pytest.raises(SelectionError, match="finns inte"):
        meeting.reopen(store, 99)
