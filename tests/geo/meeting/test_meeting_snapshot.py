"""A week as text: what is read again is what was written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.errors import StoreDamaged
from geo.follow_up.measures import Measure
from geo.lagesbild import (
    Basis,
    Comparison,
    Lagesbild,
    NewsItem,
    NoticeItem,
    PlaceStatus,
    SurveyValue,
    Totals,
)
from geo.meeting import snapshot
from geo.model import (
    Arrangement,
    Group,
    Kommun,
    Occasion,
    Period,
    PeriodKind,
    Presence,
    Priority,
    Selection,
    Verdict,
)
from geo.report.week import Seal, Week
from tests.deep_equal import same

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
SPANS = st.tuples(DAYS, st.integers(1, 200)).map(lambda d: (d[0], d[0] + timedelta(days=d[1])))
NUMBERS = st.floats(allow_nan=False)
HOURS = arrays(np.float64, (7, 24), elements=st.floats(0, 1e300, allow_nan=False))
ZONES = st.one_of(
    st.just(UTC), st.integers(-720, 720).map(lambda m: timezone(timedelta(minutes=m)))
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=ZONES)
PERIODS = st.builds(lambda span, kind: Period(*span, kind), SPANS, st.sampled_from(PeriodKind))


def few(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


COUNTED = st.dictionaries(st.text(max_size=8), st.integers(), max_size=3)
OCCASIONS = st.builds(
    lambda name, span, note: Occasion(name, *span, note), st.text(), SPANS, st.text()
)
COMPARISONS = st.builds(Comparison, normal_mean=NUMBERS | st.none(), p=NUMBERS | st.none(),
                        chance=NUMBERS | st.none(), recent_mean=NUMBERS | st.none())  # fmt: skip
PLACES = st.builds(
    PlaceStatus,
    comparison=COMPARISONS,
    by_group=st.dictionaries(st.sampled_from(Group), COMPARISONS, max_size=2),
    by_category=COUNTED,
    dark_share=NUMBERS | st.none(),
    hours=HOURS,
    last_visit=DAYS | st.none(),
    survey=st.none() | st.builds(SurveyValue, share_unsafe=NUMBERS),
)
PICTURES = st.builds(
    Lagesbild,
    basis=st.builds(
        Basis,
        built=MOMENTS,
        selection=st.builds(Selection, period=PERIODS, nearest_m=NUMBERS | st.none()),
    ),
    totals=st.builds(
        Totals,
        normal_mean=NUMBERS | st.none(),
        dark_share=NUMBERS | st.none(),
        by_precision=COUNTED,
        by_group=st.dictionaries(st.sampled_from(Group), st.integers(), max_size=3),
    ),
    news=few(st.builds(NewsItem, what=st.sampled_from(Verdict) | st.sampled_from(Presence))),
    places=few(PLACES, 2),
    periods=few(PERIODS),
    hours=HOURS,
    during=few(OCCASIONS),
    occasions=few(OCCASIONS),
    notices=few(st.builds(NoticeItem, when=MOMENTS)),
)
MEASURES = st.builds(
    Measure, **{name: DAYS | st.none() for name in ("deadline", "status_day", "began", "ended")}
)
WEEKS = st.builds(
    Week,
    kommun=st.builds(Kommun),
    picture=PICTURES,
    outlines=st.dictionaries(st.integers(0, 2**62), st.binary(max_size=40), max_size=3),
    boundary=st.none() | st.binary(max_size=40),
    carried=few(MEASURES),
    decided=few(MEASURES),
    priorities=few(st.builds(lambda number, span: Priority(number, *span), st.integers(), SPANS)),
    arrangements=few(st.builds(lambda name, span: Arrangement(name, *span), st.text(), SPANS)),
    seal=st.none() | st.builds(Seal, held=DAYS),
)  # fmt: skip


@settings(max_examples=60)
@given(WEEKS)
def test_what_is_read_is_what_was_written(week: Week) -> None:
    text = snapshot.to_text(week)
    again = snapshot.from_text(text)
    assert same(week, again)
    assert snapshot.to_text(again) == text


def test_a_number_keeps_its_last_bit_and_an_array_cannot_be_changed() -> None:
    week = _any_week()
    again = snapshot.from_text(snapshot.to_text(week))
    assert again.picture.hours[0, 0] == 0.1 + 0.2
    with pytest.raises(ValueError, match="read-only"):
        again.picture.hours[0, 0] = 1


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"form": 1}'])
def test_what_is_no_week_is_told(text: str) -> None:
    with pytest.raises(StoreDamaged, match="kan inte läsas"):
        snapshot.from_text(text)


def test_a_later_form_is_told() -> None:
    told = json.loads(snapshot.to_text(_any_week()))
    told["form"] += 1
    with pytest.raises(StoreDamaged, match="Uppdatera"):
        snapshot.from_text(json.dumps(told))


def test_a_field_that_did_not_exist_when_it_was_frozen_has_its_usual_value() -> None:
    told = json.loads(snapshot.to_text(_any_week()))
    del told["week"]["arrangements"]
    assert snapshot.from_text(json.dumps(told)).arrangements == ()


def _any_week() -> Week:
    hours = np.zeros((7, 24))
    hours[0, 0] = 0.1 + 0.2
    period = Period(date(2026, 3, 16), date(2026, 3, 23), PeriodKind.WEEK)
    basis = Basis(1, datetime(2026, 3, 24, tzinfo=UTC), Selection("0883", period), "metod", 0)
    totals = Totals(0, 0, 0, 0, 0, 0, 0, 0, None, None, None, None, None, {}, {}, 0)
    picture = Lagesbild(basis, totals, "", (), (), (period,), (0,), hours, (), (), ())
    return Week(Kommun("0883", "Västervik"), picture, {1: b"\x01\xff"}, None, "EPSG:3006")
