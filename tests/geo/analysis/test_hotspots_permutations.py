"""Permutation p agrees with counting every shuffle, ties and all."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.hotspots import permutation_p

MANY = 40_000


def exact_tails(count, inside, reach, cell):
    """Share of all ways to lay the other cells' counts around a cell, at least and at most."""
    cells = [tuple(each) for each in np.argwhere(inside)]
    others = [count[c] for c in cells if c != cell]
    around = [
        count[c]
        for c in cells
        if c != cell and max(abs(c[0] - cell[0]), abs(c[1] - cell[1])) <= reach
    ]
    sums = np.array([sum(chosen) for chosen in combinations(others, len(around))])
    return (sums >= sum(around)).mean(), (sums <= sum(around)).mean()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_p_is_that_of_all_shuffles_within_what_chance_allows(seed):
    rng = np.random.default_rng(seed)
    count = rng.poisson(1.5, (4, 4))
    inside = rng.random((4, 4)) < 0.85
    p = permutation_p(count, inside=inside, permutations=MANY, seed=seed)
    for cell in zip(*np.nonzero(inside), strict=True):
        expected = min(1.0, 2 * min(exact_tails(count, inside, 1, cell)))
        assert p[cell] == pytest.approx(expected, abs=4 * np.sqrt(0.25 / MANY) * 2)
    assert np.isnan(p[~inside]).all()


def test_shuffling_one_by_one_gives_the_same_p():
    rng = np.random.default_rng(4)
    count = rng.poisson(0.8, (6, 7))
    p = permutation_p(count, permutations=4000, seed=4)
    cell = np.unravel_index(int(np.argmin(p)), p.shape)
    others = np.delete(count.ravel(), cell[0] * 7 + cell[1])
    rows, columns = (slice(max(at - 1, 0), at + 2) for at in cell)
    window = count[rows, columns]
    seen = window.sum() - count[cell]
    shuffled = np.array([rng.permutation(others)[: window.size - 1].sum() for _ in range(4000)])
    tail = min((shuffled >= seen).sum(), (shuffled <= seen).sum())
    assert p[cell] == pytest.approx(2 * (tail + 1) / 4001, abs=0.02)


@given(st.integers(0, 5), st.integers(1, 5), st.integers(2, 5))
def test_where_all_counts_are_alike_every_shuffle_is_a_tie(value, rows, columns):
    count = np.full((rows, columns), value)
    assert (permutation_p(count, permutations=99, seed=1) == 1).all()


def test_the_smallest_p_is_that_of_no_shuffle_as_extreme():
    count = np.zeros((40, 40), dtype=np.int64)
    count[10:13, 10:13] = 9
    p = permutation_p(count, permutations=999, seed=1)
    assert p[11, 11] == 2 / 1000
    assert p[30, 30] == 1


def test_equal_seeds_give_equal_p_and_others_another():
    count = np.random.default_rng(7).poisson(2, (12, 12))
    first, again, other = (permutation_p(count, permutations=199, seed=s) for s in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_unchanged_chance_is_seldom_small():
    count = np.random.default_rng(8).poisson(3, (60, 60))
    assert (permutation_p(count, seed=8) <= 0.05).mean() < 0.07


def test_weights_are_refused_for_they_have_no_exact_ties():
    with pytest.raises(TypeError, match="whole"):
        permutation_p(np.full((3, 3), 0.1), seed=1)
