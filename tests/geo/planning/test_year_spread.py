"""A spread that is followed keeps every place within one visit of its pace, day by day."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.planning.year.spread import spread

QUOTAS = st.lists(st.integers(0, 30), min_size=1, max_size=40).map(
    lambda each: np.array(each, dtype=np.int64)
)


@settings(max_examples=300)
@given(QUOTAS, st.integers(1, 400))
def test_no_place_is_ever_a_whole_visit_off_its_pace(quota: np.ndarray, days: int) -> None:
    found = spread(quota, days)
    assert found.left_out == 0
    assert (found.daily.sum(axis=1) == quota).all()
    day = np.arange(1, days + 1)
    # In whole numbers, so that "less than one" means it: |visits · days − quota · day| < days.
    off = np.abs(found.daily.cumsum(axis=1) * days - quota[:, None] * day)
    assert off.max(initial=0) < days


@given(QUOTAS, st.integers(1, 400))
def test_all_places_together_are_even_too(quota: np.ndarray, days: int) -> None:
    total = spread(quota, days).daily.sum(axis=0).cumsum()
    even = quota.sum() * np.arange(1, days + 1) / days
    assert np.abs(total - even).max(initial=0.0) < 1 + 1e-9


def test_a_hundred_visits_to_fifteen_places_are_at_most_two_a_week() -> None:
    quota = np.array([21, 11, 11, 8, 7, 6, 6, 5, 5, 5, 4, 4, 3, 2, 2])
    weekly = spread(quota, 364).weekly(np.arange(0, 364, 7))
    assert weekly.sum() == 100
    assert weekly.sum(axis=0).max() == 2


@given(QUOTAS, st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_no_week_has_more_than_it_has_room_for(quota: np.ndarray, room: list[int]) -> None:
    starts = np.arange(len(room)) * 7
    capacity = np.array(room)
    found = spread(quota, 7 * len(room), starts=starts, capacity=capacity)
    assert (found.weekly(starts).sum(axis=0) <= capacity).all()
    assert found.daily.sum() == min(quota.sum(), capacity.sum())
    assert found.left_out == quota.sum() - found.daily.sum()
    assert (found.daily.sum(axis=1) <= quota).all()


@given(QUOTAS, st.integers(2, 60), st.data())
def test_a_plan_made_in_the_middle_of_one_that_is_followed_keeps_the_pace(
    quota: np.ndarray, days: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, days - 1))
    before = spread(quota, days).daily[:, :first]
    done = before.sum(axis=1)
    lead = [Fraction(int(q) * first, days) - int(n) for q, n in zip(quota, done, strict=True)]
    after = spread(quota - done, days - first, lead=lead).daily
    assert (np.hstack([before, after]).sum(axis=1) == quota).all()


def test_who_is_behind_comes_first() -> None:
    found = spread(np.array([1, 1]), 10, lead=[Fraction(-1, 2), Fraction(1, 2)]).daily
    assert found[1].argmax() < found[0].argmax()


def test_nothing_to_do_is_no_days_taken() -> None:
    assert spread(np.zeros(3, dtype=np.int64), 30).daily.sum() == 0
