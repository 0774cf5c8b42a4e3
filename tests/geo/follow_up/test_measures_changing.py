"""What follows of a measure's change, and what cannot be said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.follow_up.measures.changing import (
    Change,
    Clear,
    NewMeasure,
    begun,
    changed,
    status_of,
    usual_deadline,
)
from geo.model import ENDED, MeasureStatus

TODAY = date(2026, 3, 22)
DECIDED = begun(
    NewMeasure(1, "belysning", status=MeasureStatus.DECIDED, deadline=date(2026, 5, 1)), TODAY
)


def test_what_is_done_has_begun_and_ended_today() -> None:
    done = changed(DECIDED, Change(MeasureStatus.DONE), TODAY)
    assert (done.began, done.ended, done.status_day) == (TODAY, TODAY, TODAY)


def test_what_is_abandoned_ended_and_may_never_have_begun() -> None:
    left = changed(DECIDED, Change(MeasureStatus.ABANDONED), TODAY)
    assert (left.began, left.ended) == (None, TODAY)


def test_what_goes_on_again_has_not_ended() -> None:
    done = changed(DECIDED, Change(MeasureStatus.DONE), TODAY)
    again = changed(done, Change(MeasureStatus.ONGOING), TODAY + timedelta(days=1))
    assert (again.began, again.ended) == (TODAY, None)


def test_the_day_of_the_status_changes_only_with_the_status() -> None:
    later = TODAY + timedelta(days=5)
    assert changed(DECIDED, Change(owner="Kommunen"), later).status_day == TODAY
    assert changed(DECIDED, Change(MeasureStatus.ONGOING), later).status_day == later


def test_a_proposal_has_no_last_day() -> None:
    with pytest.raises(InputError, match="ingen sista dag"):
        begun(NewMeasure(1, "belysning", deadline=date(2026, 5, 1)), TODAY)
    assert changed(DECIDED, Change(MeasureStatus.PROPOSED), TODAY).deadline is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(MeasureStatus.DONE, began=TODAY, ended=date(2026, 3, 1)), "innan den började"),
        (Change(MeasureStatus.DONE, ended=date(2026, 4, 1)), "framtiden"),
        (Change(deadline=date(2226, 5, 1)), "20 år"),
        (Change(deadline=date(1026, 5, 1)), "1990"),
        (Change(ended=TODAY), "klar eller avbruten"),
    ],
)
def test_days_that_cannot_be_are_refused(change: Change, said: str) -> None:
    with pytest.raises(InputError, match=said):
        changed(DECIDED, change, TODAY)


def test_a_day_is_cleared_only_when_that_is_said() -> None:
    assert changed(DECIDED, Change(), TODAY) == DECIDED
    assert changed(DECIDED, Change(deadline=Clear.DAY), TODAY).deadline is None


def test_an_unknown_kind_or_status_is_refused() -> None:
    with pytest.raises(InputError, match="Slaget"):
        begun(NewMeasure(1, "trolleri"), TODAY)
    with pytest.raises(InputError, match="kanske"):
        status_of("kanske")


def test_the_usual_last_day_is_the_kinds() -> None:
    assert usual_deadline("klottersanering", TODAY) == date(2026, 3, 24)


@given(st.lists(st.tuples(st.sampled_from(MeasureStatus), st.integers(0, 40)), max_size=8))
def test_after_any_changes_the_days_go_with_the_status(
    steps: list[tuple[MeasureStatus, int]],
) -> None:
    measure, today = DECIDED, TODAY
    for status, days in steps:
        today += timedelta(days=days)
        measure = changed(measure, Change(status), today)
        assert (measure.ended is not None) is (measure.status in ENDED)
        assert measure.began is None or measure.began <= today
        assert measure.began is None or measure.ended is None or measure.began <= measure.ended
        if status in (MeasureStatus.ONGOING, MeasureStatus.DONE):
            assert measure.began is not None
