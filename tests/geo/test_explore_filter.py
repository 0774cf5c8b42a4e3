"""A filter in an address and back, and a filter in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.explore import area, filters, query, words
from geo.explore.filters import Filter, Light
from geo.model import CATEGORIES, IncidentSource, Precision

DAYS = st.none() | st.dates(date(1950, 1, 1), date(2199, 12, 31))
HOURS = st.none() | st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda h: h[0] != h[1])
DEGREES = st.floats(-80, 80).map(lambda value: round(value, 5) + 0.0)


@st.composite
def rings(draw: st.DrawFn) -> area.Ring:
    west, south = draw(DEGREES), draw(DEGREES)
    wide, high = draw(st.floats(0.001, 9)), draw(st.floats(0.001, 9))
    return area.checked([(west, south), (west + wide, south), (west, south + high)])


@st.composite
def any_filter(draw: st.DrawFn) -> Filter:
    first, last = sorted([draw(DAYS), draw(DAYS)], key=lambda day: day or date.max)
    return Filter(
        first=first,
        last=last,
        hours=draw(HOURS),
        weekdays=draw(st.frozensets(st.integers(0, 6))),
        light=draw(st.sampled_from(Light)),
        categories=draw(st.frozensets(st.sampled_from(sorted(CATEGORIES)))),
        sources=draw(st.frozensets(st.sampled_from(IncidentSource))),
        precisions=draw(st.frozensets(st.sampled_from(Precision))),
        places=draw(st.frozensets(st.integers(0, 999_999_999), max_size=20)),
        area=draw(st.none() | rings()),
    )


@given(any_filter())
def test_an_address_gives_back_the_same_filter(wanted: Filter) -> None:
    read = query.from_query(query.to_query(wanted))
    assert read.filter == wanted
    assert read.faults == ()


@given(st.dictionaries(st.sampled_from(sorted(query.NAMES.values())), st.text(max_size=40)))
def test_an_address_of_any_text_gives_a_filter_that_can_be_written_again(
    hostile: dict[str, str],
) -> None:
    read = query.from_query(hostile)
    assert query.from_query(query.to_query(read.filter)).filter == read.filter


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fran", "2026-02-31"),
        ("fran", "20260101"),
        ("till", "{{7*191}}"),
        ("timmar", "21-21"),
        ("timmar", "99-03"),
        ("timmar", "٢١-٠٣"),
        ("dagar", "fre,mon"),
        ("ljus", "skumt"),
        ("kat", "klotter,=cmd|' /C calc'!A0"),
        ("kalla", "polisen.se"),
        ("noggrannhet", "exakt"),
        ("platser", "1,-2"),
        ("platser", ",".join(["1"] * 501)),
        ("yta", "16.6 57.7;nan nan;16.7 57.8"),
        ("yta", "16.6 57.7;16.7 57.8"),
        ("yta", "16 57;17 58;17 57;16 58"),
        ("yta", "1 " * 9000),
    ],
)
def test_a_part_that_means_nothing_is_left_out_and_said(name: str, text: str) -> None:
    read = query.from_query({name: text, "ljus" if name != "ljus" else "dagar": "morker"})
    assert any(f"”{name}” i länken" in fault for fault in read.faults)
    assert name not in query.to_query(read.filter)


def test_days_in_the_wrong_order_keep_the_first() -> None:
    read = query.from_query({"fran": "2026-03-01", "till": "2026-02-01"})
    assert read.filter == Filter(first=date(2026, 3, 1))
    assert read.faults == ("Sista dagen är före den första och används inte.",)


def test_a_whole_group_is_one_word() -> None:
    wanted = Filter(categories=frozenset({"odslig_plats", "rykte_oro", "klotter"}))
    assert query.to_query(wanted) == {"kat": "upplevelse,klotter"}


@pytest.mark.parametrize("hours", [(5, 5), (24, 3), (3, 0), (-1, 4), (0, 25)])
def test_hours_that_are_none_are_refused(hours: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="hours"):
        Filter(hours=hours)


def test_the_days_before_are_as_many_and_end_the_day_before() -> None:
    earlier = filters.before(Filter(first=date(2026, 3, 1), last=date(2026, 3, 31), hours=(21, 3)))
    assert earlier == Filter(first=date(2026, 1, 29), last=date(2026, 2, 28), hours=(21, 3))
    assert filters.before(Filter(last=date(2026, 3, 31))) is None


@pytest.mark.parametrize(
    "text",
    ["16,6; 57,74; 16,7; 57,77", "16.6 57.74 16.7 57.77",
     "POLYGON ((16.6 57.74, 16.7 57.74, 16.7 57.77, 16.6 57.77, 16.6 57.74))"],
)  # fmt: skip
def test_an_area_is_read_from_bounds_and_wkt(text: str) -> None:
    assert set(area.read(text)) == {(16.6, 57.74), (16.7, 57.74), (16.7, 57.77), (16.6, 57.77)}


@pytest.mark.parametrize(
    "text",
    ["", "x", "16.7, 57.74, 16.6, 57.77", "POINT (1 2)", "POLYGON EMPTY", "999, 1, 1000, 2",
     "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))", "{{7*191}}", "POLYGON ((0 0"],
)  # fmt: skip
def test_a_text_that_is_no_area_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError) as caught:
        area.read(text)
    assert caught.value.hint


def test_a_filter_is_a_line_of_words() -> None:
    wanted = Filter(
        first=date(2026, 1, 1), last=date(2026, 3, 22), hours=(21, 3), weekdays=frozenset({4, 5}),
        light=Light.DARK, categories=frozenset({"odslig_plats", "rykte_oro", "klotter"}),
        sources=frozenset({IncidentSource.EST}), precisions=frozenset({Precision.ADDRESS}),
        places=frozenset({7}), area=((1.0, 2.0), (2.0, 2.0), (2.0, 3.0)),
    )  # fmt: skip
    assert words.sentence(wanted, {7: "Karstorp"}) == (
        "1 jan. 2026–22 mars 2026 · fre, lör 21–03, i mörker · upplevelse och klotter · "
        "Karstorp och en egen yta · EST-rapport, läge: adress"
    )
