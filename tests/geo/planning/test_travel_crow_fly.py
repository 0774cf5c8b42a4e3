"""Ways by crow's flight, on foot and by car."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.planning.travel import CrowFly, Mode, towns

WAYS = CrowFly()
metres = st.floats(-50_000, 50_000, allow_nan=False)
points = st.lists(st.tuples(metres, metres), max_size=12)


def columns(spots: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    both = np.array(spots, dtype=np.float64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


@pytest.mark.parametrize(
    ("straight", "on_foot", "minutes"),
    [(750, 1050, 14), (999.9, 1399.86, 18.6648), (3000, 3750, 50)],
)
def test_detours_are_longer_below_a_kilometre(
    straight: float, on_foot: float, minutes: float
) -> None:
    legs = WAYS.legs(np.array([0.0, straight]), np.zeros(2), mode=Mode.FOOT)
    assert legs.metres[0, 1] == pytest.approx(on_foot)
    assert legs.walked[0, 1] == pytest.approx(minutes)
    assert not legs.driven.any()
    assert not legs.off_path.any()


def test_between_towns_one_walks_to_the_car_park_drives_and_walks_on() -> None:
    x = np.array([0.0, 600.0, 20_000.0, 20_300.0, 20_600.0])
    legs = WAYS.legs(x, np.zeros(5), mode=Mode.CAR)
    # The first town's car stands where one starts, the other's at its middle point.
    assert legs.driven[1, 4] == pytest.approx(20.3 * 1.3)
    assert legs.metres[1, 4] == pytest.approx(1.4 * (600 + 300))
    assert legs.metres[0, 3] == 0
    assert legs.driven[2, 4] == 0
    assert legs.metres[2, 4] == pytest.approx(1.4 * 600)


def test_a_town_is_all_that_can_be_walked_from_one_to_the_next() -> None:
    walked = np.array([[0, 30, 19], [30, 0, 20], [19, 20, 0]], dtype=np.float64)
    assert towns(walked, np.zeros(3), np.zeros(3)).of.tolist() == [0, 0, 0]
    walked[1, 2] = walked[2, 1] = 20.1
    assert towns(walked, np.zeros(3), np.zeros(3)).of.tolist() == [0, 1, 0]


@pytest.mark.parametrize("mode", Mode)
def test_no_points_one_point_and_equal_points(mode: Mode) -> None:
    assert WAYS.legs(np.zeros(0), np.zeros(0), mode=mode).minutes.shape == (0, 0)
    assert WAYS.legs(np.ones(1), np.ones(1), mode=mode).minutes.tolist() == [[0]]
    assert not WAYS.legs(np.ones(3), np.ones(3), mode=mode).minutes.any()


def test_the_way_is_a_straight_line() -> None:
    assert WAYS.path((1, 2), (3, 4), mode=Mode.FOOT).tolist() == [[1, 2], [3, 4]]


@given(points, st.sampled_from(Mode))
def test_there_is_as_far_as_back_and_here_is_no_way(
    spots: list[tuple[float, float]], mode: Mode
) -> None:
    x, y = columns(spots)
    legs = WAYS.legs(x, y, mode=mode)
    np.testing.assert_allclose(legs.minutes, legs.minutes.T)
    assert not np.diagonal(legs.minutes).any()
    assert np.isfinite(legs.minutes).all()


@given(points)
def test_cars_are_used_between_towns_only(spots: list[tuple[float, float]]) -> None:
    x, y = columns(spots)
    foot, car = (WAYS.legs(x, y, mode=mode) for mode in (Mode.FOOT, Mode.CAR))
    found = towns(foot.walked, x, y)
    same = found.of[:, None] == found.of[None, :]
    np.testing.assert_array_equal(car.walked[same], foot.walked[same])
    assert not car.driven[same].any()
    assert (car.driven[~same] > 0).all()
    assert (foot.walked[~same] > 20).all()
    assert (found.of[found.park] == np.arange(len(found.park))).all()
