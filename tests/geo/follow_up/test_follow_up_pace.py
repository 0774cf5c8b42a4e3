"""The pace says what is done, expected and needed, in numbers that the log gives by hand."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from math import inf
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import follow_up, records
from geo.follow_up import Held, Only, words
from geo.follow_up.visits import number
from geo.join import Assignment
from geo.store.engine import open_store
from tests.conftest import DEMO_UNTIL

TODAY = date(2026, 11, 21)
YEAR = Held(100, date(2026, 1, 1), date(2027, 1, 1))


def of_days(days: list[date], today: date = TODAY, held: Held = YEAR) -> follow_up.Pace:
    numbers = np.array([number(day) for day in days], dtype=np.int64)
    return follow_up.pace(held, np.arange(len(days)), numbers, today=today)


def spread_out(count: int, last: date = TODAY) -> list[date]:
    return [last - timedelta(days=4 * at + 1) for at in range(count)]


def test_seventy_nine_of_a_hundred_on_21_november_is_nine_behind() -> None:
    found = of_days(spread_out(79))
    assert (found.done, found.expected, found.ahead, found.left) == (79, 88, -9, 21)
    assert found.weeks_left == pytest.approx(41 / 7)
    assert found.per_week == pytest.approx(21 / (41 / 7))
    assert words.headline(found) == "79 av 100, ligger 9 efter; 3,6 i veckan behövs"


@pytest.mark.parametrize(
    ("done", "today", "told"),
    [
        (0, date(2026, 1, 1), "0 av 100, ligger i takt; 1,9 i veckan behövs"),
        (90, TODAY, "90 av 100, ligger 2 före; 1,7 i veckan behövs"),
        (100, TODAY, "100 av 100, målet är nått"),
        (120, TODAY, "120 av 100, målet är nått"),
        (99, date(2026, 12, 31), "99 av 100, ligger i takt; 1 besök behövs till"),
        (99, date(2027, 1, 1), "99 av 100, ligger 1 efter; tiden är slut"),
    ],
)
def test_the_pace_is_told_in_words(done: int, today: date, told: str) -> None:
    assert words.headline(of_days(spread_out(done), today)) == told


def test_after_the_end_no_pace_helps() -> None:
    assert of_days([], date(2027, 3, 1)).per_week == inf


def test_too_few_weeks_give_no_forecast_and_it_is_said() -> None:
    found = of_days(spread_out(3))
    assert found.forecast is None
    assert words.leads_to(found) == "För få veckor med besök för att säga vart det leder."


def test_a_steady_pace_leads_where_it_leads_and_the_interval_holds_it() -> None:
    found = of_days([TODAY - timedelta(days=7 * at + 1) for at in range(30)]).forecast
    assert found is not None
    assert found.weeks == 26
    assert found.low <= 30 + 41 / 7 <= found.high
    assert found.low < found.middle < found.high
    assert found.reached < 0.001


def test_visits_that_come_in_heaps_widen_the_interval() -> None:
    even = of_days([TODAY - timedelta(days=7 * at + 1) for at in range(26)]).forecast
    heaps = of_days(
        [TODAY - timedelta(days=91 * (at // 13) + 1 + 90 * (at == 25)) for at in range(26)]
    ).forecast
    assert even is not None
    assert heaps is not None
    assert heaps.high - heaps.low > even.high - even.low


@given(
    st.lists(st.integers(1, 320), max_size=150),
    st.integers(1, 300),
    st.integers(0, 365),
)
def test_done_expected_and_left_always_add_up(ago: list[int], target: int, elapsed: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=elapsed)
    held = Held(target, date(2026, 1, 1), date(2027, 1, 1))
    found = of_days([today - timedelta(days=each) for each in ago], today, held)
    assert found.done + found.left == max(found.done, target)
    assert found.ahead == found.done - found.expected
    assert 0 <= found.expected <= target
    assert found.rows == tuple(range(len(ago)))
    if found.forecast is not None:
        assert found.done <= found.forecast.low <= found.forecast.middle <= found.forecast.high
        assert 0 <= found.forecast.reached <= 1


def test_a_visit_in_a_place_within_another_is_one_visit_at_the_smaller() -> None:
    visits = pd.DataFrame({"start_utc": [0, 86_400]})
    joined = Assignment(
        np.array([0, 0]), np.array([0, 1]), np.zeros(2, np.int8), np.ones(2, np.bool_)
    )
    day, place = follow_up.made(visits, joined, np.array([9.0, 1.0]))
    assert day.tolist() == [0, 1]
    assert place.tolist() == [1, -1]


def test_a_rule_counts_only_what_it_says() -> None:
    visits = pd.DataFrame(
        {
            "on_foot": pd.array([True, False, None, True], dtype="boolean"),
            "measure": ["patrull", "dialog", "patrull", " "],
        }
    )
    day, place = np.array([3, 1, 2, 4]), np.array([0, 0, 0, 0])

    def count(*only: Only, end: date = date(1970, 1, 9)) -> list[int]:
        return follow_up.counted(
            visits, day, place, start=date(1970, 1, 1), end=end, only=only
        ).tolist()

    assert count() == [1, 2, 0, 3]
    assert count(Only.ON_FOOT) == [0, 3]
    assert count(Only.WITH_MEASURE) == [1, 2, 0]
    assert count(Only.ON_FOOT, Only.WITH_MEASURE) == [0]
    assert count(end=date(1970, 1, 3)) == [1]


def test_the_pace_of_the_demo_is_what_one_counts_by_hand_in_its_log(demo_store: Path) -> None:
    found = records.gather(open_store(str(demo_store)), "0883")
    day, place = follow_up.made(found.visits, found.visit_assignment, found.places.area.to_numpy())
    start, end = date(2026, 1, 1), date(2027, 1, 1)
    rows = follow_up.counted(found.visits, day, place, start=start, end=end)
    today = date.fromisoformat(DEMO_UNTIL) + timedelta(days=1)
    pace = follow_up.pace(YEAR, rows, day, today=today)
    names = set(found.places["name"])
    by_hand = _visits_in_file(demo_store, names)
    assert pace.done == sum(1 for each in by_hand if start <= each < end)
    assert pace.expected == 100 * 81 // 365
    assert pace.per_week == pytest.approx((100 - pace.done) / ((365 - 81) / 7))


def _visits_in_file(store: Path, names: set[str]) -> list[date]:
    """Days of the visits in the demo's own file, at places by their names."""
    (path,) = store.parent.rglob("0883-platsbesok.csv")
    with path.open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = []
    for row in rows:
        try:
            found.append((date.fromisoformat(row["Datum"]), row["Plats"]))
        except ValueError:
            continue
    return [day for day, place in found if place in names]
