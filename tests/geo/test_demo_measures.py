"""The demo's measures: what is planted of them is in the files, and their chain is whole."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from python_calamine import CalamineWorkbook

from geo import demo, intake, records, shipped
from geo.demo import decided, effect, events, measures, world
from geo.demo.effect import Effect, Planted
from geo.follow_up import promises
from geo.model import CATEGORIES, ENDED, ImportKind, MeasureStatus
from geo.records import Records
from geo.shipped import measure_kinds
from geo.store import write
from geo.store.engine import open_store
from geo.weeks import clock

UNTIL = date(2026, 3, 22)
Ints = NDArray[np.int64]
CHANCE = 2.6
"""Standard errors that a difference may be from what is planted: once in a hundred times more."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of two years."""
    path = tmp_path_factory.mktemp("demo")
    demo.write(path, seed=3, years=2, until=UNTIL)
    return path


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    """The content of truth.json, by kommun."""
    told = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return dict(told["kommuner"])


@pytest.fixture(scope="module")
def katrineholm(folder: Path) -> Records:
    """What is on record of Katrineholm when its files have been read."""
    kommun = next(each.kommun for each in demo.KOMMUNER if each.kommun.code == "0483")
    with open_store(folder / "store.sqlite") as store:
        write.add_kommun(store, kommun)
        for file in demo.files(folder, kommuner=[kommun.code]):
            content, now = file.path.read_bytes(), datetime(2026, 3, 23, 6, tzinfo=UTC)
            done = intake.take(
                store, file.kind, content, file=file.path.name, kommun=kommun.code, now=now
            )
            if file.kind is ImportKind.MEASURES:
                assert len(done.rejects) == 1
        return records.gather(store, kommun.code)


def days(folder: Path, code: str) -> dict[str, date | None]:
    """Day of each report in the EST and police files by its id; None where it is impossible."""
    text = (folder / f"{code}-est-rapporter.csv").read_bytes().decode("cp1252")
    found = {
        row["Rapport-id"]: row["Datum"] for row in csv.DictReader(text.splitlines(), delimiter=";")
    }
    book = CalamineWorkbook.from_path(str(folder / f"{code}-polisanmalningar.xlsx"))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    found |= {str(row[0]): str(row[3])[:10] for row in rows}
    return {key: _day(text) for key, text in found.items()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def sheet(folder: Path, code: str) -> list[dict[str, Any]]:
    """The workbook of measures as it stands."""
    book = CalamineWorkbook.from_path(str(folder / f"{code}-atgarder.xlsx"))
    header, *rows = book.get_sheet_by_index(0).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


def planted(truth: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(code, each) for code, told in truth.items() for each in told["verkan"]]


def test_one_measure_truly_helps_and_others_do_nothing(truth: dict[str, Any]) -> None:
    kept = sorted(each["kvar"] for _, each in planted(truth))
    assert kept == [0.55, 1.0, 1.0]


def test_the_rows_before_and_after_lie_on_their_side_of_the_day(
    folder: Path, truth: dict[str, Any]
) -> None:
    for code, each in planted(truth):
        began, day = date.fromisoformat(each["början"]), days(folder, code)
        span = timedelta(weeks=each["veckor"])
        before = [day[row] for row in each["före"] if day[row]]
        after = [day[row] for row in each["efter"] + each["i_ringen"] if day[row]]
        assert len(before) > 0.9 * len(each["före"])
        # A broken row may have its year wrong; a police report that is broken begins later.
        assert sum(began - span <= one < began for one in before) > 0.97 * len(before)
        assert sum(began <= one <= UNTIL for one in after) > 0.97 * len(after)


def test_incidents_fall_to_what_is_planted_and_only_there(truth: dict[str, Any]) -> None:
    for _, each in planted(truth):
        stayed, gone = len(each["efter"]), each["uteblivna"]
        drawn = stayed + gone
        error = np.sqrt(drawn * each["kvar"] * (1 - each["kvar"]))
        assert abs(stayed - each["kvar"] * drawn) <= CHANCE * error
        if each["kvar"] == 1:
            assert gone == 0
            assert not each["i_ringen"]


def test_a_little_of_what_is_gone_happens_in_the_ring_instead(truth: dict[str, Any]) -> None:
    helped = next(each for _, each in planted(truth) if each["kvar"] < 1)
    assert 0 < len(helped["i_ringen"]) < 0.35 * helped["uteblivna"]


def test_the_program_sees_fewer_where_it_helps_and_as_many_where_it_does_nothing(
    katrineholm: Records, truth: dict[str, Any]
) -> None:
    """Counted of what is on record, against the whole kommun in the same weeks."""
    names, start = list(katrineholm.places["name"]), katrineholm.incidents["start_utc"].to_numpy()
    for each in truth["0483"]["verkan"]:
        began = clock.midnight(date.fromisoformat(each["början"]))
        span = each["veckor"] * events.SECONDS_PER_WEEK
        here = katrineholm.assignment.row[
            katrineholm.assignment.place == names.index(each["plats"])
        ]
        here_before, all_before = _counted(start, here, began - span, began)
        here_after, all_after = _counted(start, here, began, began + span)
        ratio = here_after / here_before / (all_after / all_before)
        error = np.sqrt(1 / here_after + 1 / here_before)
        assert abs(np.log(ratio / each["kvar"])) < CHANCE * error + 0.15
        assert ratio < 0.8 if each["kvar"] < 1 else ratio > 0.8


def _counted(start: Ints, rows: Ints, low: int, high: int) -> tuple[int, int]:
    """How many incidents began in a time: of some rows, and of all."""
    within = (start >= low) & (start < high)
    return int(within[rows].sum()), int(within.sum())


def test_every_measure_on_record_is_as_it_was_decided(katrineholm: Records) -> None:
    found = katrineholm.measures.set_index("row_key")
    listed = decided.DECIDED_IN["0483"]
    assert len(found) == len(listed)
    names = list(katrineholm.places["name"])
    placed = dict(
        zip(
            katrineholm.measure_assignment.row.tolist(),
            (names[i] for i in katrineholm.measure_assignment.place.tolist()),
            strict=True,
        )
    )
    by_what = {row.what: (at, row) for at, row in enumerate(found.itertuples())}
    for each in listed:
        at, row = by_what[each.what]
        assert placed[at] == each.place
        assert (row.category, row.cause, row.kind) == (each.problem, each.cause, each.kind)
        assert (row.owner, row.status, row.cost) == (each.owner, each.status, each.cost)
        assert row.deadline == str(UNTIL - timedelta(days=each.deadline))
        assert row.began == ("" if each.began is None else str(UNTIL - timedelta(days=each.began)))
        assert row.outcome == each.outcome
    assert set(found["status"]) <= {status.value for status in MeasureStatus}


def drawn(number: int = 1) -> tuple[list[world.Place], events.Events]:
    known = world.places(demo.KOMMUNER[number])
    rng = np.random.default_rng(5)
    return known, events.draw(
        demo.KOMMUNER[number], known, first_monday=date(2025, 1, 6), weeks=52, scale=4.0, rng=rng
    )


def test_an_effect_changes_no_other_incident() -> None:
    known, before = drawn()
    begins = 26 * events.SECONDS_PER_WEEK
    does = Planted(0, 4, begins, Effect(kept=0.5, moved=0.2))
    worked = effect.work(before, known, [does], np.random.default_rng(1))
    after, moved = worked.events, worked.moved_by == 0
    touched = (before.place == 4) & (before.start >= begins)
    for name in ("place", "category", "start", "end", "x", "y", "police", "happened"):
        same = ~moved if name in ("place", "x", "y") else ~touched
        np.testing.assert_array_equal(getattr(after, name)[same], getattr(before, name)[same])
    assert before.happened.all()
    assert (~after.happened).sum() == worked.gone[0] - moved.sum()
    assert touched[~after.happened | moved].all()
    assert after.weekly.sum() == before.weekly.sum() - worked.gone[0]
    assert after.weekly[4].sum() == (after.happened & (after.place == 4)).sum()


def test_what_is_moved_lies_in_the_ring() -> None:
    known, before = drawn()
    does = Planted(0, 4, 0, Effect(kept=0.3, moved=0.5, ring_m=120.0))
    worked = effect.work(before, known, [does], np.random.default_rng(1))
    at = worked.moved_by == 0
    far = shapely.distance(
        known[4].polygon, shapely.points(worked.events.x[at], worked.events.y[at])
    )
    assert at.any()
    assert ((far > 0) & (far <= 120.0)).all()


def test_what_does_nothing_leaves_every_incident() -> None:
    known, before = drawn()
    worked = effect.work(
        before, known, [Planted(0, 4, 0, decided.NOTHING)], np.random.default_rng(1)
    )
    np.testing.assert_array_equal(worked.events.place, before.place)
    np.testing.assert_array_equal(worked.events.x, before.x)
    assert worked.events.happened.all()
    assert worked.gone == (0,)


def test_the_sheet_has_what_the_truth_tells_of_it(folder: Path, truth: dict[str, Any]) -> None:
    for code, told in truth.items():
        rows = sheet(folder, code)
        assert len(rows) == told["filer"]["measures"]["rader"]
        broken = [row for row in rows if row["Klar senast"] == "2026-13-05"]
        assert len(broken) == told["filer"]["measures"]["trasiga"] == 1
        rows.remove(broken[0])
        remaining = [row for row in rows if row["Status"] not in ("Klar", "Avbruten")]
        late = [row for row in remaining if row["Klar senast"] < UNTIL]
        assert told["åtgärder"]["pågående"] == len(remaining)
        assert told["åtgärder"]["försenade"] == len(late) > 0
        assert told["åtgärder"]["utan_ansvarig"] == sum(not row["Ansvarig"] for row in remaining)


def test_some_measure_of_the_demo_is_late_ownerless_done_and_broken_off(
    truth: dict[str, Any],
) -> None:
    told = [each["åtgärder"] for each in truth.values()]
    assert sum(each["utan_ansvarig"] for each in told) >= 3
    statuses = {status for each in told for status in each["status"]}
    assert statuses == set(measures.STATUS.values())


@pytest.mark.parametrize("each", demo.KOMMUNER, ids=lambda each: each.kommun.name)
def test_every_measure_names_what_there_is(each: world.KommunWorld) -> None:
    names = {place.name for place in world.places(each)} | {""}
    for one in decided.DECIDED_IN[each.kommun.code]:
        assert one.place in names
        assert one.problem in CATEGORIES
        assert one.kind in measure_kinds.kinds()
        assert one.cause
        assert one.what
        assert one.outcome if one.status in ENDED else True
        assert one.told >= 0, "nothing is told of a status to come"


def test_every_promise_that_a_measure_is_for_is_shipped() -> None:
    known = {
        f"{path.stem}/{promise.key}"
        for path in shipped.folder("promises").glob("*.toml")
        for promise in promises.load(path.read_bytes(), file=path.name).promises
    }
    named = {one.promise for listed in decided.DECIDED_IN.values() for one in listed if one.promise}
    assert named
    assert named <= known


def test_days_in_the_sheet_are_days(folder: Path) -> None:
    first, *_ = sheet(folder, "0483")
    assert isinstance(first["Påbörjad"], date | datetime)
