"""Long series, visits as a dose, comparison places, and how long to wait."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.effect.change import Sums, change
from geo.analysis.effect.design import carries_cause, trends, unusually_high
from geo.analysis.effect.dose import Dose, NoDose, dose
from geo.analysis.effect.interrupted_series import Interrupted, TooShort, interrupted_series
from geo.analysis.effect.matching import Barred, matches
from geo.analysis.effect.poisson_regression import poisson_regression
from geo.analysis.effect.synthetic import placebo_rank, synthetic_control
from geo.analysis.effect.waiting import LONGEST, days_to_see, power
from tests.effect_world import World, simulate


def test_a_poisson_regression_solves_its_score_equations() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(200), rng.normal(size=200)])
    count = rng.poisson(np.exp(x @ [0.5, 0.3])).astype(np.float64)
    fit = poisson_regression(count, x, np.zeros(200, dtype=np.int64), lags=0)
    assert fit.converged
    assert x.T @ (count - fit.mean) == pytest.approx(np.zeros(2), abs=1e-5)
    assert fit.coefficient == pytest.approx([0.5, 0.3], abs=0.2)


def test_of_two_groups_the_regression_gives_the_ratio_of_their_means() -> None:
    count = np.array([2.0, 4, 6, 1, 1, 4])
    x = np.column_stack([np.ones(6), np.repeat([0.0, 1.0], 3)])
    fit = poisson_regression(count, x, np.arange(6), lags=0)
    assert np.exp(fit.coefficient[1]) == pytest.approx(0.5)


@pytest.mark.parametrize("controlled", [True, False])
def test_a_series_covers_its_change_and_raises_few_false_alarms(controlled: bool) -> None:
    for factor, seed in ((1.0, 5), (0.5, 6)):
        world, rng, inside, alarms = World(change=factor), np.random.default_rng(seed), [], []
        for _ in range(200):
            weekly = simulate(world, rng).astype(np.float64)
            other = weekly[1:].sum(axis=0) if controlled else None
            found = interrupted_series(weekly[0], world.weeks[0], other)
            assert isinstance(found, Interrupted)
            inside.append(found.low <= factor <= found.high)
            alarms.append(found.low > 1 or found.high < 1)
        slack = 4 * np.sqrt(0.05 * 0.95 / 200)
        assert np.mean(inside) >= 0.93 - slack
        assert factor != 1 or np.mean(alarms) <= 0.05 + slack


def test_season_is_not_taken_for_a_change_where_a_comparison_has_it_too() -> None:
    world = World(rate=(20.0, 20.0), season=0.8, weeks=(78, 26))
    found = [
        interrupted_series(weekly[0], 78, weekly[1])
        for weekly in (
            simulate(world, np.random.default_rng(seed)).astype(np.float64) for seed in range(20)
        )
    ]
    ratios = [each.ratio for each in found if isinstance(each, Interrupted)]
    assert len(ratios) == 20
    assert np.median(ratios) == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize(
    ("weeks", "began", "compared", "need"),
    [
        (90, 70, False, "104 veckor före"),
        (60, 40, True, "52 veckor före"),
        (110, 105, False, "12 veckor efter"),
    ],
)
def test_a_short_series_says_what_it_needs(
    weeks: int, began: int, compared: bool, need: str
) -> None:
    found = interrupted_series(
        np.full(weeks, 3.0), began, np.full(weeks, 3.0) if compared else None
    )
    assert isinstance(found, TooShort)
    assert need in found.need


def presence(rng: np.random.Generator, *, follows: bool) -> tuple[np.ndarray, np.ndarray]:
    """Incidents that visits do nothing about; visits by chance, or where much has happened."""
    places, weeks = 8, 100
    base = rng.gamma(2.0, 0.8, places)
    incidents = rng.poisson(base[:, None], (places, weeks))
    rate = 0.15 * base[:, None] * np.ones((places, weeks))
    if follows:
        for week in range(3, weeks):
            rate[:, week] *= 0.2 + incidents[:, week - 3 : week + 1].mean(axis=1) / base
    return incidents, rng.poisson(rate)


@pytest.mark.parametrize("follows", [False, True], ids=["by chance", "where it happens"])
def test_visits_that_do_nothing_show_nothing_even_where_they_follow_crime(follows: bool) -> None:
    rng = np.random.default_rng(4)
    found = [dose(*presence(rng, follows=follows)) for _ in range(6)]
    told = [each for each in found if isinstance(each, Dose)]
    assert len(told) == 6
    assert sum(each.after.clear for each in told) <= 2  # of 6 at 5 %: chance passes it 99.8 times in 100
    assert np.mean([np.log(each.after.ratio) for each in told]) == pytest.approx(0, abs=0.08)


def test_few_visits_say_what_is_missing() -> None:
    found = dose(np.full((2, 30), 1), np.zeros((2, 30), dtype=np.int64))
    assert isinstance(found, NoDose)
    assert "20 besök (nu 0)" in found.need


def test_the_synthetic_comparison_finds_the_weights_that_made_the_place() -> None:
    rng = np.random.default_rng(8)
    donors = rng.gamma(5.0, 1.0, (6, 40))
    made = synthetic_control(np.array([0.5, 0.0, 0.3, 0.0, 0.2, 0.0]) @ donors, donors)
    assert made.weight == pytest.approx([0.5, 0, 0.3, 0, 0.2, 0], abs=1e-4)
    assert made.error == pytest.approx(0, abs=1e-3)
    assert made.fit == pytest.approx(1, abs=1e-4)


@given(st.integers(1, 8), st.integers(0, 1000))
def test_synthetic_weights_are_shares(donors: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = synthetic_control(
        rng.poisson(5.0, 20).astype(float), rng.poisson(4.0, (donors, 20)) + 0.0
    )
    assert (made.weight >= 0).all()
    assert made.weight.sum() == pytest.approx(1)


def test_noise_moves_weight_to_the_steadier_donor() -> None:
    rng = np.random.default_rng(1)
    same = rng.gamma(5.0, 1.0, 30)
    donors = np.stack([same + rng.normal(0, 0.1, 30), same + rng.normal(0, 0.1, 30)])
    plain = synthetic_control(same, donors)
    steady = synthetic_control(same, donors, noise=np.array([0.01, 5.0]))
    assert steady.weight[0] > max(plain.weight[0], 0.95)


def test_a_place_that_fell_is_first_among_placebos_and_few_donors_give_no_rank() -> None:
    rng = np.random.default_rng(2)
    before, after = rng.gamma(50.0, 0.02, (12, 26)), rng.gamma(50.0, 0.02, (12, 8))
    after[0] *= 0.3
    assert placebo_rank(before, after) == (1, 12)
    assert placebo_rank(before[:10], after[:10]) is None


def test_places_are_matched_by_kind_level_trend_and_season_and_barred_with_a_reason() -> None:
    flat = np.full(26, 5.0)
    season = 5 + 4 * np.cos(2 * np.pi * np.arange(26) / 13)
    falling = np.linspace(9, 1, 26)
    before = np.stack([flat, flat, flat * 2, season, falling, flat, flat, flat / 50])
    kind = np.array(["torg", "torg", "torg", "torg", "torg", "park", "torg", "torg"], dtype=object)
    near, own = np.zeros(8, dtype=bool), np.zeros(8, dtype=bool)
    near[6], own[2] = True, True
    found = matches(before, 0, kind=kind, near=near, own_measure=own)
    assert [each.at for each in found[:4]] == [1, 3, 5, 4]
    assert {each.at: each.barred for each in found if each.barred} == {
        6: Barred.NEAR, 2: Barred.OWN_MEASURE, 7: Barred.TOO_FEW,
    }  # fmt: skip
    by_place = {each.at: each for each in found}
    assert by_place[1].distance == 0
    assert by_place[3].season > 0.1
    assert by_place[4].trend > 0


def test_trends_are_parallel_only_where_that_has_been_shown() -> None:
    level = np.full(30, 40.0)
    parallel = trends(level, level * 2)
    assert parallel is not None
    assert parallel.parallel
    apart = trends(np.linspace(60, 20, 30).round(), level * 2)
    assert apart is not None
    assert apart.high < 0
    few = trends(np.full(30, 1.0), np.full(30, 1.0))
    assert few is None or not few.parallel
    assert trends(level[:6], level[:6]) is None


def test_a_peak_just_before_is_seen() -> None:
    blocks = np.full((3, 26), 6.0)
    weight, scale = np.array([0.5, 0.5]), np.ones(2)
    assert unusually_high(blocks, weight, scale) is False
    blocks[0, -3:] = 16
    assert unusually_high(blocks, weight, scale) is True
    assert unusually_high(blocks[:, :8], weight, scale) is None


def test_a_cause_needs_all_that_is_asked() -> None:
    level = np.full(30, 40.0)
    trend = trends(level, level * 2)
    good = {"donors": 3, "scale": 1.2, "expected": 40.0, "trend": trend, "high_before": False,
            "rank": None, "alone": True}  # fmt: skip
    assert carries_cause(**good)  # type: ignore[arg-type]
    for worse in (
        {"donors": 1}, {"scale": 6.0}, {"expected": 8.0}, {"trend": None}, {"high_before": True},
        {"high_before": None}, {"rank": (4, 12)}, {"alone": False},
    ):  # fmt: skip
        assert not carries_cause(**(good | worse))  # type: ignore[arg-type]


def test_waiting_is_right_about_its_power() -> None:
    rate, before = 0.5, 1092.0
    days = days_to_see(rate=rate, before_days=before, noise=1.0)
    assert days is not None
    assert power(days, rate=rate, before_days=before, noise=1.0) >= 0.8
    rng, seen = np.random.default_rng(9), []
    for _ in range(2000):
        old = rng.poisson(rate * before, 2).astype(float)
        new = rng.poisson([0.7 * rate * days, rate * days]).astype(float)
        found = change(
            Sums.of(old), Sums.of(new), times=days / before, weight=np.ones(1), scale=np.ones(1)
        )
        seen.append(found.high < 0)
    assert np.mean(seen) == pytest.approx(0.8, abs=0.05)


def test_too_few_would_have_to_wait_for_ever_and_more_wait_less() -> None:
    assert days_to_see(rate=0.0, before_days=364) is None
    assert days_to_see(rate=0.01, before_days=364) is None
    waits = [days_to_see(rate=rate, before_days=728) for rate in (0.2, 0.5, 1.0, 3.0)]
    assert all(each is not None and each <= LONGEST for each in waits)
    assert waits == sorted(waits, key=lambda each: -(each or 0))
    noisy = days_to_see(rate=1.0, before_days=728, dispersion=0.01)
    assert noisy is None or noisy > (waits[2] or 0)
