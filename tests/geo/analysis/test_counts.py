"""Normal bands, the exact test, and verdicts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from geo.analysis import counts
from geo.model import Verdict

COUNT = st.integers(0, 400)


def verdict(count, before, *, minimum=5, whole=True):
    found = counts.verdicts(np.array([count]), np.array([before]), minimum=minimum, whole=whole)
    return found[0]


def test_the_band_is_the_range_of_the_periods_before():
    band = counts.normal_band(np.array([[4, 7, 5, 6], [0, 0, 0, 1]]))
    assert band.known
    assert band.low.tolist() == [4, 0]
    assert band.high.tolist() == [7, 1]
    assert band.mean.tolist() == [5.5, 0.25]


def test_three_periods_are_too_few_for_a_band():
    assert not counts.normal_band(np.array([[4, 7, 5]])).known
    assert verdict(100, [4, 7, 5]) is Verdict.TOO_FEW


@given(COUNT, COUNT, st.integers(4, 12))
def test_each_tail_is_the_exact_binomial_one(count, earlier, periods):
    p = counts.conditional_p(np.array([count]), np.array([earlier]), periods)[0]
    total = count + earlier
    if total == 0:
        assert p == 1.0
        return
    tails = [
        binomtest(count, total, 1 / (periods + 1), alternative=side).pvalue
        for side in ("less", "greater")
    ]
    np.testing.assert_allclose(p, min(1.0, 2 * min(tails)), rtol=1e-9, atol=1e-200)


def test_a_clear_rise_and_a_clear_fall_are_told():
    before = [5, 6, 4, 7, 5, 6, 5, 4, 6, 7, 5, 6]
    assert verdict(14, before) is Verdict.INCREASING
    assert verdict(0, before) is Verdict.DECREASING
    assert verdict(6, before) is Verdict.AS_USUAL


def test_outside_the_band_alone_is_not_a_change():
    assert verdict(8, [5, 6, 4, 7, 5, 6, 5, 4, 6, 7, 5, 6]) is Verdict.AS_USUAL


def test_unlikely_alone_is_not_a_change_when_it_has_happened_before():
    assert verdict(14, [5, 6, 4, 14, 5, 6, 5, 4, 6, 7, 5, 6]) is Verdict.AS_USUAL


def test_small_counts_say_nothing():
    before = [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert verdict(4, before) is Verdict.TOO_FEW
    assert verdict(4, before, minimum=4) is Verdict.INCREASING


def test_a_period_that_still_runs_does_not_decrease():
    before = [50, 61, 47, 70, 55, 60, 52, 48, 66, 70, 53, 60]
    assert verdict(10, before, whole=False) is Verdict.AS_USUAL
    assert verdict(10, before) is Verdict.DECREASING
    assert verdict(99, before, whole=False) is Verdict.INCREASING


@given(st.lists(st.lists(COUNT, min_size=13, max_size=13), min_size=1, max_size=8))
def test_many_places_are_judged_as_each_alone(table):
    grid = np.array(table)
    together = counts.verdicts(grid[:, -1], grid[:, :-1], minimum=5)
    assert together == [verdict(row[-1], row[:-1]) for row in table]


def test_unchanged_places_seldom_change():
    grid = np.random.default_rng(1).poisson(8, (20_000, 13))
    found = counts.verdicts(grid[:, -1], grid[:, :-1], minimum=5)
    changed = sum(each in (Verdict.INCREASING, Verdict.DECREASING) for each in found)
    assert changed / len(found) < 0.05
