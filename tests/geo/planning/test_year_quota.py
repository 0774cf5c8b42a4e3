"""The year is shared out by need: exactly, with every floor met and no cap broken."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import SettingsError
from geo.planning.year.quota import quotas
from geo.planning.year.shares import shares

NEEDS = st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1e6)), min_size=1, max_size=40).map(
    np.array
)


@given(NEEDS, st.integers(0, 5), st.integers(0, 30), st.data())
def test_the_target_is_reached_exactly_within_floors_and_caps(
    need: np.ndarray, floor: int, more: int, data: st.DataObject
) -> None:
    places = len(need)
    target = data.draw(st.integers(floor * places, (floor + more) * places))
    found = quotas(need, target, floor=floor, cap=floor + more)
    assert found.sum() == target
    assert (found >= floor).all()
    assert (found <= floor + more).all()


@given(NEEDS, st.integers(0, 300))
def test_without_bounds_it_is_websters_method(need: np.ndarray, target: int) -> None:
    found = quotas(need, target, floor=0, cap=target)
    if need.sum() == 0:
        assert found.max() - found.min() <= 1
        return
    # Webster's: there is a divisor that rounds every share to its seats.
    with np.errstate(divide="ignore"):
        low = (need / (found + 0.5)).max()
        high = np.where(found > 0, need / (found - 0.5), np.inf).min()
    assert low <= high * (1 + 1e-9)


def test_the_published_example_of_websters_method_comes_out() -> None:
    # Balinski & Young's kind of example, on Wikipedia for Sainte-Laguë: 7 seats.
    votes = np.array([53_000.0, 24_000.0, 23_000.0])
    assert quotas(votes, 7, floor=0, cap=7).tolist() == [3, 2, 2]


@pytest.mark.parametrize(("target", "told"), [(5, "räcker inte"), (31, "får inte plats")])
def test_what_cannot_be_is_an_error_with_a_hint(target: int, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as caught:
        quotas(np.ones(3), target, floor=2, cap=10)
    assert caught.value.hint


def test_equal_needs_give_the_earlier_place_the_visit_that_is_over() -> None:
    assert quotas(np.ones(3), 7, floor=0, cap=9).tolist() == [3, 2, 2]


@given(NEEDS, st.integers(1, 200), st.data())
def test_what_is_left_fills_the_year_and_never_takes_a_visit_back(
    need: np.ndarray, target: int, data: st.DataObject
) -> None:
    done = np.array(data.draw(st.lists(st.integers(0, 20), min_size=len(need), max_size=len(need))))
    elsewhere = data.draw(st.integers(0, 10))
    found = shares(need, target, done, elapsed=200, days=365, elsewhere=elsewhere)
    assert found.quota.sum() == target
    assert (found.quota >= found.floor).all()
    assert (done + found.left >= found.floor).all()
    assert (found.left >= found.least).all()
    assert done.sum() + elsewhere + found.left.sum() == (
        max(target, done.sum() + elsewhere) + found.beyond
    )
    assert all(-1 <= each <= 1 for each in found.lead)


def test_a_target_too_small_for_the_usual_floor_lowers_it() -> None:
    found = shares(np.ones(15), 10, np.zeros(15, int), elapsed=0, days=365, elsewhere=0)
    assert (found.floor, found.quota.sum()) == (0, 10)


def test_a_place_far_behind_gets_most_of_what_is_left() -> None:
    done = np.array([0, 20, 20])
    found = shares(np.ones(3), 60, done, elapsed=300, days=365, elsewhere=0)
    assert found.left.tolist() == [20, 0, 0]
