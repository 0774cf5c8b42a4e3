"""The weekdays and hours that stand out, and silence where none do."""

from __future__ import annotations

import numpy as np
import pytest

from geo.analysis.busy_hours import Window, busy_window


def table(*cells):
    weights = np.zeros((7, 24))
    for day, hour, weight in cells:
        weights[day, hour] += weight
    return weights


def test_weekend_nights_are_found_past_midnight():
    nights = [(day, hour, 1.0) for day in (4, 5) for hour in (21, 22, 23)]
    after = [((day + 1) % 7, hour, 1.0) for day in (4, 5) for hour in (0, 1)]
    found = busy_window(table(*nights, *after))
    assert found == Window(first_day=4, days=2, first_hour=21, end_hour=26, share=1.0)


def test_the_same_hours_every_day_are_all_the_week():
    found = busy_window(table(*((day, hour, 1.0) for day in range(7) for hour in (15, 16, 17))))
    assert found is not None
    assert (found.days, found.first_hour, found.end_hour) == (7, 15, 18)


def test_one_busy_hour_stands_in_the_middle_of_what_is_named():
    found = busy_window(table((4, 22, 9.0)))
    assert found is not None
    assert (found.first_day, found.days, found.first_hour, found.end_hour) == (4, 1, 21, 24)


def test_seven_incidents_are_too_few():
    assert busy_window(table((4, 22, 7.0))) is None
    assert busy_window(table((4, 22, 8.0))) is not None


def test_an_even_week_has_no_busy_hours():
    assert busy_window(np.full((7, 24), 5.0)) is None


def test_an_empty_week_has_no_busy_hours():
    assert busy_window(np.zeros((7, 24))) is None


@pytest.mark.parametrize("count", [8, 12, 20, 60])
def test_chance_alone_is_seldom_called_busy(count):
    rng = np.random.default_rng(count)
    found = [
        busy_window(np.bincount(rng.integers(0, 168, count), minlength=168).reshape(7, 24))
        for _ in range(400)
    ]
    assert sum(each is not None for each in found) <= 16


def test_the_table_is_left_as_it_was():
    weights = table((4, 22, 9.0), (1, 3, 1.0))
    before = weights.copy()
    busy_window(weights)
    assert (weights == before).all()
