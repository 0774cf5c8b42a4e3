"""The three models of the next period."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from geo.analysis.forecast import (
    DecayedCount,
    DecayedDensity,
    EmpiricalBayesRate,
    RecentCount,
    cell_models,
    place_models,
)

COUNTS = arrays.arrays(
    np.int64, st.tuples(st.integers(1, 12), st.integers(1, 60)), elements=st.integers(0, 30)
)


def test_as_lately_is_the_mean_of_the_last_periods():
    past = np.array([[90, 1, 2, 3], [90, 0, 0, 0]])
    np.testing.assert_allclose(RecentCount(3)(past), [2.0, 0.0])
    np.testing.assert_allclose(RecentCount(12)(past), [24.0, 22.5])


@given(COUNTS)
def test_with_equal_units_shrinkage_keeps_order_and_sum(past):
    found = EmpiricalBayesRate(52)(past)
    recent = past[:, -52:]
    np.testing.assert_allclose(found.sum(), recent.mean(axis=1).sum(), atol=1e-9)
    order = np.argsort(recent.sum(axis=1), kind="stable")
    assert (np.diff(found[order]) >= -1e-12).all()


def test_a_half_life_ago_weighs_half():
    past = np.array([[1] + [0] * 8, [0] * 8 + [1]])
    old, new = DecayedCount(8.0)(past)
    np.testing.assert_allclose(old / new, 0.5)


@given(COUNTS, st.floats(0.5, 50))
def test_what_never_changes_is_expected_to_go_on(past, half_life):
    steady = np.repeat(past[:, :1], past.shape[1], axis=1)
    for model in place_models(half_life=half_life).values():
        if not isinstance(model, EmpiricalBayesRate):
            np.testing.assert_allclose(model(steady), past[:, 0], atol=1e-9)


def test_the_density_spreads_to_the_neighbours_and_keeps_the_sum():
    inside = np.ones((7, 9), dtype=np.bool_)
    inside[0, :3] = False
    past = np.zeros((int(inside.sum()), 20), dtype=np.int64)
    at = np.flatnonzero(np.flatnonzero(inside) == 3 * 9 + 4)[0]
    past[at, -1] = 4
    found = DecayedDensity(inside, half_life=8.0, bandwidth=0.5)(past)
    surface = np.zeros(inside.shape)
    surface[inside] = found
    assert np.unravel_index(surface.argmax(), surface.shape) == (3, 4)
    np.testing.assert_allclose(surface[2, 4], surface[4, 4])
    np.testing.assert_allclose(surface[3, 3] / surface[3, 4], np.exp(-2.0), rtol=1e-9)
    np.testing.assert_allclose(found.sum(), DecayedCount()(past).sum())
    assert (found >= 0).all()


def test_where_nothing_has_happened_nothing_is_expected():
    inside = np.ones((3, 3), dtype=np.bool_)
    for model in (*cell_models(inside, cell=300.0).values(), *place_models().values()):
        np.testing.assert_allclose(model(np.zeros((9, 5), dtype=np.int64)), 0.0, atol=1e-9)


@given(COUNTS)
def test_the_past_is_not_changed(past):
    before = past.copy()
    for model in place_models(area=np.arange(1.0, len(past) + 1)).values():
        model(past)
    np.testing.assert_array_equal(past, before)


def test_the_kernel_is_never_sharper_than_positions_are():
    inside = np.ones((3, 3), dtype=np.bool_)
    bandwidths = [
        cell_models(inside, cell=cell)["kde"].bandwidth * cell for cell in (150.0, 300.0, 500.0)
    ]
    np.testing.assert_allclose(bandwidths, [150.0, 150.0, 250.0])
    with pytest.raises(ValueError, match="150 m"):
        cell_models(inside, cell=300.0, bandwidth=149.0)
