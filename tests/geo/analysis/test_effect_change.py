"""The change of a place beyond its comparison: an interval that keeps what it promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.effect.change import Sums, change
from geo.analysis.effect.contrast import as_counts, contrast
from geo.analysis.effect.overdispersion import CHANCE, overdispersion
from geo.analysis.effect.wdd import weighted_displacement_difference
from tests.effect_world import World, judged, simulate, truth

ROUNDS = 20_000
SLACK = 4 * np.sqrt(0.05 * 0.95 / ROUNDS)
"""Four standard errors of a share of 95 %: chance fails no test once in ten thousand."""

DESIGNS = {
    "one against one": ([1, -1, -1, 1], [1, 1, 1, 1]),
    "four times as long before": ([1, -0.25, -1, 0.25], [1, 4, 1, 4]),
    "a comparison three times as high": ([1, -1, -1 / 3, 1 / 3], [1, 1, 3, 3]),
    "five comparisons": ([1, -1, *[-0.2] * 5, *[0.2] * 5], [1] * 12),
    "nothing to compare with": ([1, -1], [1, 1]),
    "nothing, four times as long": ([1, -0.25], [1, 4]),
}


@pytest.mark.parametrize("mean", [3, 5, 8, 15, 30])
@pytest.mark.parametrize("design", DESIGNS)
def test_the_interval_of_small_counts_covers_93_to_97_of_100(design: str, mean: int) -> None:
    coefficient, times = (np.array(each, dtype=np.float64) for each in DESIGNS[design])
    rng = np.random.default_rng(mean)
    counts = rng.poisson(mean * times, (ROUNDS, len(times))).astype(np.float64)
    found = contrast(counts, coefficient)
    truth = mean * float(coefficient @ times)
    covered = ((found.low <= truth) & (truth <= found.high)).mean()
    assert 0.93 - SLACK <= covered <= 0.97 + SLACK
    assert (found.side() != 0).mean() <= 0.07 + SLACK or truth != 0


@pytest.mark.parametrize(
    "world",
    [
        World(),
        World(rate=(0.3, 0.3, 0.2, 0.4, 0.3)),
        World(rate=(4.0, 4.0, 3.0, 6.0, 4.0), lasting=0.02),
        World(weekly=0.3),
        World(change=0.5),
    ],
    ids=["poisson", "few", "drift", "overdispersed", "halved"],
)
def test_the_whole_chain_keeps_its_level(world: World) -> None:
    rng = np.random.default_rng(7)
    found = [judged(world, simulate(world, rng)) for _ in range(800)]
    true = truth(world)
    covered = np.mean([each.low <= true <= each.high for each in found])
    slack = 4 * np.sqrt(0.05 * 0.95 / len(found))
    assert 0.93 - slack <= covered <= 0.97 + slack
    if not true:
        declared = np.mean([each.low > 0 or each.high < 0 for each in found])
        assert declared <= 0.05 + slack


def test_a_planted_effect_has_the_right_sign() -> None:
    rng = np.random.default_rng(3)
    for factor, sign in ((0.4, -1), (2.0, 1)):
        world = World(rate=(3.0, 3.0, 2.0, 4.0), change=factor)
        found = [judged(world, simulate(world, rng)) for _ in range(40)]
        assert np.mean([np.sign(each.estimate) == sign for each in found]) == 1
        seen = [(each.high < 0) if sign < 0 else (each.low > 0) for each in found]
        assert np.mean(seen) > 0.8


def test_with_equal_levels_it_is_the_weighted_displacement_difference() -> None:
    found = change(
        Sums.of(np.array([207.0, 308.0])), Sums.of(np.array([110.0, 318.0])),
        times=1.0, weight=np.ones(1), scale=np.ones(1),
    )  # fmt: skip
    published = weighted_displacement_difference((308, 318), (207, 110))
    assert found.estimate == pytest.approx(published.local)
    # Large counts: the interval is nearly the normal one.
    half = 1.96 * published.local_se
    assert found.low == pytest.approx(published.local - half, rel=0.03)
    assert found.high == pytest.approx(published.local + half, rel=0.05)


def test_what_changes_everywhere_in_proportion_changes_nothing() -> None:
    found = change(
        Sums.of(np.array([40.0, 120.0])), Sums.of(np.array([20.0, 60.0])),
        times=1.0, weight=np.ones(1), scale=np.full(1, 1 / 3),
    )  # fmt: skip
    assert found.estimate == pytest.approx(0)
    assert found.expected == pytest.approx(20)


def test_too_few_are_not_enough_and_nothing_is_declared() -> None:
    found = change(
        Sums.of(np.array([4.0, 4.0])), Sums.of(np.array([2.0, 4.0])),
        times=1.0, weight=np.ones(1), scale=np.ones(1),
    )  # fmt: skip
    assert not found.enough
    assert found.low < 0 < found.high


def test_harm_is_judged_as_the_equal_incidents_it_is_worth() -> None:
    count, unit = as_counts(np.array([3650.0, 14.0]), np.array([3650.0 * 365, 14.0 * 14]))
    assert count.sum() * unit == pytest.approx(3664.0)
    assert count[0] == pytest.approx(10, rel=0.01)
    ten = change(
        Sums(np.array([365.0, 365.0]), np.array([365.0**2, 365.0**2])),
        Sums(np.array([3650.0, 365.0]), np.array([10 * 365.0**2, 365.0**2])),
        times=1.0, weight=np.ones(1), scale=np.ones(1),
    )  # fmt: skip
    plain = change(
        Sums.of(np.array([1.0, 1.0])), Sums.of(np.array([10.0, 1.0])),
        times=1.0, weight=np.ones(1), scale=np.ones(1),
    )  # fmt: skip
    assert ten.low == pytest.approx(365 * plain.low)
    assert ten.high == pytest.approx(365 * plain.high)


def test_overdispersion_is_found_where_it_is_and_widens_the_interval() -> None:
    rng = np.random.default_rng(2)
    flat, drifting = World(season=0.4), World(season=0.4, lasting=0.2, rate=(3.0,) * 6)
    estimates = [
        np.mean([overdispersion(simulate(w, rng)[:, :104], 26).dispersion for _ in range(40)])
        for w in (flat, drifting)
    ]
    assert estimates[0] < 0.03
    assert 0.1 < estimates[1] < 0.35
    spread = overdispersion(simulate(drifting, rng)[:, :104], 26)
    counts, coefficient = np.array([30.0, 30.0]), np.array([1.0, -1.0])
    plain, wide = contrast(counts, coefficient), contrast(counts, coefficient, spread=spread)
    assert wide.low < plain.low < plain.high < wide.high


def test_a_short_history_says_nothing_of_overdispersion() -> None:
    assert overdispersion(np.full((3, 12), 4), 13.0) is CHANCE
    assert overdispersion(np.zeros((2, 104), dtype=np.int64), 13.0) is CHANCE


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_to_swap_place_and_comparison_turns_the_sign(counts: list[int]) -> None:
    before, after = (np.array(counts[at : at + 2], dtype=np.float64) for at in (0, 2))
    there, back = (
        change(Sums.of(one), Sums.of(two), times=1.0, weight=np.ones(1), scale=np.ones(1))
        for one, two in ((before, after), (before[::-1], after[::-1]))
    )
    assert back.estimate == pytest.approx(-there.estimate)
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low))
