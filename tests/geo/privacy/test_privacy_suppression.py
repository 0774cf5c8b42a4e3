"""No cell can be worked out, in one table or in many, by programmes or by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.privacy import K, State, System, audit, link, suppress, table, whole, with_total
from geo.privacy.state import known
from tests import privacy_world


def published(system: System) -> System:
    found = suppress(system, np.ones(len(system.state), dtype=bool))
    return system.stated(found.state)


def by_hand(system: System) -> list[set[int]]:
    """The values of each cell over all tables of whole numbers that look the same in public."""
    low, high = known(system.value, system.state)
    most = int(system.atoms.sum()) + 6
    seen: list[set[int]] = [set() for _ in system.state]
    for atoms in product(range(most + 1), repeat=len(system.atoms)):
        cells = np.rint(system.parts @ np.array(atoms)).astype(int)
        if ((cells >= low) & (cells <= high)).all():
            for values, value in zip(seen, cells, strict=True):
                values.add(int(value))
    return seen


@pytest.mark.parametrize("seed", range(70))
def test_in_a_random_table_nothing_hidden_is_narrower_than_the_rule(seed: int) -> None:
    rng = np.random.default_rng(seed)
    system = published(privacy_world.random_table(rng, areas=5, groups=4))
    found = audit(system)
    assert found.holds
    small = system.value[found.cell] < K
    assert (found.low[small] <= 1e-6).all()
    assert (found.high[small] >= K - 1 - 1e-6).all()
    assert (found.high - found.low >= K - 1 - 1e-6).all()
    assert (found.low <= system.value[found.cell] + 1e-6).all()
    assert (found.high >= system.value[found.cell] - 1e-6).all()


@pytest.mark.parametrize("seed", range(1_000, 1_024))
def test_over_consecutive_weeks_and_their_sums_nothing_hidden_is_narrower_than_the_rule(
    seed: int,
) -> None:
    accounts, rows, columns = privacy_world.random_sequence(np.random.default_rng(seed))
    signed = privacy_world.one_after_another(accounts, rows, columns)
    assert audit(link(signed, rows, columns).system).holds


@pytest.mark.parametrize("seed", range(2_000, 2_003))
def test_who_knows_that_incidents_come_in_whole_numbers_learns_no_more(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert whole(published(privacy_world.random_table(rng, areas=5, groups=4))).holds


@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
@settings(max_examples=8)
def test_the_bounds_are_those_of_going_through_every_table(numbers: list[int]) -> None:
    counts = np.array(numbers).reshape(2, 2)
    lines = with_total(2)
    system = published(table(counts, lines, lines, np.zeros((3, 3), dtype=np.int8)))
    if system.atoms.sum() > 10:
        return
    seen = by_hand(system)
    found = audit(system)
    for cell, low, high in zip(found.cell, found.low, found.high, strict=True):
        assert min(seen[cell]) == pytest.approx(low)
        if system.value[cell] < K:
            assert set(range(K)) <= seen[cell]
        else:
            assert len(seen[cell]) >= K or max(seen[cell]) >= high - 1e-6


def test_one_small_cell_hides_another_in_its_row_and_its_column_but_not_more() -> None:
    counts = np.array([[20, 3, 30], [25, 40, 11], [60, 18, 90]])
    lines = with_total(3)
    system = published(table(counts, lines, lines, np.zeros((4, 4), dtype=np.int8)))
    state = system.state.reshape(4, 4)
    assert state[0, 1] == State.FEW
    assert (state != State.SHOWN).sum() == 4
    # the least that is hidden: 3 with 20, 18 and 60 or 40, 11 and 30 … the cheapest rectangle
    hidden = counts[(state[:3, :3] != State.SHOWN)]
    assert sorted(hidden.tolist()) == [3, 11, 30, 40] or hidden.sum() <= 84


def test_nought_is_said_in_the_same_words_as_four() -> None:
    counts = np.array([[0, 30, 40], [30, 4, 20], [50, 60, 70]])
    lines = with_total(3)
    system = published(table(counts, lines, lines, np.zeros((4, 4), dtype=np.int8)))
    state = system.state.reshape(4, 4)
    assert state[0, 0] == state[1, 1] == State.FEW


def test_a_table_that_shows_its_small_cells_complement_is_found_out() -> None:
    counts = np.array([[20, 3], [25, 40]])
    lines = with_total(2)
    state = np.zeros((3, 3), dtype=np.int8)
    state[0, 1] = State.FEW
    found = audit(table(counts, lines, lines, state))
    assert not found.holds
    assert (found.low.tolist(), found.high.tolist()) == ([3.0], [3.0])


def test_where_the_words_themselves_tell_too_much_they_are_not_used() -> None:
    # 3 + 3 = 6: "färre än 5" twice and a total of at least 5 would leave 1–4.
    lines = with_total(2)
    system = table(np.array([[3], [3]]), lines, np.ones((1, 1)), np.zeros((3, 1), dtype=np.int8))
    found = suppress(system, np.ones(3, dtype=bool))
    assert found.silent
    assert not (found.state == State.FEW).any()
    assert audit(system.stated(found.state)).holds
