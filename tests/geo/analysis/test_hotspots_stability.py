"""How often a hot spot comes back in bootstrap draws."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.hotspots import Grid, getis_ord_gi_star, stability
from geo.analysis.hotspots.gi_star import FEWEST


def incidents(rng, grid, number, in_one_place):
    high, wide = (n * grid.cell for n in grid.shape)
    x, y = rng.uniform(0, wide, number), rng.uniform(0, high, number)
    x[:in_one_place], y[:in_one_place] = rng.normal((wide / 3, high / 3), 120, (in_one_place, 2)).T
    return x, y


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(30, 600), st.integers(1, 2))
def test_each_draw_is_hot_where_gi_star_of_its_counts_is(seed, number, reach):
    rng = np.random.default_rng(seed)
    inside = rng.random((14, 18)) < 0.9
    inside[4:7, 5:8] = True
    grid = Grid(0.0, 0.0, 150.0, inside)
    x, y = incidents(rng, grid, number, number // 5)
    known = grid.locate(x, y) >= 0
    drawn = np.random.default_rng(seed).integers(0, known.sum(), known.sum())
    count = grid.count(x[known][drawn], y[known][drawn])
    expected = getis_ord_gi_star(count, inside=inside, reach=reach).hot_bh
    found = stability(x, y, grid, draws=1, seed=seed, reach=reach)
    np.testing.assert_array_equal(found, expected if known.sum() >= FEWEST else 0.0)


def test_a_clear_gathering_is_stable_and_the_rest_is_not():
    grid = Grid(0.0, 0.0, 150.0, np.ones((40, 40), dtype=bool))
    x, y = incidents(np.random.default_rng(1), grid, 400, 60)
    share = stability(x, y, grid, seed=1)
    assert share[12:14, 12:14].min() > 0.95
    assert share[25:, 25:].max() < 0.6
    assert np.median(share) == 0


def test_equal_seeds_give_equal_shares_and_others_another():
    grid = Grid(0.0, 0.0, 150.0, np.ones((20, 20), dtype=bool))
    x, y = incidents(np.random.default_rng(2), grid, 200, 20)
    first, again, other = (stability(x, y, grid, draws=50, seed=s) for s in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_few_incidents_and_those_outside_say_nothing():
    grid = Grid(0.0, 0.0, 150.0, np.ones((5, 5), dtype=bool))
    x = np.append(np.full(FEWEST - 1, 75.0), [np.nan, -1e6])
    assert not stability(x, x, grid, draws=5, seed=1).any()
