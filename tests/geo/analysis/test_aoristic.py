"""Intervals spread over the hours of the week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import weeks
from geo.analysis.aoristic import (
    aoristic_local,
    aoristic_per_group,
    aoristic_per_period,
    aoristic_weights,
)

HOUR = 3600
MONDAY = 4 * 24 * HOUR
INTERVALS = st.lists(
    st.tuples(st.integers(0, 2_000_000_000), st.integers(0, 20 * 24 * HOUR)), max_size=30
)


def arrays(intervals):
    start = np.array([s for s, _ in intervals], dtype=np.int64)
    return start, start + np.array([length for _, length in intervals], dtype=np.int64)


def utc(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=weeks.STOCKHOLM).timestamp())


def local(start, end):
    return aoristic_local(np.array([utc(start)]), np.array([utc(end)]))[0]


@given(INTERVALS)
def test_every_incident_weighs_one(intervals):
    start, end = arrays(intervals)
    for spread in (aoristic_weights, aoristic_local):
        np.testing.assert_allclose(spread(start, end).sum(), len(intervals), atol=1e-6)


@given(INTERVALS, st.randoms(use_true_random=False))
def test_groups_are_spread_as_each_alone(intervals, random):
    start, end = arrays(intervals)
    group = np.array([random.randrange(3) for _ in intervals], dtype=np.int64)
    together = aoristic_local(start, end, group=group, groups=3)
    for each in range(3):
        alone = aoristic_local(start[group == each], end[group == each])[0]
        np.testing.assert_allclose(together[each], alone, atol=1e-6)


@given(INTERVALS)
def test_the_weights_are_those_of_counting_minutes(intervals):
    start, end = arrays([(s // 60 * 60, length // 60 * 60) for s, length in intervals[:5]])
    expected = np.zeros(168)
    for first, last in zip(start, end, strict=True):
        minutes = np.arange(first, max(last, first + 60), 60)
        np.add.at(expected, (minutes // HOUR + 72) % 168, 1 / len(minutes))
    np.testing.assert_allclose(aoristic_weights(start, end).reshape(168), expected, atol=1e-6)


def test_a_moment_weighs_one_in_its_hour():
    table = local("2026-03-20T21:59:59", "2026-03-20T21:59:59")
    assert table[4, 21] == 1.0
    assert table.sum() == 1.0


def test_an_interval_over_the_end_of_the_week_goes_on_on_monday():
    table = local("2026-03-22T23:00", "2026-03-23T01:00")
    np.testing.assert_allclose([table[6, 23], table[0, 0]], [0.5, 0.5])


def test_a_date_alone_is_spread_over_its_day():
    np.testing.assert_allclose(local("2026-03-20", "2026-03-21")[4], np.full(24, 1 / 24))


def test_the_hour_that_does_not_exist_takes_nothing():
    table = local("2026-03-29T00:00", "2026-03-29T05:00")
    np.testing.assert_allclose(table[6, :5], [0.25, 0.25, 0.0, 0.25, 0.25], atol=1e-12)


def test_the_hour_that_comes_twice_takes_twice_as_much():
    table = local("2026-10-25T00:00", "2026-10-25T04:00")
    np.testing.assert_allclose(table[6, :4], [0.2, 0.2, 0.4, 0.2], atol=1e-12)


def test_a_whole_week_is_even():
    np.testing.assert_allclose(
        aoristic_weights(np.array([MONDAY + 100]), np.array([MONDAY + 100 + 168 * HOUR]))[0],
        np.full((7, 24), 1 / 168),
    )


def test_nothing_is_spread_over_nothing():
    nothing = np.zeros(0, dtype=np.int64)
    assert aoristic_local(nothing, nothing, group=nothing, groups=2).shape == (2, 7, 24)
    assert aoristic_local(nothing, nothing).sum() == 0.0


def test_the_table_of_r_aoristic_is_met(shared_data):
    """R aoristic 1.1.1: a missing end is the start hour, 168 h or more is 1/168 each."""
    folder = shared_data / "aoristic"
    rows = pd.read_csv(folder / "aoristic_NYburg_epsg2263.csv", parse_dates=["from_dt", "to_dt"])
    table = pd.read_csv(
        folder / "aoristic_NYburg_24x7_R_aoristic_1.1.1_UTCclock.csv", index_col=0
    ).to_numpy()
    start, end = (
        rows[name].fillna(rows["from_dt"]).to_numpy().astype("datetime64[s]").astype(np.int64)
        for name in ("from_dt", "to_dt")
    )
    whole_week = end - start >= 168 * HOUR
    found = aoristic_weights(start[~whole_week], end[~whole_week])[0] + whole_week.sum() / 168
    sunday_last = np.roll(table, -1, axis=1).T
    np.testing.assert_allclose(found, sunday_last, atol=1e-6)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(hours=30), timedelta(days=7)])
def test_a_hundred_thousand_intervals_are_spread_in_small_memory(length):
    start = np.arange(100_000, dtype=np.int64) * 37 + int(
        datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    )
    table = aoristic_local(start, start + int(length.total_seconds()))
    np.testing.assert_allclose(table.sum(), 100_000)


NEARBY = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300)), max_size=20)
EDGES = st.sets(st.integers(0, 500), min_size=2, max_size=8).map(sorted).map(np.array)


@given(NEARBY, EDGES)
def test_periods_take_the_weights_of_counting_minutes(intervals, edges):
    start, end = arrays(intervals)
    expected = np.zeros(len(edges) - 1)
    for first, last in zip(start, end, strict=True):
        minutes = np.arange(first, max(last, first + 1))
        for minute in minutes:
            period = np.searchsorted(edges, minute, side="right") - 1
            if 0 <= period < len(expected):
                expected[period] += 1 / len(minutes)
    found = aoristic_per_period(start * 60, end * 60, edges * 60)
    np.testing.assert_allclose(found, expected, atol=1e-9)


@given(INTERVALS, st.integers(1, 60))
def test_periods_that_hold_every_interval_lose_nothing(intervals, periods):
    start, end = arrays(intervals)
    edges = np.linspace(0, 2_000_000_000 + 21 * 24 * HOUR, periods + 1).astype(np.int64)
    found = aoristic_per_period(start, end, edges)
    np.testing.assert_allclose(found.sum(), len(intervals), atol=1e-6)
    assert (found >= 0).all()


@given(NEARBY, EDGES, st.randoms(use_true_random=False))
def test_groups_have_their_periods_as_each_alone(intervals, edges, random):
    start, end = arrays(intervals)
    group = np.array([random.randrange(3) for _ in intervals], dtype=np.int64)
    together = aoristic_per_group(start, end, edges, group=group, groups=3)
    assert together.shape == (3, len(edges) - 1)
    for each in range(3):
        alone = aoristic_per_period(start[group == each], end[group == each], edges)
        np.testing.assert_allclose(together[each], alone, atol=1e-12)


def test_an_interval_over_the_end_of_a_week_is_split_by_time():
    edges = weeks.edges_utc([weeks.parse("2026-W12"), weeks.parse("2026-W13")])
    start, end = (np.array([utc(each)]) for each in ("2026-03-22T18:00", "2026-03-23T02:00"))
    np.testing.assert_allclose(aoristic_per_period(start, end, edges), [0.75, 0.25])


def test_a_moment_on_an_edge_belongs_to_what_begins():
    edges = np.array([100, 200, 300])
    for moment, expected in ((99, [0, 0]), (100, [1, 0]), (200, [0, 1]), (300, [0, 0])):
        at = np.array([moment])
        assert aoristic_per_period(at, at, edges).tolist() == expected


def test_the_longest_interval_is_cut_at_the_edges():
    edges = np.array([1000, 1100, 1200])
    found = aoristic_per_period(np.array([0]), np.array([10_000]), edges)
    np.testing.assert_allclose(found, [0.01, 0.01])


def test_no_intervals_weigh_nothing_in_any_period():
    nothing = np.zeros(0, dtype=np.int64)
    assert aoristic_per_period(nothing, nothing, np.array([0, 10, 20])).tolist() == [0, 0]
