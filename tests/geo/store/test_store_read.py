"""Reading frames of the right shape, order and kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.model import ImportKind
from geo.store import read
from geo.store.engine import READ_ROWS, Store
from tests import store_frames as frames
from tests.store_frames import FIRST_UTC

KINDS = {
    "incident_id": "int64",
    "source": "category",
    "category": "category",
    "start_utc": "Int64",
    "end_utc": "Int64",
    "x": "float64",
    "y": "float64",
    "precision": "category",
    "place_text": "category",
    "severity": "Int64",
    "reported": "boolean",
    "mid_utc": "int64",
}


def _times(*values: int | None) -> Any:
    return pd.array(list(values), dtype="Int64")


def test_incidents_come_by_their_middle_with_untimed_ones_last(store: Store, take: Any) -> None:
    take(
        frames.incidents(
            ["late", "no end", "early", "long", "no time"],
            start_utc=_times(300, 5, 100, 0, None),
            end_utc=_times(300, None, 101, 398, None),
            place_text=["late", "no end", "early", "long", "no time"],
        )
    )
    found = read.incidents(store, "0883")
    assert list(found["place_text"]) == ["early", "long", "late", "no end", "no time"]
    assert list(found["mid_utc"]) == [100, 199, 300, read.UNTIMED, read.UNTIMED]
    assert read.untimed(store, "0883") == 2
    assert read.extent(store, "0883") == (100, 300)


def test_incidents_have_the_kinds_of_the_contract_even_when_there_are_none(
    store: Store, take: Any
) -> None:
    empty = read.incidents(store, "0883")
    assert {name: str(kind) for name, kind in empty.dtypes.items()} == KINDS
    assert isinstance(empty.index, pd.RangeIndex)
    take(frames.incidents(["a"]))
    assert {n: str(k) for n, k in read.incidents(store, "0883").dtypes.items()} == KINDS


def test_missing_values_are_missing_and_others_are_as_given(store: Store, take: Any) -> None:
    take(
        frames.incidents(
            ["a", "b"],
            x=[None, 587_000.5],
            y=[None, 6_402_000.25],
            severity=_times(None, 3),
            reported=pd.array([None, False], dtype="boolean"),
        )
    )
    found = read.incidents(store, "0883")
    assert found["x"].isna().tolist() == [True, False]
    assert (found["x"][1], found["y"][1]) == (587_000.5, 6_402_000.25)
    assert found["severity"].isna().tolist() == [True, False]
    assert found["severity"][1] == 3
    assert found["reported"].isna().tolist() == [True, False]
    assert not found["reported"][1]


def test_a_first_position_after_many_rows_without_one_is_read(store: Store, take: Any) -> None:
    n = READ_ROWS + 10
    x = np.full(n, np.nan)
    x[-1] = 587_000.5
    take(frames.incidents([str(at) for at in range(n)], x=x, y=x))
    found = read.incidents(store, "0883")
    assert found["x"].notna().sum() == 1
    assert found["x"].iloc[-1] == 587_000.5


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"start_utc": 100}, ["at start", "inside", "at end"]),
        ({"start_utc": 100, "end_utc": 200}, ["at start", "inside"]),
        ({"end_utc": 100}, ["before"]),
        ({}, ["before", "at start", "inside", "at end", "untimed"]),
    ],
)
def test_an_incident_belongs_to_the_interval_of_its_middle(
    store: Store, take: Any, bounds: dict[str, int], expected: list[str]
) -> None:
    names = ["before", "at start", "inside", "at end", "untimed"]
    start, end = _times(0, 50, 199, 150, None), _times(199, 150, 200, 250, None)
    take(frames.incidents(names, start_utc=start, end_utc=end, place_text=names))
    assert list(read.incidents(store, "0883", **bounds)["place_text"]) == expected


def test_a_kommun_without_incidents_has_no_extent(store: Store) -> None:
    assert read.extent(store, "0883") is None


def test_places_are_those_valid_on_the_day(store: Store, take: Any) -> None:
    frame = frames.places(
        ["always", "over", "now", "later"],
        valid_from=["", "", "2026-01-01", "2027-01-01"],
        valid_to=["", "2026-01-02", "2027-01-01", ""],
    )
    take(frame, ImportKind.PLACES)
    assert list(read.places(store, "0883")["name"]) == ["always", "over", "now", "later"]
    found = read.places(store, "0883", on=date(2026, 1, 2))
    assert list(found["name"]) == ["always", "now"]
    assert isinstance(found.index, pd.RangeIndex)


def test_polygons_come_back_in_the_crs_of_the_store(store: Store, take: Any) -> None:
    take(frames.places(["torget"]), ImportKind.PLACES)
    found = read.places(store, "0883")
    assert found.crs == store.crs
    assert found.geometry[0].equals(shapely.box(0, 0, 1, 1))
    assert read.causes(store, "0883")["cause"].tolist() == ["belysning", "klotter"]


def test_a_kommun_without_places_gives_an_empty_map(store: Store) -> None:
    found = read.places(store, "0883")
    assert (len(found), found.crs) == (0, store.crs)


def test_visits_come_in_order_of_time(store: Store, take: Any) -> None:
    take(frames.visits(["second", "first"]), ImportKind.VISITS)
    found = read.visits(store, "0883")
    assert found["start_utc"].is_monotonic_increasing
    assert found["on_foot"].tolist() == [True, True]
    assert found["x"].isna().all()
    assert found["officers"].isna().all()


def test_surveys_come_oldest_first_with_missing_shares(store: Store, take: Any) -> None:
    take(frames.surveys(["b", "a"], period_end=["2026-01-01", "2025-01-01"]), ImportKind.SURVEYS)
    found = read.surveys(store, "0883")
    assert found["period_end"].tolist() == ["2025-01-01", "2026-01-01"]
    assert found["share_unsafe"].tolist() == [0.25, 0.25]
    assert found["share_unsafe_men"].isna().all()


def test_a_notice_counts_by_its_event_or_else_its_publication(store: Store, take: Any) -> None:
    events = _times(FIRST_UTC - 10, None)
    take(frames.notices(["a", "b"], event_utc=events, name=["a", "b"]), ImportKind.NOTICES)
    assert list(read.notices(store, "0883")["name"]) == ["b", "a"]
    early = read.notices(store, "0883", end_utc=FIRST_UTC)
    assert early["name"].tolist() == ["a"]
    assert early["when_utc"].tolist() == [FIRST_UTC - 10]
    assert read.notices(store, "0883", start_utc=FIRST_UTC)["name"].tolist() == ["b"]


def test_imports_come_newest_first_and_per_kommun(store: Store, take: Any) -> None:
    first, second = take(frames.incidents(["a"])), take(frames.incidents(["b"]))
    assert read.imports(store, "0883")["batch_id"].tolist() == [second.batch_id, first.batch_id]
    assert len(read.imports(store, "0483")) == 0


def test_a_million_rows_would_be_read_from_the_index_alone(store: Store) -> None:
    with store.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT incident_id, start_utc, end_utc, mid_utc, x, y, facets,"
            " place_text FROM incident WHERE kommun = '0883' AND replaced_by IS NULL"
            " ORDER BY mid_utc, incident_id"
        ).fetchall()
    assert [step[3] for step in plan] == [
        "SEARCH incident USING COVERING INDEX ix_incident_by_middle (kommun=?)"
    ]
