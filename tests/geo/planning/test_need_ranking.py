"""Places in the order of their need, and what other weights change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.planning.need import Part, Weights, moves, rank, slot_label, week_slots
from tests.need_records import NOW, WEEK, build, record

SLOTS = week_slots(date(2026, 3, 23))
VISITS = [(1, NOW - 3 * WEEK), (2, NOW - WEEK), (3, NOW - 2 * WEEK)]


def test_places_come_in_the_order_of_their_greatest_need() -> None:
    need = build(SLOTS, record([(2, "hot", NOW - WEEK)], visits=VISITS))
    ranked = rank(need)
    assert [each.rank for each in ranked] == [1, 2, 3]
    assert [each.need for each in ranked] == sorted((row.max() for row in need.value), reverse=True)
    for each in ranked:
        column = need.slots.index(each.slot)
        assert each.need == need.value[each.at, column]
        assert sum(each.parts.values()) == pytest.approx(each.need)
        assert each.because == need.because[each.at][column]


def test_nothing_is_ranked_where_there_are_no_places() -> None:
    assert rank(build(SLOTS, record(places=0))) == ()


def test_moves_tell_the_rank_before_and_after() -> None:
    made = record(visits=VISITS, unsafe=[0.1, 0.5, 0.2])
    before = build(SLOTS, made, Weights(senaste_besok=100))
    after = build(SLOTS, made, Weights(senaste_besok=0, otrygghet=80))
    found = {each.place_id: (each.before, each.after) for each in moves(before, after)}
    assert found == {1: (1, 3), 2: (3, 1), 3: (2, 2)}


@given(st.floats(0, 100), st.floats(0, 100))
def test_ranks_are_always_all_numbers_once(skada: float, otrygghet: float) -> None:
    made = record([(1, "hot", NOW - WEEK)], visits=VISITS, unsafe=[0.1, 0.5])
    moved = moves(build(SLOTS, made), build(SLOTS, made, Weights(skada=skada, otrygghet=otrygghet)))
    assert sorted(each.before for each in moved) == [1, 2, 3]
    assert [each.after for each in moved] == [1, 2, 3]


def test_a_heavier_part_never_lowers_a_need() -> None:
    made = record([(1, "hot", NOW - WEEK)], visits=VISITS, unsafe=[0.1, 0.5])
    for part in Part:
        heavier = build(SLOTS, made, Weights(**{part.value: 90.0}))
        assert (heavier.value >= build(SLOTS, made).value - 1e-9).all()


def test_a_slot_is_told_by_weekday_and_hours() -> None:
    assert slot_label(SLOTS[0]) == "mån 00–02"
    assert slot_label(SLOTS[4 * 12 + 11]) == "fre 22–24"
