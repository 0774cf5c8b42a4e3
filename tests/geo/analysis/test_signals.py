"""Signals: expected counts, tests, verdicts, and how often they are wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import nbinom, poisson

from geo.analysis import signals
from geo.analysis.signals import calendar, predictive
from geo.analysis.signals.predictive import Predicted
from geo.model import Presence, Verdict

QUIET = (Verdict.AS_USUAL, Verdict.TOO_FEW)
RISES = (Verdict.INCREASING, Verdict.GROWING)


def weeks_of(counts, occasions=None):
    periods = np.shape(counts)[-1]
    return signals.Calendar(np.full(periods, 7.0), 52, 2, tuple(occasions or [""] * periods))


def judge(counts, *, minimum=5, over=True, occasions=None):
    counts = np.asarray(counts)
    return signals.compare(
        [signals.Family(counts)],
        counts.sum(axis=0),
        weeks_of(counts, occasions),
        minimum=minimum,
        over=over,
    )[0]


# -- what is expected -----------------------------------------------------------------------------


@pytest.mark.parametrize(("mean", "variance"), [(6.0, 6.0001), (6.0, 10.0), (0.4, 0.9), (40, 90)])
def test_tails_and_band_are_those_of_the_negative_binomial(mean, variance):
    found = Predicted(np.array([mean]), np.array([variance]))
    size = mean**2 / (variance - mean)
    share = size / (size + mean)
    for value in (0, 1, 5, 12, 50):
        expected = nbinom.sf(value - 1, size, share)
        np.testing.assert_allclose(found.upper(np.array([float(value)])), expected, rtol=1e-9)
    low, high = found.band()
    assert nbinom.cdf(low[0] - 1, size, share) < 0.05 <= nbinom.cdf(low[0], size, share)
    assert nbinom.cdf(high[0] - 1, size, share) < 0.95 <= nbinom.cdf(high[0], size, share)


def test_what_is_expected_is_the_mean_of_the_periods_before():
    found = judge([[6] * 40 + [6], [3] * 40 + [3]])
    np.testing.assert_allclose(found.mean, [6, 3], rtol=0.05)
    assert found.verdicts == (Verdict.AS_USUAL, Verdict.TOO_FEW)


def test_the_period_that_is_judged_does_not_tell_what_is_normal():
    calm, wild = judge([[6] * 60 + [6]]), judge([[6] * 60 + [90]])
    assert calm.mean == wild.mean
    assert calm.high == wild.high


def test_a_longer_period_expects_more():
    days = np.array([28.0, 31.0] * 12 + [28.0, 31.0])
    counts = np.array([[28, 31] * 12 + [28, 31]])
    found = signals.compare(
        [signals.Family(counts)],
        counts[0],
        signals.Calendar(days, 12, 0, ("",) * len(days)),
        minimum=5,
    )[0]
    assert found.mean[0] == pytest.approx(31, rel=0.02)


def test_the_season_of_earlier_years_is_expected_again():
    rng = np.random.default_rng(2)
    summer = 40 * (1 + 0.4 * np.cos(2 * np.pi * (np.arange(3 * 52 + 1)) / 52))
    total = rng.poisson(summer)
    found = calendar.expected(total, weeks_of(total[None]))
    assert len(found.weight) == 53
    np.testing.assert_allclose(found.weight / found.weight.mean(), summer[-53:] / 40, atol=0.16)


def test_without_an_earlier_year_no_season_is_made_up():
    total = np.random.default_rng(2).poisson(40, 80)
    found = calendar.expected(total, weeks_of(total[None]))
    assert len(found.weight) == calendar.FLAT_WINDOW + 1
    assert set(found.weight) == {7.0}


def test_a_holiday_that_has_come_before_is_expected_to_come_again():
    names = ["valborg" if week % 52 == 17 else "" for week in range(3 * 52 + 18)]
    total = np.array([120 if name else 40 for name in names])
    found = judge(total[None], occasions=names)
    assert found.mean[0] > 85
    assert found.verdicts[0] is Verdict.AS_USUAL
    assert judge(total[None]).verdicts[0] is Verdict.INCREASING


def test_only_what_comes_seldom_marks_a_period():
    named = [["lönehelg"] if week % 4 == 0 else [] for week in range(104)]
    named[17] = named[69] = ["valborg", "lönehelg"]
    found = signals.rare(named, 52)
    assert {name for name in found if name} == {"valborg"}
    assert [week for week, name in enumerate(found) if name] == [17, 69]


def test_counts_that_vary_more_than_chance_make_the_band_wider():
    rng = np.random.default_rng(5)
    even = rng.poisson(20, (6, 53))
    uneven = rng.poisson(20 * rng.gamma(4, 1 / 4, (6, 53)))
    assert predictive.dispersion_of(even[:, :-1], np.ones(52)) < 0.02
    assert predictive.dispersion_of(uneven[:, :-1], np.ones(52)) == pytest.approx(0.25, abs=0.08)
    width = [found.high.mean() - found.low.mean() for found in (judge(even), judge(uneven))]
    assert width[1] > 1.6 * width[0]


def test_a_count_of_an_even_place_has_the_tails_of_a_poisson_count():
    found = judge([[20] * 52 + [32]])
    np.testing.assert_allclose(found.upper, poisson.sf(31, 20), rtol=0.35)


# -- verdicts -------------------------------------------------------------------------------------

USUAL = [6, 5, 7, 6, 4, 8, 5, 7] * 6


def test_a_clear_rise_and_a_clear_fall_are_told():
    assert judge([[*USUAL, 19]]).verdicts == (Verdict.INCREASING,)
    assert judge([[*[20, 22, 18, 21] * 12, 4]]).verdicts == (Verdict.DECREASING,)


def test_a_rise_over_several_periods_is_told_when_no_period_alone_stands_out():
    found = judge([[*USUAL, 10, 9, 11, 10]])
    assert found.verdicts == (Verdict.GROWING,)
    assert found.p[0] > 0.05
    assert (found.recent[0], round(found.recent_mean[0])) == (40, 26)


def test_a_fall_over_several_periods_is_told():
    found = judge([[*[20, 22, 18, 21] * 12, 14, 13, 12, 13, 12]])
    assert found.verdicts[0] in (Verdict.WANING, Verdict.DECREASING)


def test_small_counts_say_nothing():
    assert judge([[*[1, 0, 0, 1] * 10, 4]]).verdicts == (Verdict.TOO_FEW,)
    assert judge([[*[0] * 40, 6]]).verdicts == (Verdict.INCREASING,)


def test_a_period_that_still_runs_does_not_decrease():
    assert judge([[*[20] * 40, 2]], over=False).verdicts == (Verdict.AS_USUAL,)
    assert judge([[*[20] * 40, 50]], over=False).verdicts == (Verdict.INCREASING,)


def test_seven_periods_are_too_few():
    short = judge([[6] * 7 + [60]])
    assert not short.known
    assert short.verdicts == (Verdict.TOO_FEW,)
    assert judge([[6] * 8 + [60]]).known


def test_the_same_rise_needs_more_evidence_among_many_places():
    def among(places):
        rng = np.random.default_rng(1)
        return judge(np.vstack([[*USUAL, 13], rng.poisson(6, (places, len(USUAL) + 1))])).q[0]

    assert among(40) > among(2)


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.int64, st.tuples(st.integers(1, 6), st.integers(1, 120)), elements=st.integers(0, 60))
)
def test_any_counts_give_numbers_that_make_sense(counts):
    found = judge(counts)
    assert len(found.verdicts) == len(counts)
    for chances in (found.p, found.q, found.upper, found.lower):
        assert ((chances >= 0) & (chances <= 1 + 1e-12)).all()
    if found.known:
        assert (found.low <= found.high).all()
        assert np.isfinite(found.mean).all()


def test_no_places_are_nothing_to_judge():
    assert judge(np.zeros((0, 60), dtype=np.int64)).verdicts == ()


def test_over_time_says_of_each_period_what_was_said_then():
    counts = np.random.default_rng(8).poisson(6, (5, 90))
    then = signals.over_time(
        [signals.Family(counts)], counts.sum(axis=0), weeks_of(counts), minimum=5, last=3
    )
    assert len(then) == 3
    assert then[-1][0].verdicts == judge(counts).verdicts
    assert then[0][0].p.tolist() == judge(counts[:, :-2]).p.tolist()


# -- how often it is wrong, and how often it finds -------------------------------------------------


def kommuner(count, rng, *, places=8, rise=1.0):
    for _ in range(count):
        rates = rng.gamma(1.2, 2.3, places).clip(0.15)
        rates[0] = 6
        expected = np.repeat(rates[:, None], 160, axis=1)
        expected[0, -3:] *= rise
        yield rng.poisson(expected)


def told(counts, last):
    found = signals.over_time(
        [signals.Family(counts)], counts.sum(axis=0), weeks_of(counts), minimum=5, last=last
    )
    return [judged[0].verdicts for judged in found]


def test_where_nothing_changes_at_most_one_lagesbild_in_twenty_says_otherwise():
    rng = np.random.default_rng(11)
    wrong = [
        any(verdict not in QUIET for verdict in verdicts)
        for counts in kommuner(300, rng)
        for verdicts in told(counts, 2)[:1]
    ]
    assert np.mean(wrong) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / len(wrong))


def test_a_doubling_at_six_a_week_is_mostly_found_within_three_weeks():
    rng = np.random.default_rng(12)
    found = [
        any(verdicts[0] in RISES for verdicts in told(counts, 3))
        for counts in kommuner(250, rng, rise=2.0)
    ]
    assert np.mean(found) >= 0.74


# -- how incidents keep coming back ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ([0] * 12 + [2, 2, 3, 2], Presence.NEW),
        ([3] * 12 + [0, 0, 0, 0], Presence.FADING),
        ([2] * 16, Presence.PERSISTENT),
        ([0, 2, 0, 1] * 4, Presence.INTERMITTENT),
        ([0] * 15 + [1], Presence.QUIET),
        ([0] * 16, Presence.QUIET),
        ([1], Presence.PERSISTENT),
    ],
)
def test_how_incidents_keep_coming_back(series, expected):
    assert signals.persistence(np.array([series])) == (expected,)
