"""The smallest set of cells that holds a share of the incidents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.hotspots import concentration, generalised_gini

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=40).map(np.array)
SHARES = st.sampled_from([0.1, 0.5, 0.7, 0.8, 1.0])


@given(COUNTS, SHARES)
def test_the_set_holds_the_share_and_one_cell_fewer_does_not(count, share):
    found = concentration(count[np.newaxis], share=share)
    total = count.sum()
    most = np.sort(count)[::-1]
    assert found.cells.sum() == found.number
    assert count[found.cells[0]].sum() == most[: found.number].sum()
    if total:
        assert most[: found.number].sum() >= share * total - 1e-6
        assert most[: found.number - 1].sum() < share * total
        assert found.held == most[: found.number].sum() / total
        assert found.of_used == found.number / (count > 0).sum()
        assert found.of_area == found.number / len(count)
    else:
        assert (found.number, found.held, found.of_used) == (0, 0.0, 0.0)


def test_a_share_that_binary_writes_a_little_too_large_takes_no_cell_more():
    assert concentration(np.array([[8, 1, 1]]), share=0.8).number == 1
    assert concentration(np.array([[3, 9, 3]]), share=0.8).number == 2


def test_cells_outside_hold_nothing():
    inside = np.array([[True, True, False]])
    found = concentration(np.array([[1, 3, 96]]), inside, share=0.5)
    assert found.cells.tolist() == [[False, True, False]]
    assert found.of_area == 0.5


@pytest.mark.parametrize("share", [0.0, -0.1, 1.01, float("nan")])
def test_a_share_out_of_bounds_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        concentration(np.array([[1]]), share=share)


@given(COUNTS)
def test_gini_is_0_to_1_and_that_of_its_definition_when_incidents_are_many(count):
    found = generalised_gini(count)
    assert 0 <= found <= 1
    n, total = len(count), count.sum()
    if total >= n:
        between = np.abs(np.subtract.outer(count, count)).sum() / (2 * n * total)
        assert found == pytest.approx(between)


def test_gini_is_0_when_few_incidents_lie_in_a_cell_each_and_high_when_all_in_one():
    apart, together = np.zeros(1000, dtype=int), np.zeros(1000, dtype=int)
    apart[:20], together[0] = 1, 20
    assert generalised_gini(apart) == 0
    assert generalised_gini(together) == pytest.approx(0.95)
    assert generalised_gini(np.zeros(3, dtype=int)) == 0
