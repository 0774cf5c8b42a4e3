"""Periods, clock changes, darkness and the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from astral import Observer
from astral.sun import elevation
from hypothesis import given
from hypothesis import strategies as st

from geo import weeks
from geo.errors import SelectionError, SettingsError
from geo.model import PeriodKind
from geo.weeks.occasions import load_occasions

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
PERIODS = st.builds(weeks.containing, DAYS, st.sampled_from(PeriodKind))
HOUR = 3600


@given(PERIODS)
def test_a_code_reads_back_as_its_period(period):
    again = weeks.parse(weeks.code(period))
    assert (again, again.kind) == (period, period.kind)


@given(PERIODS, st.integers(-60, 60))
def test_shifting_there_and_back_changes_nothing(period, steps):
    assert weeks.shift(weeks.shift(period, steps), -steps) == period


@given(PERIODS)
def test_the_next_period_begins_where_this_one_ends(period):
    assert weeks.shift(period, 1).start == period.end


@given(DAYS, st.sampled_from(PeriodKind))
def test_a_day_lies_in_the_period_around_it(day, kind):
    around = weeks.containing(day, kind)
    assert around.start <= day < around.end


@given(PERIODS)
def test_last_year_is_aligned_on_weekday_or_month(period):
    before = weeks.last_year(period)
    assert before.kind == period.kind
    if period.kind in (PeriodKind.MONTH, PeriodKind.TERTIAL):
        assert (before.start.year, before.start.month) == (
            period.start.year - 1,
            period.start.month,
        )
    else:
        assert before.start.weekday() == 0
        assert timedelta(weeks=51) <= period.start - before.start <= timedelta(weeks=53)


@pytest.mark.parametrize(
    ("text", "label", "days", "last_year", "following"),
    [
        ("2026-W12", "Vecka 12, 2026", "16–22 mars", "2025-W12", "2026-W13"),
        ("2026-W14", "Vecka 14, 2026", "30 mars–5 april", "2025-W14", "2026-W15"),
        (
            "2026-W53",
            "Vecka 53, 2026",
            "28 december 2026–3 januari 2027",
            "2025-W52",
            "2027-W01",
        ),
        ("2026-W11--2W", "Vecka 11–12, 2026", "9–22 mars", "2025-W11--2W", "2026-W13--2W"),
        (
            "2026-W53--2W",
            "Vecka 53, 2026–vecka 1, 2027",
            "28 december 2026–10 januari 2027",
            "2025-W52--2W",
            "2027-W02--2W",
        ),
        ("2026-W09--4W", "Vecka 9–12, 2026", "23 februari–22 mars", "2025-W09--4W", "2026-W13--4W"),
        ("2026-03", "Mars 2026", "1–31 mars", "2025-03", "2026-04"),
        ("2026-12", "December 2026", "1–31 december", "2025-12", "2027-01"),
        ("2026-T1", "Tertial 1, 2026", "1 januari–30 april", "2025-T1", "2026-T2"),
        ("2026-T3", "Tertial 3, 2026", "1 september–31 december", "2025-T3", "2027-T1"),
    ],
)
def test_a_period_has_a_name_days_and_neighbours(text, label, days, last_year, following):
    period = weeks.parse(text)
    assert weeks.label(period) == label
    assert weeks.days_label(period) == days
    assert weeks.code(weeks.last_year(period)) == last_year
    assert weeks.code(weeks.shift(period, 1)) == following


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2026",
        "2025-W53",
        "2026-W54",
        "2026-W00",
        "2026-W1",
        "2026-13",
        "2026-00",
        "2026-T4",
        "2026-W12--3W",
        "2026-W12\n",
        "0001-W01",
        "9999-12",
        "٢٠٢٦-W12",
        "{{7*191}}",
    ],
)
def test_a_text_that_is_no_period_is_told(text):
    with pytest.raises(SelectionError, match="finns inte"):
        weeks.parse(text)


def test_years_have_52_or_53_weeks():
    long_years = [year for year in range(2015, 2033) if weeks.weeks_in(year) == 53]
    assert long_years == [2015, 2020, 2026, 2032]


@pytest.mark.parametrize(
    ("text", "hours"), [("2026-W12", 168), ("2026-W13", 167), ("2026-W43", 169)]
)
def test_a_week_with_a_clock_change_is_an_hour_shorter_or_longer(text, hours):
    start, end = weeks.bounds_utc(weeks.parse(text))
    assert end - start == hours * HOUR


def test_edges_are_the_bounds_of_consecutive_periods():
    periods = weeks.before(weeks.parse("2026-W14"), 3)
    edges = weeks.edges_utc(periods)
    assert [weeks.code(period) for period in periods] == ["2026-W12", "2026-W13", "2026-W14"]
    assert np.diff(edges).tolist() == [168 * HOUR, 167 * HOUR, 168 * HOUR]
    assert edges[0] == weeks.bounds_utc(periods[0])[0]


@given(st.lists(st.datetimes(datetime(1950, 1, 1), datetime(2037, 12, 31)), max_size=20))
def test_local_seconds_agree_with_the_time_zone(moments):
    utc = np.array([int(each.replace(tzinfo=UTC).timestamp()) for each in moments], dtype=np.int64)
    wall = [datetime.fromtimestamp(int(each), weeks.STOCKHOLM).replace(tzinfo=UTC) for each in utc]
    assert weeks.local_seconds(utc).tolist() == [int(each.timestamp()) for each in wall]


@pytest.mark.parametrize("lat", [55.4, 57.76, 59.0, 62.0, 65.0, 68.9])
def test_it_is_dark_when_the_sun_is_six_degrees_down(lat):
    rng = np.random.default_rng(1)
    utc = rng.integers(1_735_689_600, 1_735_689_600 + 2 * 365 * 24 * HOUR, 300)
    up = np.array(
        [elevation(Observer(lat, 16.6), datetime.fromtimestamp(int(each), UTC)) for each in utc]
    )
    clear = np.abs(up + 6.0) > 0.5
    assert clear.sum() > 250
    assert (weeks.is_dark(utc, lat, 16.6) == (up < -6.0))[clear].all()


def test_no_moments_are_no_darkness():
    assert weeks.is_dark(np.zeros(0, dtype=np.int64), 57.8, 16.6).tolist() == []


def occasions(kommun, start, end):
    found = weeks.occasions(kommun, date.fromisoformat(start), date.fromisoformat(end))
    return {each.name: (each.start.isoformat(), each.end.isoformat()) for each in found}


def test_spring_has_its_risk_occasions():
    found = occasions("0883", "2026-04-20", "2026-06-22")
    assert found["Valborgsmässoafton"] == ("2026-04-30", "2026-05-01")
    assert found["Skolavslutning"] == ("2026-06-12", "2026-06-13")
    assert found["Studentfirande"] == ("2026-06-01", "2026-06-14")
    assert found["Midsommarafton"] == ("2026-06-19", "2026-06-20")


@pytest.mark.parametrize(
    ("payday", "friday"),
    [("2026-01", "2026-01-23"), ("2026-04", "2026-04-24"), ("2026-06", "2026-06-26")],
)
def test_a_payday_weekend_holds_or_follows_the_25th(payday, friday):
    found = weeks.occasions(
        "0883", date.fromisoformat(f"{payday}-20"), date.fromisoformat(f"{payday}-28")
    )
    starts = [each.start.isoformat() for each in found if each.name == "Lönehelg"]
    assert starts == [friday]


@pytest.mark.parametrize(
    ("kommun", "monday"),
    [
        ("0685", "2026-02-09"),
        ("0883", "2026-02-16"),
        ("0483", "2026-02-16"),
        ("9999", "2026-02-16"),
    ],
)
def test_a_kommun_may_have_its_own_school_holiday(kommun, monday):
    assert occasions(kommun, "2026-02-01", "2026-03-15")["Sportlov"][0] == monday


def test_an_occasion_over_new_year_is_found_from_either_side():
    assert "Jullov" in occasions("0883", "2027-01-02", "2027-01-04")
    assert "Jullov" in occasions("0883", "2026-12-22", "2026-12-24")
    assert "Jullov" not in occasions("0883", "2027-01-10", "2027-01-20")


def test_occasions_are_sorted_and_touch_the_days_asked_for():
    start, end = date(2026, 1, 1), date(2027, 1, 1)
    found = weeks.occasions("0861", start, end)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(each.start < end and each.end > start for each in found)
    assert len([each for each in found if each.name == "Lönehelg"]) == 12


def test_easter_follows_the_calendar():
    rules = load_occasions(b'[e]\nname = "E"\neaster = 0')
    for year, day in ((2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05")):
        found = weeks.occasions("", date(year, 3, 1), date(year, 5, 1), rules=rules)
        assert day in [each.start.isoformat() for each in found if each.name == "E"]


def test_an_entry_may_be_skipped_and_a_stated_start_replaces_the_rule():
    rules = load_occasions(
        b'[a]\nskip = true\n[b]\nname = "B"\nday = "02-01"\nstarts = [2026-02-03]'
    )
    found = weeks.occasions("", date(2026, 1, 20), date(2027, 2, 10), rules=rules)
    assert [each.start.isoformat() for each in found if each.name == "B"] == [
        "2026-02-03",
        "2027-02-01",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"[",
        b"\xff",
        b'[a]\nname = "A"',
        b'[a]\nname = "A"\nday = "02-29"',
        b'[a]\nname = "A"\nday = "02-01"\nweek = 3',
        b'[a]\nname = "A"\nweek = 53',
        b'[a]\nname = "A"\nday = "02-01"\ndays = 0',
        b'[a]\nname = "A"\nday = "02-01"\nstarts = ["2026-02-01"]',
        b'[a]\nname = "A"\nday = "02-01"\ncolour = "red"',
        b"a = 1",
    ],
)
def test_a_calendar_that_means_nothing_is_told_with_its_file(content):
    with pytest.raises(SettingsError, match=r"egen\.toml.*Kalendern kan inte läsas"):
        load_occasions(content, file="egen.toml")
