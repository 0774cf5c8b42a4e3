"""Tables and bars equal a slow recount."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.explore import bars, filters
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.explore.select import select
from geo.model import CATEGORIES
from tests.explore_incidents import assignment, incidents, read

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FRAME = incidents(600, 3)
ASSIGNED = assignment(FRAME, 4)
COLUMNS = read(FRAME, ASSIGNED)
NAMES = ("Torget", "=cmd|' /C calc'!A0", "Karstorp")
PLACES = gpd.GeoSeries([shapely.box(at, 0, at + 1, 1) for at in range(3)], crs="EPSG:3006")
WANTED = Filter(first=date(2026, 2, 1), last=date(2026, 5, 20), weekdays=frozenset({1, 4, 5}))


@pytest.fixture(scope="module")
def shown() -> Exploration:
    return Exploration(WANTED, COLUMNS, FRAME, NAMES, PLACES)


def moments(shown: Exploration) -> list[datetime]:
    return [datetime.fromtimestamp(m, STOCKHOLM) for m in FRAME["mid_utc"][shown.selected.rows]]


def test_places_are_counted_with_those_in_none(shown: Exploration) -> None:
    expected: Counter[str] = Counter()
    for row in shown.selected.rows.tolist():
        own = [NAMES[p] for p in ASSIGNED.place[ASSIGNED.row == row]]
        none = "Utanför alla platser" if ASSIGNED.positioned[row] else "Utan läge"
        expected.update(own or [none])
    assert {row[0]: row[1] for row in shown.per_place.rows} == expected


def test_categories_add_up(shown: Exploration) -> None:
    codes = Counter(FRAME["category"].iloc[shown.selected.rows])
    expected = {CATEGORIES[code].label: n for code, n in codes.items()}
    assert {row[0]: row[2] for row in shown.per_category.rows} == expected


def test_weeks_are_iso_weeks_with_the_empty_ones_between(shown: Exploration) -> None:
    weeks = Counter(moment.isocalendar()[:2] for moment in moments(shown))
    told = {row[0]: row[2] for row in shown.per_week.rows}
    assert {label: n for label, n in told.items() if n} == {
        f"Vecka {week}, {year}": n for (year, week), n in weeks.items()
    }
    mondays = [date.fromisoformat(key) for key in shown.per_week.keys]
    assert {(b - a).days for a, b in pairwise(mondays)} == {7}


def test_the_hours_of_the_week_add_up_to_the_rows_that_have_hours(shown: Exploration) -> None:
    short = FRAME["end_utc"] - FRAME["start_utc"] <= 7 * 86_400
    known = int(short.iloc[shown.selected.rows].sum())
    assert sum(row[-1] for row in shown.per_hour.rows) == pytest.approx(known, abs=1.3)


def test_rows_say_what_the_points_say(shown: Exploration) -> None:
    table = shown.all_rows()
    at = int(shown.selected.rows[7])
    start = datetime.fromtimestamp(int(FRAME["start_utc"][at]), STOCKHOLM)
    assert table["Från"][7] == start.strftime("%Y-%m-%d %H:%M")
    assert table["Kategori"][7] == CATEGORIES[FRAME["category"][at]].label
    own = [NAMES[p] for p in ASSIGNED.place[ASSIGNED.row == at]]
    assert table["Platser"][7] == ", ".join(own)


def test_rows_without_a_time_are_rows_all_the_same() -> None:
    table = Exploration(Filter(), COLUMNS, FRAME, NAMES, PLACES).all_rows()
    assert len(table) == len(FRAME)
    assert (table["Från"] == "").sum() == FRAME["start_utc"].isna().sum()


@pytest.mark.parametrize(
    ("name", "part"),
    [(bars.WEEKDAY, "weekdays"), (bars.HOUR, "hours"), (bars.CATEGORY, "categories")],
)
@pytest.mark.parametrize("hours", [None, (8, 17), (21, 3)])
def test_a_bar_says_how_many_one_gets_by_choosing_it(name: str, part: str, hours) -> None:
    wanted = replace(WANTED, hours=hours)
    chart = next(each for each in bars.charts(wanted, COLUMNS) if each.name == name)
    bare = replace(wanted, **{part: frozenset() if part != "hours" else None})
    for bar in chart.bars:
        chosen = bars.choose(bare, name, bar.code, through=False, otherwise=Filter())
        rows = select(chosen, COLUMNS).rows
        assert bar.count == np.count_nonzero((rows < COLUMNS.timed) | (name == bars.CATEGORY))


def test_a_week_s_bar_says_how_many_one_gets_by_choosing_it() -> None:
    chart = bars.charts(WANTED, COLUMNS)[0]
    assert any(bar.chosen for bar in chart.bars)
    for bar in chart.bars:
        chosen = bars.choose(WANTED, bars.WEEK, bar.code, through=False, otherwise=WANTED)
        assert bar.count == len(select(chosen, COLUMNS).rows)
        assert (chosen.last - chosen.first).days == 6


def test_the_same_bar_again_lets_go() -> None:
    usual = filters.usual(date(2026, 5, 20))
    for name, code in (("vecka", "2026-03-16"), ("veckodag", "4"), ("timme", "23"),
                       ("kategori", "klotter")):  # fmt: skip
        once = bars.choose(usual, name, code, through=False, otherwise=usual)
        assert once != usual
        assert bars.choose(once, name, code, through=False, otherwise=usual) == usual


def test_shift_stretches_weeks_and_hours_and_collects_the_rest() -> None:
    usual = filters.usual(date(2026, 5, 20))
    hours = bars.choose(Filter(hours=(21, 22)), "timme", "2", through=True, otherwise=usual)
    assert hours.hours == (21, 3)
    days = bars.choose(Filter(weekdays=frozenset({4})), "veckodag", "5", through=True,
                       otherwise=usual)  # fmt: skip
    assert days.weekdays == {4, 5}
    weeks = bars.choose(usual, "vecka", "2026-01-05", through=True, otherwise=usual)
    assert (weeks.first, weeks.last) == (date(2026, 1, 5), usual.last)


@pytest.mark.parametrize(
    ("name", "code"),
    [("vecka", "x"), ("timme", "99"), ("veckodag", "7"), ("kategori", "{{7*191}}"), ("x", "1")],
)
def test_a_bar_that_there_is_not_changes_nothing(name: str, code: str) -> None:
    assert bars.choose(WANTED, name, code, through=False, otherwise=Filter()) == WANTED
