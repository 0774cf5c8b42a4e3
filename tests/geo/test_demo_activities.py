"""The demo's log of activities: read whole, and counted as one counts its rows by hand."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from geo import demo, intake, records
from geo.demo import activities
from geo.follow_up import ledger, promises
from geo.follow_up.promises import Counted
from geo.follow_up.standing import Standing
from geo.model import ImportKind, PromiseStatus
from geo.shipped import activity_kinds
from geo.store import write
from geo.store.engine import open_store

UNTIL = date(2026, 3, 22)
NOW = datetime(2026, 3, 22, 20, tzinfo=UTC)
READ_FIRST = (ImportKind.PLACES, ImportKind.VISITS, ImportKind.ACTIVITIES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo")
    demo.write(path, seed=1, years=1, scale=0.1, until=UNTIL)
    return path


@pytest.fixture(scope="module")
def standings(folder: Path) -> dict[str, tuple[Standing, ...]]:
    """Where every promise stands when the files of visits and activities have been read."""
    told = {}
    with open_store(folder / "store.sqlite") as store:
        for each in demo.KOMMUNER:
            write.add_kommun(store, each.kommun)
        for file in demo.files(folder):
            if file.kind in READ_FIRST:
                content, code = file.path.read_bytes(), file.kommun.code
                intake.take(store, file.kind, content, file=file.path.name, kommun=code, now=NOW)
        for each in demo.KOMMUNER:
            found = records.gather(store, each.kommun.code)
            told[each.kommun.code] = ledger.standings(
                promises.shipped(), each.kommun.code, places=found.places, visits=found.visits,
                visit_assignment=found.visit_assignment, activities=found.activities,
                activity_assignment=found.activity_assignment, today=UNTIL,
            )  # fmt: skip
    return told


def rows(folder: Path, code: str) -> list[dict[str, str]]:
    """The log as it stands, but for rows with an impossible day."""
    text = (folder / f"{code}-aktiviteter.csv").read_bytes().decode("cp1252")
    listed = csv.DictReader(text.splitlines(), delimiter=";")
    return [row for row in listed if row["Datum"][:2] == "20" and row["Datum"] <= str(UNTIL)
            and row["Datum"][5:7] <= "12"]  # fmt: skip


@pytest.mark.parametrize("code", [each.kommun.code for each in demo.KOMMUNER])
def test_what_is_counted_of_each_promise_is_what_one_counts_by_hand(
    folder: Path, standings: dict[str, tuple[Standing, ...]], code: str
) -> None:
    names = {key: kind.name for key, kind in activity_kinds.kinds().items()}
    counted = [one for one in standings[code] if one.promise.counts is Counted.ACTIVITIES]
    assert counted
    for one in counted:
        by_hand = sum(
            int(row["Antal"])
            for row in rows(folder, code)
            if row["Aktivitet"] == names[one.promise.activity]
            and row["Löfte"] in ("", one.key)
            and str(one.start) <= row["Datum"] < str(one.end)
            and (not one.promise.places or row["Plats"] in one.promise.places)
        )
        assert one.done == by_hand, one.key


def test_every_promise_that_activities_count_for_has_some_in_some_time(
    standings: dict[str, tuple[Standing, ...]],
) -> None:
    for told in standings.values():
        done = {one.key: one.done for one in told if one.promise.counts is Counted.ACTIVITIES}
        assert done
        assert sum(number > 0 for number in done.values()) > 0.7 * len(done)


def test_promises_without_a_number_have_a_status_with_proof_or_none(
    folder: Path, standings: dict[str, tuple[Standing, ...]]
) -> None:
    told = [
        one for each in standings.values() for one in each if one.promise.counts is Counted.STATUS
    ]
    statuses = {one.status for one in told}
    assert {PromiseStatus.DONE, PromiseStatus.ONGOING, None} <= statuses
    assert all(one.proof for one in told if one.status is not None)
    for code, each in standings.items():
        latest: dict[str, str] = {}
        for row in rows(folder, code):
            if row["Status"]:
                latest[row["Löfte"]] = row["Status"]
        for one in each:
            if one.promise.counts is Counted.STATUS and one.key in latest:
                assert one.status is not None
                assert activities.STATUS[one.status] == latest[one.key]


def test_the_days_of_the_log_are_weekdays_up_to_the_last(folder: Path) -> None:
    for each in demo.KOMMUNER:
        days = [date.fromisoformat(row["Datum"]) for row in rows(folder, each.kommun.code)]
        assert max(days) <= UNTIL
        assert sum(day.isoweekday() > 5 for day in days) < 0.1 * len(days)


def test_nobody_is_named_but_organisations(folder: Path) -> None:
    who = {row["Organisation"] for each in demo.KOMMUNER for row in rows(folder, each.kommun.code)}
    assert who == set(activities.WHO.values())
