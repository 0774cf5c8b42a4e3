"""Measures on record: saved once, changed version by version, taken back, imported."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import history as imports
from geo import intake, records
from geo.errors import InputError, SelectionError, StoreError
from geo.follow_up.measures import Measure
from geo.follow_up.measures.words import STATUSES
from geo.ledger import measures as ledger
from geo.ledger.measures import NewMeasure
from geo.model import ImportKind, Kommun, MeasureStatus, Period, PeriodKind
from geo.store import meetings, write
from geo.store.engine import Store, open_store
from tests import store_frames

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
DONE = MeasureStatus.DONE
NEW = NewMeasure(1, "belysning", "Tio lampor", "belysning", "mörkt", "Gatukontoret", key="m 1")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measures") / "platsbild.sqlite"
    boxes = [shapely.box(580_000 + 500 * at, 6_400_000, 580_100 + 500 * at, 6_400_100).wkb
             for at in range(3)]  # fmt: skip
    frame = store_frames.places(["Torget", "Parken", "Torget"], geometry=boxes)
    frame["row_key"] = ["1", "2", "3"]
    with open_store(path) as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        write.save(
            opened, store_frames.parsed(ImportKind.PLACES, frame), kommun="0883", file="p.geojson",
            sha256="", imported_utc=int(NOW.timestamp()),
        )  # fmt: skip
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copy(empty, tmp_path / "own.sqlite")) as opened:
        yield opened


def current(store: Store) -> tuple[Measure, ...]:
    return ledger.measures(records.gather(store, "0883"))


def test_a_measure_saved_twice_is_one_at_its_place(store: Store) -> None:
    saved = [ledger.propose(store, "0883", NEW, now=NOW) for _ in range(2)]
    assert saved[0] == saved[1] == current(store)[0]
    assert (saved[0].place, saved[0].status_day) == ("Torget", date(2026, 3, 20))
    assert imports.batches(store)[0].logged


def test_two_places_of_one_name_are_told_apart(store: Store) -> None:
    for place_id in (1, 3):
        ledger.propose(store, "0883", NewMeasure(place_id, "patrull"), now=NOW)
    assert sorted(each.place_id or 0 for each in current(store)) == [1, 3]


def test_a_measure_of_the_whole_kommun_has_no_place(store: Store) -> None:
    saved = ledger.propose(store, "0883", NewMeasure(None, "information"), now=NOW)
    assert (saved.place_id, saved.place) == (None, "")
    assert current(store)[0].place_id is None


def test_a_decision_has_the_usual_last_day_unless_one_is_said(store: Store) -> None:
    usual = ledger.decide(store, "0883", NewMeasure(1, "klottersanering"), now=NOW)
    said = ledger.decide(
        store, "0883", NewMeasure(1, "klottersanering", deadline=date(2026, 4, 1)), now=NOW
    )
    assert (usual.status, usual.deadline) == (MeasureStatus.DECIDED, date(2026, 3, 22))
    assert said.deadline == date(2026, 4, 1)


def test_a_change_is_a_new_version_and_the_same_again_is_none(store: Store) -> None:
    ledger.propose(store, "0883", NEW, now=NOW)
    later = NOW + timedelta(days=3)
    for _ in range(2):
        done = ledger.change(
            store, "0883", "m 1", status=DONE, outcome="Lyser, ring 070-123 45 67", now=later
        )
    assert (done.ended, done.began) == (date(2026, 3, 23), date(2026, 3, 23))
    entries = ledger.history(store, "0883", "m 1")
    assert [each.what for each in entries] == ["Ändrad åtgärd", "Noterad åtgärd"]
    assert "Status: Föreslagen → Klar" in entries[0].text
    assert "Resultat: – → Lyser, ring [telefon]" in entries[0].text
    assert "Plats: Torget" in entries[1].text
    assert current(store) == (done,)


def test_a_withdrawn_measure_is_gone_and_can_come_back(store: Store) -> None:
    ledger.propose(store, "0883", NEW, now=NOW)
    ledger.withdraw(store, "0883", "m 1", why="dubbel", now=NOW)
    assert current(store) == ()
    assert ledger.history(store, "0883", "m 1")[0].text == "dubbel"
    with pytest.raises(StoreError, match="tagen tillbaka"):
        ledger.change(store, "0883", "m 1", status=DONE, now=NOW)
    ledger.restore(store, "0883", "m 1", now=NOW)
    assert len(current(store)) == 1


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewMeasure(9, "patrull"), SelectionError),
        (NewMeasure(1, "patrull", meeting="i går"), InputError),
        (NewMeasure(1, "patrull", promise="Tistel"), InputError),
        (NewMeasure(1, "trolleri"), InputError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_saved(
    store: Store, new: NewMeasure, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ledger.propose(store, "0883", new, now=NOW)
    assert current(store) == ()


def test_nothing_is_added_to_a_meeting_that_is_frozen_or_not_there(store: Store) -> None:
    week = Period(date(2026, 3, 9), date(2026, 3, 16), PeriodKind.WEEK)
    held = meetings.add(store, "0883", week, week.end, at_utc=int(NOW.timestamp()))
    decided = replace(NEW, meeting=str(held.meeting_id))
    assert ledger.decide(store, "0883", decided, now=NOW).meeting == str(held.meeting_id)
    meetings.freeze(
        store, held.meeting_id, "{}", "", store_version=store.version, at_utc=int(NOW.timestamp())
    )
    late = replace(decided, key="m 2")
    with pytest.raises(StoreError, match="är fryst"):
        ledger.propose(store, "0883", late, now=NOW)
    with pytest.raises(SelectionError, match="Möte 99 finns inte"):
        ledger.propose(store, "0883", replace(late, meeting="99"), now=NOW)
    write.add_kommun(store, Kommun("0483", "Katrineholm"))
    with pytest.raises(SelectionError, match="en annan kommuns"):
        ledger.propose(store, "0483", replace(late, place_id=None), now=NOW)
    assert len(current(store)) == 1


def test_a_number_of_no_measure_is_an_error(store: Store) -> None:
    with pytest.raises(SelectionError, match="measures list"):
        ledger.row_key_of(store, "0883", 99)


def test_a_person_as_owner_is_warned_about() -> None:
    assert "organisationen" in ledger.owner_warning("Anna Svensson")
    assert ledger.owner_warning("Polisen") == ""


def test_the_overview_has_the_places_causes_and_what_surfaces(store: Store) -> None:
    ledger.decide(store, "0883", NEW, now=NOW)
    found = ledger.overview(records.gather(store, "0883"), today=date(2026, 6, 1))
    torget = next(each for each in found.places if each.place_id == 1)
    assert found.surfaced[0].row_key == "m 1"
    assert [cause.met_by for cause in torget.causes] == [("m 1",), ()]


def test_a_file_with_what_is_typed_says_the_same(store: Store) -> None:
    ledger.propose(store, "0883", NEW, now=NOW)
    text = (
        "Id;Plats;Problem;Orsak;Åtgärd;Beskrivning;Ansvarig;Status;Statusdag\n"
        "m 1;Torget;Bristande belysning;mörkt;Belysning;Tio lampor;Gatukontoret;Föreslagen;"
        "2026-03-20\n"
    )
    report = intake.take(
        store, ImportKind.MEASURES, text.encode(), file="a.csv", kommun="0883", now=NOW
    )
    # ”Torget” is two places, so what is typed has a point besides; else they are alike.
    assert (report.new, report.changed) == (0, 1)
    assert "Status" not in ledger.history(store, "0883", "m 1")[0].text


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Torget", "Parken", ""]),
        st.sampled_from(["Patrull", "Belysning", "Något annat"]),
        st.sampled_from(["", "Polisen", "Kommunen"]),
        st.sampled_from(["", "2026-05-01"]),
        st.sampled_from(["", "klar", "pågår", "kanske"]),
    ),
    min_size=1,
    max_size=8,
)


@given(_ROWS)
@settings(max_examples=8)
def test_a_file_imported_twice_is_imported_once(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, rows: list[tuple[str, ...]]
) -> None:
    body = "".join(";".join(row) + "\n" for row in rows)
    content = ("Plats;Åtgärd;Ansvarig;Sista dag;Status\nParken;Röjning;;;\n" + body).encode()
    copy = tmp_path_factory.mktemp("twice") / "own.sqlite"
    with open_store(shutil.copy(empty, copy)) as store:
        first, again = (
            intake.take(store, ImportKind.MEASURES, content, file="a.csv", kommun="0883", now=NOW)
            for _ in range(2)
        )
        assert first.new == len(current(store)) == len(rows) + 1 - len(first.rejects)
        assert (again.new, again.changed, again.duplicates) == (0, 0, first.new)


@given(st.lists(st.tuples(st.sampled_from(MeasureStatus), st.integers(0, 9)), max_size=6))
@settings(max_examples=8)
def test_the_history_never_loses_a_version(
    tmp_path_factory: pytest.TempPathFactory,
    empty: Path,
    steps: list[tuple[MeasureStatus, int]],
) -> None:
    copy = tmp_path_factory.mktemp("versions") / "own.sqlite"
    with open_store(shutil.copy(empty, copy)) as store:
        ledger.propose(store, "0883", NEW, now=NOW)
        statuses, now = [MeasureStatus.PROPOSED], NOW
        for status, days in steps:
            now += timedelta(days=days)
            ledger.change(store, "0883", "m 1", status=status, now=now)
            if status is not statuses[-1]:
                statuses.append(status)
        entries = ledger.history(store, "0883", "m 1")
        assert len(entries) == len(statuses)
        names = [STATUSES[each] for each in statuses]
        told = [f"Status: {a} → {b}" for a, b in pairwise(names)]
        assert all(each in entry.text for each, entry in zip(told, entries[-2::-1], strict=True))
        assert current(store)[0].status is statuses[-1]
