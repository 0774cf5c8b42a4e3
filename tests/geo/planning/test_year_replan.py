"""The weeks that are left are planned within their room, and what was done changes the plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.planning.year import bursts
from geo.planning.year.capacity import capacity
from geo.planning.year.replan import Season, plainly, replan
from geo.planning.year.towns import towns


def season(left: list[int], room: list[int], **changes: object) -> Season:
    """A season with nothing special about it."""
    places, weeks = len(left), len(room)
    plain = Season(
        days=np.full(weeks, 7),
        capacity=np.array(room),
        left=np.array(left),
        least=np.zeros(places, dtype=np.int64),
        lead=tuple(Fraction(0) for _ in left),
        weight=np.full(places, 1 / places),
        since=np.zeros(places, dtype=np.int64),
        gap=np.full(places, weeks + 1),
        urgency=np.zeros((places, weeks)),
        town=np.full(places, -1),
        trip=np.zeros(0),
        bursts=np.zeros((places, 1), dtype=np.bool_),
        quarter=np.zeros(weeks, dtype=np.int64),
    )
    return replace(plain, **changes)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 8), min_size=1, max_size=8),
    st.lists(st.integers(0, 6), min_size=1, max_size=10),
    st.data(),
)
def test_no_week_has_more_than_its_room_and_as_much_is_done_as_there_is_room_for(
    left: list[int], room: list[int], data: st.DataObject
) -> None:
    burst = [
        [each]
        for each in data.draw(st.lists(st.booleans(), min_size=len(left), max_size=len(left)))
    ]
    asked = season(left, room, bursts=np.array(burst) & (np.array(left) >= 3)[:, None])
    for found in (replan(asked), plainly(asked)):
        assert (found.visits.sum(axis=0) <= asked.capacity).all()
        assert (found.visits.sum(axis=1) <= asked.left).all()
        assert found.visits.sum() == min(sum(left), sum(room))
        assert found.left_out == sum(left) - found.visits.sum()


def test_the_same_season_has_the_same_plan() -> None:
    asked = season([5, 4, 3, 2], [2] * 8, urgency=np.eye(4, 8))
    assert (replan(asked).visits == replan(asked).visits).all()


def test_with_nothing_special_the_weeks_are_even() -> None:
    found = replan(season([4, 4, 4], [3] * 6)).visits
    assert found.sum(axis=0).tolist() == [2] * 6
    share = np.arange(1, 7) / 6
    assert np.abs(found.cumsum(axis=1) - 4 * share).max() < 1


def test_who_is_behind_comes_sooner() -> None:
    lead = (Fraction(9, 10), Fraction(-9, 10))
    found = replan(season([3, 3], [1] * 6, lead=lead)).visits
    middle = (found * np.arange(6)).sum(axis=1)
    assert middle[0] < middle[1]


def test_a_new_signal_brings_a_place_forward() -> None:
    fade = np.array([1, 0.75, 0.5, 0.25, 0, 0])
    urgency = np.vstack([np.zeros((2, 6)), fade])
    calm = replan(season([2, 2, 2], [2] * 6)).visits
    alarmed = replan(season([2, 2, 2], [2] * 6, urgency=urgency)).visits
    weeks = np.arange(6)
    assert (alarmed[2] * weeks).sum() < (calm[2] * weeks).sum()


def test_where_there_is_too_little_room_floors_come_before_need() -> None:
    weight = np.array([0.9, 0.1])
    found = replan(season([3, 2], [1, 1, 1], least=np.array([0, 2]), weight=weight))
    assert found.visits.sum(axis=1).tolist() == [1, 2]
    assert found.left_out == 2


def test_a_place_long_without_a_visit_has_one_at_once() -> None:
    found = replan(season([1, 1], [1] * 6, gap=np.array([6, 30]), since=np.array([20, 1]))).visits
    assert found[0, 0] == 1


def test_places_of_one_remote_town_are_visited_on_the_same_trips() -> None:
    lead = (Fraction(9, 10), Fraction(-1, 10), Fraction(0))
    town, trip = np.array([0, 0, -1]), np.array([90.0])
    found = replan(season([3, 3, 3], [3] * 9, lead=lead, town=town, trip=trip)).visits
    assert (found[0] == found[1]).all()
    apart = replan(season([3, 3, 3], [3] * 9, lead=lead)).visits
    assert (apart[0] != apart[1]).any()


def test_a_burst_is_a_week_with_three_visits_in_its_quarter() -> None:
    quarter = np.repeat([0, 1], 6)
    chosen = np.array([[True, False], [False, True], [False, False]])
    found = replan(season([6, 6, 6], [5] * 12, bursts=chosen, quarter=quarter)).visits
    assert found[0, :6].max() >= 3
    assert found[1, 6:].max() >= 3
    assert found[2].max() < 3


def test_when_the_solver_finds_nothing_the_plain_spread_is_used_and_said() -> None:
    asked = season([8, 7, 6, 5, 4], [3] * 12, bursts=np.ones((5, 1), dtype=np.bool_))
    found = replan(asked, seconds=0.0)
    assert found.plain
    assert found.visits.sum() == 30


def test_the_room_of_a_week_is_what_is_stated_or_what_the_best_week_shows() -> None:
    stated = capacity(np.array([9]), 100, 365, stated=10)
    assert (stated.per_week, stated.reserve, stated.planned) == (10, 2, 8)
    assert capacity(np.array([1, 6]), 100, 365).per_week == 6
    assert capacity(np.array([0]), 100, 365).per_week == 3
    assert stated.of(7) == 8
    assert stated.of(1) == 2
    assert capacity(np.array([0]), 1, 365).planned == 1
    assert "enligt inställningen" in stated.sentence


def test_places_near_each_other_are_one_town_and_the_heaviest_is_home() -> None:
    x = np.array([0.0, 1000, 30_000, 31_000, 5_000])
    found = towns(x, np.zeros(5), np.array([5.0, 5, 1, 1, 1]))
    assert found.of.tolist() == [-1, -1, 0, 0, -1]
    assert found.minutes[0] == pytest.approx(2 * 1.3 * 30_000 / 1000)
    assert towns(np.zeros(0), np.zeros(0), np.zeros(0)).of.shape == (0,)


def test_places_take_turns_in_having_bursts() -> None:
    need = np.array([10.0, 9, 8, 7, 1, 1, 1, 1, 1, 1])
    left = np.full(10, 12)
    none = np.zeros(10, dtype=np.int64)
    chosen = bursts.choose(
        need, left, none, quarters=4, places=3, this_quarter=np.zeros(10, np.bool_)
    )
    assert (chosen.sum(axis=0) == 3).all()
    assert not chosen[4:].any()  # only the top 40 %
    assert chosen.sum(axis=1)[:4].tolist() == [4, 3, 3, 2]


def test_a_burst_needs_visits_to_take_from_and_is_not_had_twice_in_a_quarter() -> None:
    need, had = np.array([3.0, 2, 1]), np.array([True, False, False])
    chosen = bursts.choose(
        need, np.array([9, 2, 9]), np.array([1, 0, 0]), quarters=1, places=3, this_quarter=had
    )
    assert chosen[:, 0].tolist() == [False, False, True]
