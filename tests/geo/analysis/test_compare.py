"""Two rates: tests, intervals, strata, and a map of change."""

from __future__ import annotations

from fractions import Fraction
from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, norm, poisson, poisson_means_test

from geo.analysis.compare import (
    change,
    common_ratio,
    e_test,
    e_test_score,
    poisson_z,
    rate_difference,
)
from geo.model import Verdict

COUNT = st.integers(0, 80)
EXPOSURE = st.sampled_from([0.5, 1.0, 2.0, 3.0, 12.0])
TWO = st.tuples(COUNT, EXPOSURE, COUNT, EXPOSURE)
TESTS = pytest.mark.parametrize("test", [e_test, e_test_score])


def summed_by_hand(k1, n1, k2, n2, *, score=False):
    """Every pair of counts looked at, their statistics compared as fractions."""

    def squared(x1, x2):
        c1, c2 = (n2, n1) if score else (n1, n2)
        variance = Fraction(x1, n1 * c1) + Fraction(x2, n2 * c2)
        return (Fraction(x1, n1) - Fraction(x2, n2)) ** 2 / variance if variance else Fraction(0)

    rate = (k1 + k2) / (n1 + n2)
    first, second = (poisson.pmf(np.arange(70), rate * n) for n in (n1, n2))
    least = squared(k1, k2)
    return sum(
        first[x1] * second[x2] for x1 in range(70) for x2 in range(70) if squared(x1, x2) >= least
    )


def all_pairs(mean1, mean2):
    """Every pair of counts that matters, and how likely each is."""
    first, second = (np.arange(int(m + 10 * sqrt(m) + 15)) for m in (mean1, mean2))
    weight = np.outer(poisson.pmf(first, mean1), poisson.pmf(second, mean2))
    return first[:, np.newaxis], second[np.newaxis], weight


@TESTS
def test_the_published_p_are_met(test):
    np.testing.assert_allclose(
        test([20, 6], 1, [10, 2], 1), [0.0688317821, 0.1748748209], rtol=0, atol=1e-9
    )
    assert float(test(25, 1, 16, 1)) == pytest.approx(0.165, abs=5e-4)  # Wheeler 2018


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2"), [(9, 1, 3, 1), (0, 1, 9, 4), (8, 2, 1, 1), (5, 1, 6, 3), (1, 2, 0, 3)]
)
def test_ties_count_as_extreme(k1, n1, k2, n2):
    given_ = k1, n1, k2, n2
    assert float(e_test(*given_)) == pytest.approx(summed_by_hand(*given_), abs=1e-12)
    by_hand = summed_by_hand(*given_, score=True)
    assert float(e_test_score(*given_)) == pytest.approx(by_hand, abs=1e-12)


@given(TWO)
def test_the_p_is_scipys_or_more_where_scipy_loses_a_tie(two):
    k1, n1, k2, n2 = two
    assume(k1 + k2)
    assert float(e_test(*two)) >= poisson_means_test(k1, n1, k2, n2).pvalue - 1e-8


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 12), st.integers(1, 4))
def test_the_p_is_that_of_all_pairs_compared_exactly(k1, n1, k2, n2):
    given_ = k1, n1, k2, n2
    assert float(e_test(*given_)) == pytest.approx(summed_by_hand(*given_), abs=1e-12)
    by_hand = summed_by_hand(*given_, score=True)
    assert float(e_test_score(*given_)) == pytest.approx(by_hand, abs=1e-12)


@TESTS
@given(two=TWO)
def test_the_two_sides_may_change_places(test, two):
    k1, n1, k2, n2 = two
    assert float(test(k1, n1, k2, n2)) == pytest.approx(float(test(k2, n2, k1, n1)), abs=1e-12)


@TESTS
@given(two=TWO, scale=st.sampled_from([7.0, 0.01, 3600.0]))
def test_the_unit_of_exposure_does_not_matter(test, two, scale):
    k1, n1, k2, n2 = two
    again = float(test(k1, n1 * scale, k2, n2 * scale))
    assert float(test(k1, n1, k2, n2)) == pytest.approx(again, abs=1e-12)


@given(COUNT, COUNT)
def test_for_equal_exposures_both_tests_are_one(k1, k2):
    assert float(e_test(k1, 2, k2, 2)) == pytest.approx(float(e_test_score(k1, 2, k2, 2)))


@TESTS
def test_thousands_of_cells_are_as_each_alone(test):
    rng = np.random.default_rng(3)
    k1, k2 = rng.poisson(rng.gamma(0.7, 3, (2, 3000)))
    together = test(k1, 1, k2, 3).reshape(-1)
    assert together.shape == (3000,)
    for at in range(0, 3000, 100):
        assert float(test(k1[at], 1, k2[at], 3)) == together[at]


@TESTS
def test_large_counts_are_worked_out_in_parts(test):
    k2 = np.arange(1_000_000, 1_002_000, 100)
    p = test(1_000_000, 1, k2, 1)
    normal = 2 * norm.sf((k2 - 1e6) / np.sqrt(1e6 + k2))
    np.testing.assert_allclose(p[1:], normal[1:], atol=1e-5)
    assert p[0] == 1.0


@TESTS
def test_nothing_against_nothing_is_no_difference(test):
    assert float(test(0, 1, 0, 5)) == 1.0
    assert test(np.zeros((2, 3)), 1, 0, 1).shape == (2, 3)
    assert test([], 1, [], 1).shape == (0,)


@TESTS
@pytest.mark.parametrize("mean", [1, 3, 5, 10, 30])
@pytest.mark.parametrize("longer", [1, 12])
def test_equal_rates_are_called_different_no_oftener_than_told(test, mean, longer):
    k1, k2, weight = all_pairs(mean, mean * longer)
    assert (weight * (test(k1, 1, k2, longer) <= 0.05)).sum() <= 0.052


def test_a_rise_against_a_long_past_is_seen_by_the_score_alone():
    """5 in a week against 2 a week in twelve weeks: how often each test sees it."""
    k1, k2, weight = all_pairs(5, 24)
    seen = [
        (weight * (p <= 0.05)).sum()
        for p in (
            e_test(k1, 1, k2, 12),
            e_test_score(k1, 1, k2, 12),
            rate_difference(k1, 1, k2, 12).p,
        )
    ]
    np.testing.assert_allclose(seen, [0.004, 0.490, 0.327], atol=5e-4)


def test_the_z_of_wheeler():
    assert poisson_z([25, 16, 0], [16, 16, 4]).tolist() == [2.0, 0.0, -4.0]


def test_the_interval_of_r_is_met():
    """R's poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)), from its help page."""
    found = rate_difference(11, 800, 6 + 8 + 7, 1083 + 1050 + 878)
    np.testing.assert_allclose(
        [found.ratio, found.low, found.high], [1.971488, 0.8584264, 4.2772659], rtol=1e-6
    )


@given(TWO)
def test_the_intervals_hold_their_estimates(two):
    found = rate_difference(*two)
    if two[0] + two[2]:
        assert found.low <= found.ratio <= found.high
    else:
        assert np.isnan(found.ratio)
        assert (found.low, found.high) == (0, inf)
    assert found.difference_low <= found.difference <= found.difference_high


@given(TWO)
def test_turned_round_the_ratio_is_its_inverse(two):
    k1, n1, k2, n2 = two
    found, turned = rate_difference(k1, n1, k2, n2), rate_difference(k2, n2, k1, n1)
    for one, other in ((found.low, turned.high), (found.high, turned.low)):
        assert one == (inf if other == 0 else pytest.approx(1 / other, rel=1e-9))
    np.testing.assert_allclose(found.difference_low, -turned.difference_high, atol=1e-12)
    np.testing.assert_allclose(found.p, turned.p)


@given(TWO)
def test_the_p_and_the_interval_of_the_ratio_say_the_same(two):
    found = rate_difference(*two)
    assume(abs(found.p - 0.05) > 1e-9)
    assert (found.p < 0.05) == (found.low > 1 or found.high < 1)


@given(TWO)
def test_the_p_is_twice_the_smaller_binomial_tail(two):
    k1, n1, k2, n2 = two
    assume(k1 + k2)
    tails = [
        binomtest(k1, k1 + k2, n1 / (n1 + n2), alternative=side).pvalue
        for side in ("less", "greater")
    ]
    np.testing.assert_allclose(rate_difference(*two).p, min(1, 2 * min(tails)), rtol=1e-9)


@pytest.mark.parametrize(
    ("rate1", "rate2", "time2"), [(2, 1, 1), (10, 5, 1), (30, 30, 1), (5, 2, 12), (0.5, 3, 1)]
)
def test_intervals_hold_the_truth_as_often_as_told(rate1, rate2, time2):
    k1, k2, weight = all_pairs(rate1, rate2 * time2)
    found = rate_difference(k1, 1, k2, time2)
    truth, apart = rate1 / rate2, rate1 - rate2
    assert (weight * ((found.low <= truth) & (truth <= found.high))).sum() >= 0.95
    held = (found.difference_low <= apart) & (apart <= found.difference_high)
    assert (weight * held).sum() >= 0.95


@pytest.mark.parametrize("test", [e_test, e_test_score, rate_difference])
def test_what_are_no_counts_or_exposures_are_refused(test):
    with pytest.raises(ValueError, match="counts"):
        test(-1, 1, 2, 1)
    with pytest.raises(ValueError, match="exposures"):
        test(1, 0, 2, 1)


@given(st.integers(0, 60), EXPOSURE, st.integers(0, 60), EXPOSURE)
def test_one_stratum_is_the_plain_ratio(k1, n1, k2, n2):
    found, plain = common_ratio([k1], [n1], [k2], [n2]), rate_difference(k1, n1, k2, n2)
    for one, other in (
        (found.ratio, plain.ratio),
        (found.low, plain.low),
        (found.high, plain.high),
        (found.p, plain.p),
    ):
        np.testing.assert_allclose(one, other, rtol=1e-6)


@given(st.lists(st.tuples(st.integers(0, 9), EXPOSURE, st.integers(0, 9), EXPOSURE), max_size=6))
def test_the_common_ratio_lies_in_its_interval(strata):
    columns = np.array(strata, dtype=float).reshape(-1, 4).T
    found = common_ratio(*columns)
    if not columns[[0, 2]].sum():
        assert np.isnan(found.ratio)
        assert found.p == 1
        return
    assert found.low <= found.ratio * (1 + 1e-9)
    assert found.ratio <= found.high * (1 + 1e-9)


def test_what_only_the_strata_explain_is_not_called_a_difference():
    """Busy nights, with most of the exposure: pooled five times as many, night by night none."""
    k1, n1, k2, n2 = [40, 1], [4, 1], [10, 9], [1, 9]
    assert float(rate_difference(sum(k1), sum(n1), sum(k2), sum(n2)).ratio) > 4
    found = common_ratio(k1, n1, k2, n2)
    assert found.ratio == pytest.approx(1.0)
    assert (found.count, found.expected) == (41, pytest.approx(41))
    assert found.p == 1.0


def test_the_common_ratio_holds_its_level_over_the_hours_of_a_week():
    rng = np.random.default_rng(5)
    time1, time2 = rng.uniform(0, 2, 168), rng.uniform(5, 9, 168)
    rate = rng.gamma(0.5, 0.1, 168)
    low = sum(
        common_ratio(rng.poisson(rate * time1), time1, rng.poisson(rate * time2), time2).p <= 0.05
        for _ in range(300)
    )
    assert low <= 23  # 15 if exact; more in 1 % of the cases


def test_strata_with_one_exposure_alone_say_nothing():
    with_them = common_ratio([4, 7, 0], [1, 1, 0], [2, 0, 9], [2, 0, 1])
    assert with_them == common_ratio([4], [1], [2], [2])
    assert common_ratio([], [], [], []).high == inf


def test_a_thousandfold_ratio_is_not_lost_to_small_numbers():
    found = common_ratio([3000, 4000], [1, 1], [3, 4], [1, 2])
    assert found.p < 1e-300
    assert 400 < found.low < found.ratio < found.high < 4000


def test_a_map_of_change_tells_up_down_as_usual_and_too_few():
    found = change(np.array([30, 2, 11, 3]), np.array([8, 30, 10, 2]))
    assert found.verdict == (
        Verdict.INCREASING,
        Verdict.DECREASING,
        Verdict.AS_USUAL,
        Verdict.TOO_FEW,
    )
    assert found.adjusted.tolist()[3] == found.p.tolist()[3] == 1.0
    assert (found.adjusted >= found.p - 1e-12).all()
    assert float(found.difference.ratio[0]) == 3.75


def test_a_week_is_held_against_twelve():
    found = change(np.array([9, 2]), np.array([24, 24]), exposure=(1, 12))
    assert found.verdict == (Verdict.INCREASING, Verdict.AS_USUAL)


def test_a_map_with_nothing_to_test_is_too_few_throughout():
    assert set(change(np.zeros(5, dtype=int), np.ones(5, dtype=int)).verdict) == {Verdict.TOO_FEW}
    assert change(np.zeros(0, dtype=int), np.zeros(0, dtype=int)).verdict == ()


def test_few_of_the_changes_told_are_false():
    """2,000 cells of which 100 double: of those told at most some 5 % are false, on the average."""
    false, told, found_of = 0, 0, 0
    for seed in range(10):
        rng = np.random.default_rng(seed)
        before, now = rng.gamma(2, 6, 2000), None
        now = before * np.where(np.arange(2000) < 100, 3, 1)
        verdict = change(rng.poisson(now), rng.poisson(before)).verdict
        changed = np.array([each in (Verdict.INCREASING, Verdict.DECREASING) for each in verdict])
        false, told = false + changed[100:].sum(), told + changed.sum()
        found_of += changed[:100].sum()
    assert false / told <= 0.06
    assert found_of >= 400


def test_a_map_without_change_is_seldom_told_of_any():
    rng = np.random.default_rng(9)
    some = 0
    for _ in range(100):
        mean = rng.gamma(1, 6, 300)
        found = change(rng.poisson(mean), rng.poisson(mean))
        some += int((found.adjusted <= 0.05).any())
    assert some <= 11
