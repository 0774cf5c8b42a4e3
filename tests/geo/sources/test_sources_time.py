from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapping import MappingProfile, Uncertain
from geo.model import ImportKind
from geo.sources import _clock

ZONE = ZoneInfo("Europe/Stockholm")
HEAD = "Datum;Tid;Till datum;Till tid\n"


def local(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def span(parse: Any, row: str, head: str = HEAD) -> tuple[int, int]:
    parsed = parse(ImportKind.EST, head + row + "\n")
    assert not parsed.rejects, parsed.rejects
    return int(parsed.frame.start_utc[0]), int(parsed.frame.end_utc[0])


def reason(parse: Any, row: str, head: str = HEAD) -> str:
    parsed = parse(ImportKind.EST, head + row + "\n")
    assert len(parsed.rejects) == 1
    return str(parsed.rejects[0].reason)


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        ("2026-03-12;22:15;;", "2026-03-12T22:15", "2026-03-12T22:15"),
        ("2026-03-12 22:15;;;", "2026-03-12T22:15", "2026-03-12T22:15"),
        ("2026-03-12T22:15:30;;;", "2026-03-12T22:15:30", "2026-03-12T22:15:30"),
        ("2026-03-12;kl 22.15;;", "2026-03-12T22:15", "2026-03-12T22:15"),
        ("2026-03-12;2215;;", "2026-03-12T22:15", "2026-03-12T22:15"),
        ("2026-03-12;10:15 PM;;", "2026-03-12T22:15", "2026-03-12T22:15"),
        ("2026-03-12;;;", "2026-03-12T00:00", "2026-03-13T00:00"),
        ("2026-03-12;okänd;;", "2026-03-12T00:00", "2026-03-13T00:00"),
        ("20260312;;;", "2026-03-12T00:00", "2026-03-13T00:00"),
        ("13/3/2026;;;", "2026-03-13T00:00", "2026-03-14T00:00"),
        ("12.03.2026;;;", "2026-03-12T00:00", "2026-03-13T00:00"),
        ("12 mars 2026;;;", "2026-03-12T00:00", "2026-03-13T00:00"),
        ("torsdag den 12 mars 2026 kl. 22.15;;;", "2026-03-12T22:15", "2026-03-12T22:15"),
        ("46093;;;", "2026-03-12T00:00", "2026-03-13T00:00"),
        ("46093,5;;;", "2026-03-12T12:00", "2026-03-12T12:00"),
        ("46093;0.75;;", "2026-03-12T18:00", "2026-03-12T18:00"),
        ("2026-02;;;", "2026-02-01T00:00", "2026-03-01T00:00"),
        ("februari 2026;;;", "2026-02-01T00:00", "2026-03-01T00:00"),
        ("2026-03-12;22:00;2026-03-13;07:00", "2026-03-12T22:00", "2026-03-13T07:00"),
        ("2026-03-12;;2026-03-14;", "2026-03-12T00:00", "2026-03-15T00:00"),
        ("2026-03-12;22:00;;02:00", "2026-03-12T22:00", "2026-03-13T02:00"),
        ("2026-03-12;22:00–02:00;;", "2026-03-12T22:00", "2026-03-13T02:00"),
        ("2026-03-12;12:00-14:00;;", "2026-03-12T12:00", "2026-03-12T14:00"),
        (";;2026-03-12;14:00", "2026-03-12T14:00", "2026-03-12T14:00"),
        ("2026-03-12;24:00;;", "2026-03-13T00:00", "2026-03-13T00:00"),
    ],
)
def test_times_are_read_however_they_are_written(
    parse: Any, row: str, start: str, end: str
) -> None:
    assert span(parse, row) == (local(start), local(end))


def test_a_stated_offset_from_utc_is_kept(parse: Any) -> None:
    start, _ = span(parse, "2026-03-12T22:15:00Z;;;")
    assert datetime.fromtimestamp(start, UTC) == datetime(2026, 3, 12, 22, 15, tzinfo=UTC)


def test_a_month_column_means_some_time_in_that_month(parse: Any) -> None:
    bounds = span(parse, "2022-01-01;x", "month;location\n")
    assert bounds == (local("2022-01-01T00:00"), local("2022-02-01T00:00"))


@pytest.mark.parametrize("word", ["", "okänd", "Okänt", "-", "unknown"])
def test_an_unknown_time_is_kept_as_unknown(parse: Any, word: str) -> None:
    parsed = parse(ImportKind.EST, f"Datum;Plats\n{word};Torget\n")
    assert parsed.frame.start_utc.isna().all()
    assert "1 rad med okänd tid." in parsed.notes


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2025-03-30;02:30;;", "ställdes fram"),
        ("2026-03-12;22:00;2026-03-11;", "före starttiden"),
        ("2026-03-12;22:00;2026-03-12;21:00", "före starttiden"),
        ("2026-03-24;;;", "framtiden"),
        ("2126-03-24;;;", "framtiden"),
        ("1989-12-31;12:00;;", "före 1990"),
        ("2026-02-30;;;", "kan inte läsas"),
        ("i går;;;", "kan inte läsas"),
        ("2026-03-12;25:00;;", "kan inte läsas"),
        ("201203;;;", "kan inte läsas"),
    ],
)
def test_impossible_times_are_rejected_with_their_reason(parse: Any, row: str, words: str) -> None:
    assert words in reason(parse, row)


def test_tomorrow_is_still_believed(parse: Any) -> None:
    assert span(parse, "2026-03-23;;;")[0] == local("2026-03-23T00:00")


def test_the_hour_that_occurs_twice_becomes_the_interval_over_both(parse: Any) -> None:
    start, end = span(parse, "2025-10-26;02:30;;")
    assert end - start == 3600
    assert start == local("2025-10-26T02:30")


def test_american_dates_are_read_as_such_only_where_that_is_proven(parse: Any) -> None:
    proven = parse(ImportKind.EST, "Datum\n3/25/2025\n3/4/2025\n")
    assert proven.frame.start_utc.tolist() == [local("2025-03-25T00:00"), local("2025-03-04T00:00")]
    mixed = parse(ImportKind.EST, "Datum\n3/25/2025\n25/4/2025\n3/4/2025\n")
    assert [r.line for r in mixed.rejects] == [2]
    assert mixed.frame.start_utc.tolist()[1] == local("2025-04-03T00:00")


def test_a_column_with_midnight_on_every_row_holds_dates_only(parse: Any) -> None:
    start, end = span(parse, "2026-03-12 00:00:00", "Datum\n")
    assert (start, end) == (local("2026-03-12T00:00"), local("2026-03-13T00:00"))


def test_a_column_of_excels_fractions_of_a_day_is_read_as_such(parse: Any) -> None:
    parsed = parse(ImportKind.EST, "Datum;Tid\n46093;0,604166667\n46093;0,25\n46093;\n")
    clocks = ("2026-03-12T14:30", "2026-03-12T06:00", "2026-03-12T00:00")
    assert parsed.frame.start_utc.tolist() == [local(clock) for clock in clocks]


def test_a_date_that_may_be_two_days_is_asked_about(parse: Any) -> None:
    with pytest.raises(Uncertain, match="två dagar") as caught:
        parse(ImportKind.EST, HEAD + "12/3/2026;;;\n")
    (question,) = caught.value.questions
    months = {"day_first": 3, "month_first": 12}
    for answer, _ in question.options:
        profile = MappingProfile().answered({question.name: answer})
        parsed = parse(ImportKind.EST, HEAD + "12/3/2025;;;\n", profile=profile)
        assert pd.Timestamp(parsed.frame.start_utc[0] + 7200, unit="s").month == months[answer]


@pytest.mark.parametrize("row", ["9999-12-31;;;", "2026-03-12;;9999-12-31;"])
def test_a_day_at_the_end_of_time_is_in_the_future(parse: Any, row: str) -> None:
    assert "framtiden" in reason(parse, row)


def test_from_and_to_may_stand_in_one_cell(parse: Any) -> None:
    span = "2026-01-03 22:00 - 2026-01-04 02:30"
    frame = parse(ImportKind.EST, f"Brottstid;Plats\n{span};A\n2026-01-05 10:00;B\n").frame
    assert ((frame.end_utc - frame.start_utc) / 3600).tolist() == [4.5, 0]


def test_what_was_written_is_kept_beside_the_time(parse: Any) -> None:
    parsed = parse(ImportKind.EST, HEAD + "12/3 2026;kl 22;;02:00\n")
    assert parsed.frame.time_raw[0] == "12/3 2026 kl 22 02:00"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_way_to_write_a_day_gives_that_day(day: date) -> None:
    expected = (day - date(1970, 1, 1)).days
    ways = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
    serial = str((day - date(1899, 12, 30)).days)
    for text in (*(day.strftime(way) for way in ways), serial):
        found = _clock.read_day(text)
        assert found is not None
        assert found.number == expected


@given(st.datetimes(datetime(1991, 1, 1), datetime(2026, 3, 21)))
def test_local_times_go_to_utc_as_zoneinfo_says(moment: datetime) -> None:
    from geo.sources import _mapping, _tabular, _time
    from geo.sources._faults import Faults

    moment = moment.replace(microsecond=0, fold=0)
    table = _tabular.read(f"Datum\n{moment.isoformat(sep=' ')}\n".encode(), file="a.csv")
    faults = Faults(table)
    fields = _mapping.Fields(table, {"start": 0})
    times = _time.read(fields, faults, today=date(2026, 3, 22), profile=MappingProfile())
    if moment.time() == datetime.min.time():
        return
    there = moment.replace(tzinfo=ZONE)
    exists = there.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) == moment
    assert bool(faults.clean[0]) == exists
    if exists:
        assert times.start[0] == int(there.timestamp())
        later = int(there.replace(fold=1).timestamp())
        assert times.end[0] == later
        assert later - times.start[0] in (0, timedelta(hours=1).seconds)


@given(st.text(max_size=30))
def test_no_text_makes_the_clock_fail(text: str) -> None:
    _clock.read_moment(text)
    _clock.read_clock(text)
    assert _clock.is_month_first(text) in (True, False, None)
