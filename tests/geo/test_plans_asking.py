"""What is asked of a walk: as it is said, as an address, and as the shift that it comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geo.errors import GeoError, InputError, SelectionError
from geo.planning.patrol import Site
from geo.planning.travel import Mode
from geo.plans import asking
from geo.plans.asking import Appointment, Asked
from geo.plans.asking_query import NAMES, from_query, to_query
from geo.weeks import STOCKHOLM

CRS = "EPSG:3006"
SITES = (Site(3, "Torget", 597_000.0, 6_403_000.0), Site(8, "Parken", 598_000.0, 6_404_000.0))
EVENING = Asked(date(2026, 3, 20))


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def test_the_coming_evening_is_proposed_and_the_one_that_goes_on_until_it_ends() -> None:
    def asked_at(*when: int) -> date:
        return asking.coming(datetime(*when, tzinfo=STOCKHOLM)).day

    assert asked_at(2026, 3, 20, 17, 45) == date(2026, 3, 20)
    assert asked_at(2026, 3, 21, 1, 59) == date(2026, 3, 20)
    assert asked_at(2026, 3, 21, 2, 0) == date(2026, 3, 21)


def test_a_shift_over_midnight_ends_the_next_day_and_has_its_pause_in_the_middle() -> None:
    shift = asking.shift(EVENING, SITES, usual=3, crs=CRS)
    assert shift.start_utc == utc("2026-03-20T17:00+00:00")
    assert shift.end_utc == utc("2026-03-21T01:00+00:00")
    assert (shift.origin.x, shift.origin.name) == (597_000.0, "Torget")
    (rest,) = shift.breaks
    assert rest.minutes == 30
    assert shift.start_utc < rest.earliest_utc < rest.latest_utc < shift.end_utc


def test_a_short_shift_has_no_pause() -> None:
    short = replace(EVENING, ends=time(22, 30))
    assert asking.shift(short, SITES, usual=3, crs=CRS).breaks == ()


def test_a_shift_tells_what_has_to_be_asked_for_to_have_it() -> None:
    asked = Asked(
        date(2026, 3, 20), time(13), time(22), patrols=2, officers=3, mode=Mode.CAR, start="8",
        rest=45, reserve=0.2, meetings=(Appointment(time(15), 30, 3, "Skolan"),),
        must=frozenset({3}), never=frozenset({8}),
    )  # fmt: skip
    shift = asking.shift(asked, SITES, usual=3, crs=CRS)
    assert asking.said(shift, SITES, crs=CRS) == asked
    elsewhere = asking.shift(replace(asked, start="57.75, 16.63"), SITES, usual=3, crs=CRS)
    again = asking.shift(asking.said(elsewhere, SITES, crs=CRS), SITES, usual=3, crs=CRS)
    assert again.origin.x == pytest.approx(elsewhere.origin.x, abs=0.2)


def test_the_night_when_clocks_go_forward_is_an_hour_shorter() -> None:
    shift = asking.shift(Asked(date(2026, 3, 28), ends=time(4)), SITES, usual=3, crs=CRS)
    assert (shift.end_utc - shift.start_utc) // 3600 == 9


def test_a_start_may_be_a_place_or_a_point() -> None:
    there = asking.shift(Asked(date(2026, 3, 20), start="8"), SITES, usual=3, crs=CRS)
    assert there.origin.name == "Parken"
    lon, lat = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True).transform(
        SITES[0].x, SITES[0].y
    )
    for text in (f"{lat}, {lon}", f"{lat} {lon}"):
        point = asking.point(text, crs=CRS)
        assert (point.x, point.y) == pytest.approx((SITES[0].x, SITES[0].y), abs=0.1)


@pytest.mark.parametrize("text", ["stationen", "57.7", "16.6, 57.7", "0, 0", "57.7584; x", "99"])
def test_a_start_that_is_no_point_in_sweden_is_an_error_with_a_hint(text: str) -> None:
    asked = Asked(date(2026, 3, 20), start=text)
    with pytest.raises((InputError, SelectionError)) as caught:
        asking.shift(asked, SITES, usual=3, crs=CRS)
    assert caught.value.hint


@pytest.mark.parametrize(("begins", "ends"), [(time(18), time(18)), (time(18), time(17, 30))])
def test_a_shift_that_is_too_long_is_an_error(begins: time, ends: time) -> None:
    with pytest.raises(SelectionError, match="kan inte planeras"):
        asking.shift(Asked(date(2026, 3, 20), begins, ends), SITES, usual=3, crs=CRS)


def test_a_meeting_after_midnight_is_on_the_next_day() -> None:
    asked = Asked(date(2026, 3, 20), meetings=(Appointment(time(0, 30), 20, 8, ""),))
    (meeting,) = asking.shift(asked, SITES, usual=3, crs=CRS).meetings
    assert meeting.start_utc == utc("2026-03-21T00:30+01:00")
    assert (meeting.name, meeting.point.x) == ("Möte, Parken", 598_000.0)


def test_walks_begin_at_the_police_then_the_centrum_then_a_station() -> None:
    places = [
        (1, "Torget", "torg"), (2, "Resecentrum", "resecentrum"), (3, "Centrum", "centrum"),
        (4, "Polisstationen", ""),
    ]  # fmt: skip
    assert asking.starts(places) == (4, 3, 2)
    assert asking.starts(places[:1]) == (1,)


MOMENTS = st.times().map(lambda each: each.replace(second=0, microsecond=0))
ASKED = st.builds(
    Asked,
    day=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    begins=MOMENTS,
    ends=MOMENTS,
    patrols=st.integers(1, 4),
    officers=st.integers(1, 20),
    mode=st.sampled_from(Mode),
    start=st.sampled_from(["", "3", "57.7584, 16.6373"]),
    rest=st.integers(0, 120),
    reserve=st.integers(0, 90).map(lambda share: share / 100),
    meetings=st.lists(
        st.builds(
            Appointment, MOMENTS, st.integers(5, 240), st.integers(0, 999), st.text(max_size=20)
        ),
        max_size=3,
    ).map(tuple),
    must=st.frozensets(st.integers(0, 999), max_size=4),
    never=st.frozensets(st.integers(0, 999), max_size=4),
)


@given(ASKED)
def test_an_address_says_all_that_is_asked(asked: Asked) -> None:
    said = to_query(asked, EVENING)
    assert set(said) == set(NAMES)
    assert from_query(said, EVENING) == (asked, ())


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=60)))
def test_an_address_that_means_nothing_is_told_and_never_fails(said: dict[str, str]) -> None:
    asked, faults = from_query(said, EVENING)
    assert len(faults) <= len(said)
    problem = None
    try:
        asking.shift(asked, SITES, usual=3, crs=CRS)
    except GeoError as error:
        problem = error
    assert problem is None or problem.hint


def test_now_in_another_zone_is_the_same_evening() -> None:
    assert asking.coming(datetime(2026, 3, 20, 23, 30, tzinfo=UTC)).day == date(2026, 3, 20)


def test_person_data_in_the_name_of_a_meeting_is_in_neither_the_address_nor_the_shift() -> None:
    call = Appointment(time(20), 30, 3, "Ring Anna 070-123 45 67")
    asked = replace(EVENING, meetings=(call,))
    assert "070" not in str(to_query(asked, EVENING)["moten"])
    (meeting,) = asking.shift(asked, SITES, usual=3, crs=CRS).meetings
    assert meeting.name == "Ring Anna [telefon]"
