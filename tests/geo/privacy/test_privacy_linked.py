"""Accounts of the same days are held against each other: weeks and years, late reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.errors import SelectionError
from geo.privacy import Account, State, audit, link, suppress, with_total
from geo.privacy.corrections import Signed, settle, spans
from geo.privacy.linked import stretches

JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in range(1, 6))
ROWS, COLUMNS = with_total(2), with_total(2)
SHOWN = np.zeros((3, 3), dtype=np.int8)


def last(accounts: list[Account]) -> tuple[Account, bool]:
    """The last account as it may be published after the others."""
    linked = link(accounts, ROWS, COLUMNS)
    found = suppress(linked.system, linked.new)
    state = found.state[linked.new].reshape(3, 3)
    done = replace(accounts[-1], state=state)
    return done, audit(link([*accounts[:-1], done], ROWS, COLUMNS).system).holds


def test_days_are_cut_where_any_account_begins_or_ends() -> None:
    assert stretches([(JAN, MAY), (FEB, MAR)]) == ((JAN, FEB), (FEB, MAR), (MAR, MAY))
    assert stretches([(JAN, FEB), (MAR, APR)]) == ((JAN, FEB), (MAR, APR))


def test_a_tertial_less_its_months_gives_no_small_month_away() -> None:
    many = np.array([[20, 30], [40, 50]])
    april = np.array([[2, 30], [40, 50]])
    counts = np.stack([many, many, many, april])
    months = [(JAN, FEB), (FEB, MAR), (MAR, APR)]
    signed = [Account(*span, SHOWN, counts) for span in months]
    tertial, holds = last([*signed, Account(JAN, MAY, SHOWN, counts)])
    # shown, 62 less 3 × 20 would be the 2 of April, which nobody has printed
    assert tertial.state[0, 0] != State.SHOWN
    assert holds
    naive = link([*signed, Account(JAN, MAY, SHOWN, counts)], ROWS, COLUMNS)
    assert not audit(naive.system).holds


def test_what_is_published_is_never_taken_back() -> None:
    counts = np.array([[[20, 30], [40, 50]], [[3, 30], [40, 50]]])
    first = Account(JAN, FEB, SHOWN, counts)
    second, holds = last([first, Account(FEB, MAR, SHOWN, counts)])
    assert holds
    both, holds = last([first, second, Account(JAN, MAR, SHOWN, counts)])
    assert holds
    assert both.state[0, 0] != State.SHOWN
    again, holds = last([first, second, both, Account(FEB, MAR, SHOWN, counts)])
    assert holds
    assert (again.state == State.SHOWN).sum() <= (second.state == State.SHOWN).sum()
    assert ((again.state == State.SHOWN) <= (second.state == State.SHOWN)).all()


def test_two_late_reports_are_held_back_and_six_are_told() -> None:
    before = np.array([[20, 30], [40, 50]])
    late = before + np.array([[2, 0], [0, 6]])
    signed = [Signed(JAN, FEB, before)]
    times = spans(signed, (JAN, FEB))
    found = settle(signed, (JAN, FEB), times, late[None])
    assert found.now[0].tolist() == [[20, 30], [40, 56]]
    assert found.held_back.tolist() == [[True, False], [False, False]]
    assert found.corrected.tolist() == [[False, False], [False, True]]
    accounts = [Account(JAN, FEB, SHOWN, found.signed[0]), Account(JAN, FEB, SHOWN, found.now)]
    _, holds = last(accounts)
    assert holds


def test_corrections_that_nearly_cancel_out_are_held_back_together() -> None:
    before = np.array([[20, 30], [40, 50]])
    signed = [Signed(JAN, FEB, before)]
    current = before + np.array([[6, -5], [0, 0]])
    found = settle(signed, (JAN, FEB), spans(signed, (JAN, FEB)), current[None])
    assert (found.now[0] == before).all()
    assert found.held_back.sum() == 2


def test_a_tertial_is_the_sum_of_its_months_as_they_were_signed() -> None:
    months = [(JAN, FEB), (FEB, MAR), (MAR, APR), (APR, MAY)]
    kept = np.array([[20, 30], [40, 50]])
    signed = [Signed(*span, kept) for span in months]
    times = spans(signed, (JAN, MAY))
    current = np.stack([kept + 1] * 4)
    found = settle(signed, (JAN, MAY), times, current)
    assert (found.now.sum(axis=0) == 4 * kept).all()
    assert found.held_back.all()


def test_a_part_of_a_tertial_that_has_changed_since_is_refused() -> None:
    kept = np.array([[80, 90], [70, 60]])
    signed = [Signed(JAN, MAY, kept)]
    times = spans(signed, (JAN, FEB))
    half = kept // 2
    same = settle(signed, (JAN, FEB), times, np.stack([half, half]))
    assert (same.now[0] == half).all()
    with pytest.raises(SelectionError, match="har ändrats sedan de redovisades"):
        settle(signed, (JAN, FEB), times, np.stack([half, half + 1]))


def test_an_account_whose_cells_are_all_small_can_follow_another() -> None:
    few = np.array([[1, 0], [0, 1]])
    counts = np.stack([few * 0 + 2, few])
    first, holds = last([Account(JAN, MAR, SHOWN, counts)])
    assert holds
    second, holds = last([first, Account(FEB, MAR, SHOWN, counts)])
    assert holds
    assert not (second.state == State.SHOWN).any()
