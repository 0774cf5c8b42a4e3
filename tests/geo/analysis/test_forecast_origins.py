"""Models scored on the past, and the choice between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis import forecast as fc
from geo.analysis.forecast.chance import random_captures, random_p

AREA = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])


def alike(seed, units=40, periods=52, rate=1.0):
    return np.random.default_rng(seed).poisson(rate, (units, periods))


def steady(seed, units=40, periods=52):
    """Units of very different rates that never change."""
    rate = np.linspace(0.1, 2.0, units)[:, np.newaxis] ** 3
    return np.random.default_rng(seed).poisson(rate, (units, periods))


def scores(counts, **told):
    return fc.rolling_origin(counts, models=fc.place_models(), seed=1, **told)


@given(st.integers(0, 99), st.integers(12, 39), st.booleans())
@settings(max_examples=30, deadline=None)
def test_what_comes_later_never_changes_an_earlier_origin(seed, at, by_area):
    counts = alike(seed, units=8, periods=40)
    changed = counts.copy()
    changed[:, at:] = np.random.default_rng(seed + 1).poisson(5, (8, 40 - at))
    area = AREA if by_area else None
    before, after = (scores(each, test_periods=40, area=area) for each in (counts, changed))
    earlier = before.origins < at
    np.testing.assert_array_equal(before.caught[:, :, earlier], after.caught[:, :, earlier])


@given(st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_each_origin_is_scored_as_if_it_were_the_last(seed):
    counts = alike(seed, units=8, periods=30)
    rolled = scores(counts, test_periods=10)
    for i, at in enumerate(rolled.origins):
        alone = scores(counts[:, : at + 1], test_periods=1)
        np.testing.assert_array_equal(alone.caught[:, :, 0], rolled.caught[:, :, i])
        assert alone.events[0] == rolled.events[i] == counts[:, at].sum()


def test_origins_are_the_last_periods_with_enough_before_them():
    assert scores(alike(1), test_periods=26).origins.tolist() == list(range(26, 52))
    assert scores(alike(1, periods=20)).origins.tolist() == list(range(12, 20))


def test_the_same_seed_gives_the_same_scores():
    first, second = scores(steady(1)), scores(steady(1))
    np.testing.assert_array_equal(first.p, second.p)
    np.testing.assert_array_equal(first.hit_rate_interval, second.hit_rate_interval)


def test_sums_over_origins_come_before_ratios():
    found = scores(steady(2))
    np.testing.assert_allclose(found.hit_rate, found.caught.sum(axis=2) / found.events.sum())
    np.testing.assert_allclose(found.pai, found.hit_rate / found.taken)
    np.testing.assert_allclose(found.pei, found.caught.sum(axis=2) / found.most.sum(axis=1))
    low, high = found.pai_interval
    assert (low <= found.pai).all()
    assert (found.pai <= high).all()


def test_a_random_ranking_of_equal_units_catches_its_share():
    observed = steady(3)[:, :6]
    drawn = random_captures(
        observed, np.array([2.0, 10.0]), None, permutations=4000, rng=np.random.default_rng(1)
    )
    np.testing.assert_allclose(drawn.mean(axis=0) / observed.sum(), [2 / 40, 10 / 40], rtol=0.03)


def test_both_ways_of_drawing_random_rankings_agree():
    observed, budget = steady(4)[:, :5], np.array([1.0, 8.0])
    told = {"permutations": 4000, "rng": np.random.default_rng(1)}
    equal = random_captures(observed, budget, None, **told)
    by_area = random_captures(observed, budget, np.ones(40), **told)
    np.testing.assert_allclose(equal.mean(axis=0), by_area.mean(axis=0), rtol=0.05)
    np.testing.assert_allclose(equal.std(axis=0), by_area.std(axis=0), rtol=0.08)


def test_a_p_is_never_zero_and_counts_ties():
    by_chance = np.array([[1.0], [2.0], [3.0]])
    assert random_p(np.array([[2.0], [9.0]]), by_chance).tolist() == [[0.75], [0.25]]


def test_units_that_are_all_alike_seldom_beat_chance():
    found = [
        fc.forecast(alike(seed), models=fc.place_models(), seed=seed, shares=(0.05,))
        for seed in range(200)
    ]
    assert sum(each.beats_chance for each in found) <= 0.05 * 200 + 2 * np.sqrt(200 * 0.05 * 0.95)


def test_steady_differences_are_found_and_the_long_history_is_best():
    found = fc.forecast(steady(5), models=fc.place_models(), seed=1)
    assert found.beats_chance
    assert found.model == "eb"
    assert set(found.order[:5]) <= set(range(30, 40))
    told = fc.words(found, units=fc.PLACES)
    assert told.startswith("Bästa modellen här har varit de 52 senaste veckorna, utjämnade: de 2 ")


def test_what_has_just_moved_is_best_told_by_what_was_lately():
    rng = np.random.default_rng(6)
    rate = np.full((60, 60), 0.05)
    for period in range(60):
        rate[(period // 15) * 10 : (period // 15) * 10 + 10, period] = 3.0
    found = fc.forecast(
        rng.poisson(rate), models=fc.place_models(recent=3, half_life=1.0), seed=1, at_share=0.1
    )
    assert found.model in ("recent", "decay")


def test_the_forecast_expects_about_what_came_before():
    counts = steady(7)
    found = fc.forecast(counts, models=fc.place_models(), seed=1)
    np.testing.assert_allclose(found.expected.sum(), counts.mean(axis=1).sum(), rtol=0.15)
    assert sorted(found.order) == list(range(40))
    assert (np.diff(found.expected[found.order]) <= 0).all()


def test_with_areas_the_densest_is_first():
    counts = np.repeat(np.array([[4], [3]]), 30, axis=1)
    found = fc.forecast(counts, models=fc.place_models(), seed=1, area=np.array([4.0, 1.0]))
    assert found.order.tolist() == [1, 0]


def test_words_say_when_nothing_beats_chance():
    found = fc.forecast(alike(3), models=fc.place_models(), seed=1)
    assert not found.beats_chance
    assert fc.words(found, units=fc.PLACES) == (
        "Ingen modell slår slumpen här: använd inte rankningen (26 veckor prövade)."
    )


def test_words_say_when_there_is_too_little():
    counts = np.zeros((20, 30), dtype=np.int64)
    counts[0, 20:] = 1
    found = fc.forecast(counts, models=fc.place_models(), seed=1)
    assert not found.beats_chance
    assert fc.words(found, units=fc.CELLS) == (
        "För få händelser för att säga vilken modell som är bra här: använd inte rankningen "
        "(18 veckor prövade, 10 händelser)."
    )


def test_words_tell_share_hit_rate_and_times_chance():
    counts = np.zeros((200, 40), dtype=np.int64)
    counts[:10] = 3
    counts[190:] = np.arange(40) % 2
    models = {"recent": fc.RecentCount()}
    found = fc.forecast(counts, models=models, seed=1)
    assert fc.words(found, units=fc.CELLS) == (
        "Bästa modellen här har varit de 12 senaste veckorna: de 5 % högst rankade rutorna "
        "fångade 86 % av händelserna, 17,1 gånger slumpen "
        "(95 %-intervall 16,2–18,1; 26 veckor prövade)."
    )


def test_no_incidents_at_all_is_no_error():
    found = fc.forecast(np.zeros((5, 20), dtype=np.int64), models=fc.place_models(), seed=1)
    assert np.isnan(found.scores.hit_rate).all()
    assert not found.beats_chance


@pytest.mark.parametrize(
    ("counts", "told", "match"),
    [
        (np.ones((3, 12), dtype=np.int64), {}, "13 periods"),
        (np.ones((3, 20)), {}, "whole incidents"),
        (-np.ones((3, 20), dtype=np.int64), {}, "below 0"),
        (np.ones((3, 20), dtype=np.int64), {"area": np.ones(2)}, "one per unit"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(counts, told, match):
    with pytest.raises(ValueError, match=match):
        scores(counts, **told)


def test_models_are_chosen_at_a_share_that_is_scored():
    with pytest.raises(ValueError, match="one of the shares"):
        fc.forecast(alike(1), models=fc.place_models(), seed=1, at_share=0.2)


def test_words_of_areas_and_of_nearly_all():
    counts = np.repeat(np.array([[500], [1], [1]]), 30, axis=1)
    models = {"recent": fc.RecentCount()}
    area = np.array([1.0, 50.0, 49.0])
    found = fc.forecast(counts, models=models, seed=1, area=area, shares=(0.5,), at_share=0.5)
    told = fc.words(found, units=fc.PLACES)
    assert "de 50 % av ytan som rankades högst fångade över 99 % av händelserna" in told
