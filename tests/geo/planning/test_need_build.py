"""Need: its parts add up, and each says what it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import join, weeks
from geo.model import CATEGORIES, Occasion, Priority
from geo.planning.need import Pace, Part, Weights, slots, week_slots
from tests.need_records import NOW, WEEK, at, build, record

SLOTS = week_slots(date(2026, 3, 23))
DAY = 86_400
FRIDAY = 4 * 12 + 11
"""Friday 22–24."""

incident = st.tuples(
    st.integers(0, 3),
    st.sampled_from(sorted(CATEGORIES)),
    st.integers(NOW - 60 * WEEK, NOW - 1),
)
visit = st.tuples(st.integers(0, 3), st.integers(NOW - 60 * WEEK, NOW + WEEK))


@settings(max_examples=60)
@given(
    incidents=st.lists(incident, max_size=40),
    visits=st.lists(visit, max_size=8),
    unsafe=st.lists(st.none() | st.floats(0, 1), max_size=3),
    start=st.integers(NOW - 3 * WEEK, NOW + WEEK),
)
def test_parts_are_never_negative_add_up_and_stay_below_100(
    incidents: list[tuple[int, str, int]],
    visits: list[tuple[int, int]],
    unsafe: list[float | None],
    start: int,
) -> None:
    found = build(
        slots(start, start + 30 * 3600),
        record(incidents, visits=visits, unsafe=unsafe),
        pace=Pace(14.0, debt=0.5),
    )
    assert set(found.parts) == set(Part)
    assert all((part >= 0).all() for part in found.parts.values())
    assert np.allclose(found.value, sum(found.parts.values()))
    assert (found.value <= 100 + 1e-9).all()
    silent = np.array([[not text for text in row] for row in found.because])
    assert (found.value[silent] <= 25).all()


def test_with_nothing_on_record_need_is_zero_and_says_so() -> None:
    found = build(SLOTS, record())
    assert not found.value.any()
    assert {text for row in found.because for text in row} == {""}
    told = " ".join(found.missing)
    assert all(word in told for word in ("Skada", "Otrygghet", "Senaste besök", "Löfte"))
    assert found.basis == "Inga händelser i platserna det senaste året."


def test_without_places_or_slots_need_is_empty() -> None:
    assert build(SLOTS, record(places=0)).value.shape == (0, 84)
    assert build((), record()).value.shape == (0, 0)


def test_the_order_of_rows_and_places_does_not_matter() -> None:
    rng = np.random.default_rng(5)
    rows = [
        (int(rng.integers(1, 4)), "klotter", int(NOW - rng.integers(1, 50 * WEEK)))
        for _ in range(60)
    ]
    made = record(rows, visits=[(1, NOW - WEEK)], unsafe=[0.4, None, 0.2])
    turned = made.places.iloc[::-1].reset_index(drop=True)
    index = join.PlaceIndex.build(turned)
    other = replace(
        made,
        places=turned,
        assignment=join.assign(made.incidents, turned, index),
        visit_assignment=join.assign(made.visits, turned, index),
    )
    first, second = build(SLOTS, made), build(SLOTS, other)
    assert second.place_ids == first.place_ids[::-1]
    assert np.allclose(second.value[::-1], first.value)
    assert second.because[::-1] == first.because


def test_a_night_means_the_same_alone_as_in_its_week() -> None:
    rows = [(1, "klotter", at("2026-03-13 23:00")), (2, "klotter", at("2026-03-11 12:00"))]
    made = record(rows, visits=[(1, NOW - WEEK)], unsafe=[0.4])
    week = build(SLOTS, made)
    night = build(SLOTS[FRIDAY : FRIDAY + 2], made)
    assert np.allclose(night.parts[Part.HARM], week.parts[Part.HARM][:, FRIDAY : FRIDAY + 2])
    assert np.allclose(night.value, week.value[:, FRIDAY : FRIDAY + 2])


def test_a_place_that_is_no_more_has_no_need() -> None:
    made = record()
    made.places.loc[0, "valid_to"] = "2026-03-01"
    assert build(SLOTS, made).place_ids == (2, 3)


def test_what_happened_after_the_shift_began_is_not_known() -> None:
    made = record([(1, "klotter", NOW + 3600)])
    assert not build(SLOTS, made, now=NOW + WEEK).parts[Part.HARM].any()


def test_half_who_feel_unsafe_is_the_whole_part_and_reports_count_where_nobody_was_asked() -> None:
    made = record([(3, "rykte_oro", NOW - WEEK)], unsafe=[0.6, 0.25])
    felt = build(SLOTS, made).parts[Part.FELT]
    assert felt[:, 0].tolist() == [10, 5, 5]
    because = build(SLOTS, made, Weights(skada=0)).because
    assert "60 % otrygga" in because[0][0].replace("\xa0", " ")
    assert "rapporter om oro" in because[2][0]


def test_days_since_a_visit_grow_to_twice_the_goal() -> None:
    visits = [(1, at("2026-03-22 20:00")), (2, at("2026-02-01 12:00"))]
    found = build(SLOTS, record(visits=visits), pace=Pace({1: 5.0, 2: 10.0}))
    since = found.parts[Part.SINCE]
    assert since[0, 0] == pytest.approx(20 * 1 / 10)  # Monday, the day after
    assert since[0, -1] == pytest.approx(20 * 7 / 10)
    assert (since[1] == 20).all()
    assert (since[2] == 20).all()
    assert found.because[0][-1] == "inte besökt på 7 dagar (mål var 5:e)"
    assert found.because[2][0] == "inget besök i loggen"


def test_a_visit_within_the_week_counts_from_then_on() -> None:
    made = record(visits=[(1, at("2026-03-20 12:00")), (1, at("2026-03-25 13:00"))])
    since = build(SLOTS, made, now=NOW + WEEK).parts[Part.SINCE][0]
    wednesday = 2 * 12 + 6
    assert since[wednesday - 1] > 0
    assert not since[wednesday : 3 * 12].any()
    assert build(SLOTS, made, now=NOW).parts[Part.SINCE][0, wednesday] > 0  # not made yet


def test_a_promise_that_lags_is_told_in_visits() -> None:
    found = build(SLOTS, record(), pace=Pace(debt={1: 0.5, 2: 2.0}, behind={1: 4}))
    assert found.parts[Part.PROMISE][:, 0].tolist() == [5, 10, 0]
    assert found.because[0][0] == "ligger 4 besök efter"
    assert found.because[1][0] == "löftet släpar"


def test_a_priority_holds_from_its_first_day_until_its_last() -> None:
    wanted = Priority(2, date(2026, 3, 24), date(2026, 3, 26), "skadegörelse vid skolan")
    gone = Priority(99, date(2026, 3, 1), date(2026, 4, 1))
    found = build(SLOTS, record(priorities=(wanted, gone)))
    per_day = found.parts[Part.PRIORITY][1].reshape(7, 12)
    assert (per_day[1:3] == 15).all()
    assert per_day.sum() == 15 * 24
    assert found.because[1][12] == "prioriterad: skadegörelse vid skolan"


def test_an_occasion_raises_its_nights_where_people_gather() -> None:
    made = record(occasions=(Occasion("Valborgsmässoafton", date(2026, 3, 25), date(2026, 3, 26)),))
    made.places.loc[1, "typ"] = "skola"
    found = build(SLOTS, made)
    night = np.flatnonzero(found.parts[Part.OCCASION][0])
    assert night.tolist() == [2 * 12 + 9, 2 * 12 + 10, 2 * 12 + 11, 3 * 12, 3 * 12 + 1]
    assert found.parts[Part.OCCASION][0, night[0]] == 2.5  # nothing known: half as much again
    assert not found.parts[Part.OCCASION][1].any()
    assert found.because[0][night[0]] == "valborgsmässoafton"


def test_what_an_occasion_brought_before_tells_what_it_will_bring() -> None:
    payday = [
        Occasion("Lönehelg", date(2026, month, 25), date(2026, month, 26)) for month in (1, 2, 3)
    ]
    quiet = [(1, "klotter", at("2026-03-22 21:00") - day * DAY) for day in range(80)]
    quiet = [row for row in quiet if weeks.local_day(row[2]).day != 25]
    wild = [
        (1, "klotter", at(f"2026-0{month}-25 21:{n:02d}")) for month in (1, 2) for n in range(30)
    ]
    loud = build(SLOTS, record(quiet + wild, occasions=payday)).parts[Part.OCCASION]
    calm = build(SLOTS, record(quiet, occasions=payday)).parts[Part.OCCASION]
    assert loud.max() == 5  # twice the usual and more
    assert calm.max() < 2.5


def test_the_dark_matters_where_people_feel_unsafe() -> None:
    dark = build(SLOTS, record(unsafe=[0.5])).parts[Part.DARK]
    assert dark[0, 0] == 5  # Monday 00–02
    assert dark[0, 6] == 0  # 12–14
    assert not dark[1:].any()


def test_weights_change_what_parts_weigh_and_nothing_else() -> None:
    made = record([(1, "klotter", NOW - WEEK)], unsafe=[0.1, 0.5])
    plain, heavy = build(SLOTS, made), build(SLOTS, made, Weights("Tung", otrygghet=40.0))
    assert np.allclose(heavy.parts[Part.FELT], 4 * plain.parts[Part.FELT])
    assert np.allclose(heavy.parts[Part.HARM], plain.parts[Part.HARM])
    assert heavy.profile == "Tung"
