"""Intervals equal published tables and scipy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from geo.analysis import intervals


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_wilson_intervals_of_newcombe_are_met(count, n, low, high):
    """Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3."""
    found = intervals.wilson(np.array([count / n]), np.array([float(n)]))
    np.testing.assert_allclose([found.low[0], found.high[0]], [low, high], atol=5e-5)


@given(st.integers(0, 300), st.integers(1, 300))
def test_wilson_is_that_of_scipy(count, n):
    count = min(count, n)
    expected = binomtest(count, n).proportion_ci(method="wilson")
    found = intervals.wilson(np.array([count / n]), np.array([float(n)]))
    np.testing.assert_allclose([found.low[0], found.high[0]], expected, atol=1e-9)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390), (50, 37.111, 65.919)],
)
def test_the_garwood_limits_are_those_of_the_tables(count, low, high):
    found = intervals.garwood(np.array([count]), 1.0)
    np.testing.assert_allclose([found.low[0], found.high[0]], [low, high], atol=1e-3)


@given(st.integers(1, 5000), st.floats(1, 200))
def test_garwood_is_per_week(count, weeks):
    found = intervals.garwood(np.array([count]), weeks)
    expected = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    np.testing.assert_allclose([found.low[0] * weeks, found.high[0] * weeks], expected, rtol=1e-9)
    assert found.low[0] < found.value[0] < found.high[0]


def test_the_interval_of_clopper_and_pearson_is_that_of_scipy():
    found = intervals.clopper_pearson(np.array([0, 7, 20, 0]), np.array([10, 30, 20, 0]))
    for i, (count, n) in enumerate([(0, 10), (7, 30), (20, 20)]):
        np.testing.assert_allclose(
            (found.low[i], found.high[i]), binomtest(count, n).proportion_ci()
        )
    assert np.isnan(found.low[3])


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_the_binomial_p_is_twice_the_smaller_tail_of_scipy(count, rest, chance):
    n = count + rest
    smaller = min(
        binomtest(count, n, chance, side).pvalue if n else 1.0 for side in ("less", "greater")
    )
    found = intervals.binomial_p(np.array([count]), np.array([rest]), np.array([chance]))
    np.testing.assert_allclose(found, min(1.0, 2 * smaller), rtol=1e-9)
