"""Hit rate, PAI and PEI: published numbers, and what holds for any ranking."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from geo.analysis.forecast import (
    hit_rate,
    prediction_efficiency_index,
    predictive_accuracy_index,
)

THIRDS = (1 / 3, 2 / 3, 1.0)
UNITS = st.integers(1, 30)


@st.composite
def rankings(draw):
    """Predicted, observed and area of the same units, with many ties."""
    units = draw(UNITS)
    predicted = draw(arrays.arrays(np.float64, units, elements=st.integers(0, 4).map(float)))
    observed = draw(arrays.arrays(np.int64, units, elements=st.integers(0, 9)))
    area = draw(arrays.arrays(np.float64, units, elements=st.integers(1, 50).map(float)))
    assume(observed.sum() > 0)
    return predicted, observed, area


def test_the_published_pai_and_pei_are_met():
    predicted, observed = np.array([3.0, 2.0, 1.0]), np.array([6, 3, 0])
    pai = predictive_accuracy_index(predicted, observed, shares=THIRDS)
    pei = prediction_efficiency_index(predicted, observed, shares=THIRDS)
    np.testing.assert_allclose(pai, [2.0, 1.5, 1.0], rtol=1e-15)
    np.testing.assert_allclose(pei, [1.0, 1.0, 1.0], rtol=1e-15)


@given(rankings(), st.floats(0.001, 1))
def test_a_perfect_ranking_has_a_pei_of_one_and_none_has_more(units, share):
    predicted, observed, area = units
    for size in (None, area):
        perfect = prediction_efficiency_index(
            observed.astype(float), observed, shares=[share], area=size
        )
        any_other = prediction_efficiency_index(predicted, observed, shares=[share], area=size)
        np.testing.assert_allclose(perfect, 1.0)
        assert any_other[0] <= 1 + 1e-9


@given(rankings())
def test_of_everything_the_pai_and_the_hit_rate_are_one(units):
    predicted, observed, area = units
    for size in (None, area):
        told = {"shares": [1.0], "area": size}
        np.testing.assert_allclose(predictive_accuracy_index(predicted, observed, **told), 1.0)
        np.testing.assert_allclose(hit_rate(predicted, observed, **told), 1.0)


@given(rankings(), st.randoms(use_true_random=False))
def test_the_order_in_which_units_are_listed_does_not_matter(units, random):
    predicted, observed, area = units
    order = list(range(len(area)))
    random.shuffle(order)
    for size in (None, area):
        as_listed = hit_rate(predicted, observed, shares=THIRDS, area=size)
        shuffled = hit_rate(
            predicted[order],
            observed[order],
            shares=THIRDS,
            area=None if size is None else size[order],
        )
        np.testing.assert_allclose(as_listed, shuffled)


@given(rankings())
def test_a_larger_share_never_catches_less(units):
    predicted, observed, area = units
    shares = np.linspace(0.05, 1, 20)
    for size in (None, area):
        assert (np.diff(hit_rate(predicted, observed, shares=shares, area=size)) >= -1e-12).all()


def test_units_ranked_alike_count_as_the_mean_over_their_orders():
    predicted, observed = np.array([5.0, 1, 1, 1, 0]), np.array([2, 7, 1, 0, 3])
    orders = [(0, *rest, 4) for rest in itertools.permutations((1, 2, 3))]
    mean = np.mean([observed[list(order[:2])].sum() for order in orders]) / observed.sum()
    np.testing.assert_allclose(hit_rate(predicted, observed, shares=[0.4]), mean)


def test_a_ranking_of_units_that_are_all_alike_is_chance():
    observed = np.array([9, 0, 0, 1])
    np.testing.assert_allclose(
        predictive_accuracy_index(np.zeros(4), observed, shares=[0.25, 0.5]), 1.0
    )


def test_one_percent_of_twelve_units_is_one_of_them():
    predicted, observed = np.arange(12.0), np.arange(12)
    np.testing.assert_allclose(hit_rate(predicted, observed, shares=[0.01]), 11 / 66)
    np.testing.assert_allclose(
        predictive_accuracy_index(predicted, observed, shares=[0.01]), 11 / 66 * 12
    )


def test_with_areas_the_densest_come_first_and_the_last_counts_in_part():
    predicted, observed, area = np.array([4.0, 3.0]), np.array([4, 6]), np.array([4.0, 1.0])
    np.testing.assert_allclose(
        hit_rate(predicted, observed, shares=[0.2, 0.6], area=area), [0.6, 0.8]
    )


def test_where_nothing_happened_nothing_is_told():
    assert np.isnan(hit_rate(np.ones(3), np.zeros(3, dtype=np.int64), shares=[0.5])).all()


@pytest.mark.parametrize("share", [0.0, -0.1, 1.1])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        hit_rate(np.ones(3), np.ones(3, dtype=np.int64), shares=[share])


def test_a_unit_without_area_is_refused():
    with pytest.raises(ValueError, match="area"):
        hit_rate(np.ones(2), np.ones(2, dtype=np.int64), shares=[0.5], area=np.array([1.0, 0.0]))
