"""Two-hour bands of local days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import weeks
from geo.planning.need import slots, week_slots
from geo.planning.need.slots import cells, days
from tests.need_records import at

HOUR = 3600


def hours(found: object) -> list[float]:
    return [(slot.end_utc - slot.start_utc) / HOUR for slot in found]  # type: ignore[attr-defined]


def test_a_shift_is_cut_into_the_bands_of_the_clock() -> None:
    found = slots(at("2026-03-20 18:00"), at("2026-03-21 02:00"))
    assert hours(found) == [2, 2, 2, 2]
    assert cells(found).tolist() == [4 * 12 + 9, 4 * 12 + 10, 4 * 12 + 11, 5 * 12]
    assert days(found) == (date(2026, 3, 20),) * 3 + (date(2026, 3, 21),)


def test_bands_are_cut_where_the_shift_begins_and_ends() -> None:
    assert hours(slots(at("2026-03-20 17:45"), at("2026-03-20 20:30"))) == [0.25, 2, 0.5]


def test_a_shift_without_length_has_no_bands() -> None:
    assert slots(at("2026-03-20 18:00"), at("2026-03-20 18:00")) == ()


def test_the_night_in_march_has_a_band_of_one_hour() -> None:
    found = slots(at("2026-03-28 22:00"), at("2026-03-29 06:00"))
    assert hours(found) == [2, 2, 1, 2]


def test_the_night_in_october_has_a_band_of_three_hours() -> None:
    found = slots(at("2026-10-24 22:00"), at("2026-10-25 06:00"))
    assert hours(found) == [2, 2, 3, 2]
    assert cells(found).tolist() == [5 * 12 + 11, 6 * 12, 6 * 12 + 1, 6 * 12 + 2]


@pytest.mark.parametrize("monday", [date(2026, 3, 16), date(2026, 3, 23), date(2026, 10, 19)])
def test_every_week_has_84_bands_each_of_its_own(monday: date) -> None:
    found = week_slots(monday)
    assert cells(found).tolist() == list(range(84))
    assert found[0].start_utc == weeks.midnight(monday)
    assert found[-1].end_utc == weeks.midnight(monday + timedelta(days=7))


@given(
    start=st.integers(at("2026-01-01 00:00"), at("2026-12-31 00:00")),
    length=st.integers(1, 40 * HOUR),
)
def test_bands_follow_each_other_over_the_whole_shift(start: int, length: int) -> None:
    found = slots(start, start + length)
    edges = np.array([(slot.start_utc, slot.end_utc) for slot in found])
    assert edges[0, 0] == start
    assert edges[-1, 1] == start + length
    assert (edges[1:, 0] == edges[:-1, 1]).all()
    assert (edges[:, 1] > edges[:, 0]).all()
    assert len(set(zip(days(found), cells(found).tolist(), strict=True))) == len(found)
