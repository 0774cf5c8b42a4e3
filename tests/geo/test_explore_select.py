"""The selection equals a slow recomputation, row by row."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings

from geo import weeks
from geo.explore import area
from geo.explore.filters import Filter, Light
from geo.explore.select import Unknown, select
from geo.join.assign import Assignment
from tests.explore_incidents import CENTRE, PLACES, assignment, incidents, read
from tests.geo.test_explore_filter import any_filter

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)
FRAME = incidents(400, 1)
ASSIGNED = assignment(FRAME, 2)
COLUMNS = read(FRAME, ASSIGNED)
NOT = "no"


def asked(row: pd.Series, at: int, wanted: Filter, assigned: Assignment) -> str | None:
    """None where a row fits, "no" where it does not, or the first thing that is not known."""
    answers: list[tuple[Unknown, bool | None]] = []
    timed = not pd.isna(row["start_utc"])
    moment = datetime.fromtimestamp(row["mid_utc"], STOCKHOLM) if timed else None
    length = (row["end_utc"] - row["start_utc"]) if timed else 10**9
    hour_known, weekday_known = length <= 6 * 3600, length <= 86_400
    if moment is not None and wanted.first and moment.date() < wanted.first:
        return NOT
    if moment is not None and wanted.last and moment.date() > wanted.last:
        return NOT
    if wanted.first or wanted.last or wanted.hours or wanted.weekdays or wanted.light != Light.ALL:
        answers.append((Unknown.TIME, True if timed else None))
    for words, column in ((wanted.categories, "category"), (wanted.sources, "source"),
                          (wanted.precisions, "precision")):  # fmt: skip
        if words and row[column] not in words:
            return NOT
    if wanted.hours:
        begin, end = wanted.hours
        inside = None
        if hour_known and moment is not None:
            hours = range(begin, end) if begin < end else [*range(begin, 24), *range(end)]
            inside = moment.hour in hours
        answers.append((Unknown.HOUR, inside))
    if wanted.light != Light.ALL:
        dark = None
        if hour_known:
            dark = bool(weeks.is_dark(np.array([row["mid_utc"]]), *CENTRE)[0])
        answers.append(
            (Unknown.HOUR, None if dark is None else dark == (wanted.light == Light.DARK))
        )
    if wanted.weekdays:
        passes = wanted.hours is not None and wanted.hours[0] > wanted.hours[1]
        day = None
        if moment is not None and (hour_known if passes else weekday_known):
            early = passes and wanted.hours is not None and moment.hour < wanted.hours[1]
            day = (moment.date() - timedelta(days=early)).weekday() in wanted.weekdays
        answers.append((Unknown.WEEKDAY, day))
    own = {PLACES[p] for p in assigned.place[assigned.row == at]}
    positioned = bool(assigned.positioned[at])
    if wanted.places:
        answers.append((Unknown.POSITION, bool(own & wanted.places) if positioned or own else None))
    if wanted.area:
        ring = area.polygon(wanted.area, crs="EPSG:3006")
        inside = shapely.Point(row["x"], row["y"]).intersects(ring) if positioned else None
        answers.append((Unknown.POSITION, inside))
    if any(answer is False for _, answer in answers):
        return NOT
    return next((why for why, answer in answers if answer is None), None)


@settings(deadline=None, max_examples=60)
@given(any_filter())
def test_any_filter_equals_asking_every_row(wanted: Filter) -> None:
    check(wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(first=date(2026, 2, 1), last=date(2026, 4, 15)),
        Filter(first=date(2026, 3, 29), last=date(2026, 3, 29)),
        Filter(hours=(8, 17)),
        Filter(hours=(21, 3), weekdays=frozenset({4, 5})),
        Filter(hours=(22, 24), weekdays=frozenset({6})),
        Filter(weekdays=frozenset({0}), places=frozenset({11, 99})),
        Filter(light=Light.DARK),
        Filter(light=Light.LIGHT, categories=frozenset({"klotter", "hot", "ran"})),
        Filter(places=frozenset({12})),
        Filter(area=((16.6, 57.7), (16.7, 57.7), (16.7, 57.8), (16.6, 57.8)), hours=(0, 12)),
        Filter(area=((-66.0, 0.0), (-65.0, 0.0), (-66.0, 1.0))),  # EPSG:3006 has no such place
    ],
)
def test_these_filters_equal_asking_every_row(wanted: Filter) -> None:
    check(wanted)


def check(wanted: Filter) -> None:
    found = select(wanted, COLUMNS)
    told = [asked(row, at, wanted, ASSIGNED) for at, row in FRAME.iterrows()]
    assert found.rows.tolist() == [at for at, why in enumerate(told) if why is None]
    assert dict(found.left_out) == Counter(why for why in told if why not in (None, NOT))
    assert found.drawn.tolist() == ASSIGNED.positioned[found.rows].tolist()


def test_the_order_of_the_rows_is_the_frame_s() -> None:
    found = select(Filter(first=date(2026, 2, 1)), COLUMNS)
    assert (np.diff(found.rows) > 0).all()


def test_nothing_on_record_gives_nothing() -> None:
    empty = FRAME.iloc[:0]
    found = select(Filter(hours=(1, 2), places=frozenset({1})), read(empty, assignment(empty, 1)))
    assert len(found.rows) == 0
    assert found.left_out == {}
