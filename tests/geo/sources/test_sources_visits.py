from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from geo.model import ImportKind

HEAD = "Datum;Tid;Plats;Minuter;Antal poliser;Till fots;Orsak;Åtgärd;Iakttagelse;Dialog\n"


def test_a_demo_row_fills_every_column(parse: Any) -> None:
    text = HEAD + "2026-03-12;14:00;Torget;15;2;ja;Samling;Patrull;Lugnt;nej\n"
    row = parse(ImportKind.VISITS, text).frame.iloc[0]
    at = datetime.fromtimestamp(row.start_utc, ZoneInfo("Europe/Stockholm"))
    assert at.isoformat() == "2026-03-12T14:00:00+01:00"
    assert (row.place_text, row.minutes, row.officers) == ("Torget", 15, 2)
    assert (row.on_foot, row.dialogue) == (True, False)
    assert (row.cause, row.measure, row.observation) == ("Samling", "Patrull", "Lugnt")


def test_a_visit_without_a_time_of_day_counts_at_noon(parse: Any) -> None:
    parsed = parse(ImportKind.VISITS, HEAD + "2026-03-12;;Torget;;;;;;;\n")
    at = datetime.fromtimestamp(parsed.frame.start_utc[0], ZoneInfo("Europe/Stockholm"))
    assert (at.day, at.hour) == (12, 12)
    assert parsed.frame.minutes.isna().all()


def test_a_visit_without_a_day_is_rejected(parse: Any) -> None:
    parsed = parse(ImportKind.VISITS, HEAD + ";;Torget;;;;;;;\n")
    assert parsed.rejects[0].reason == "Besöket saknar datum."


def test_minutes_that_are_no_number_are_rejected(parse: Any) -> None:
    rows = "2026-03-12;;A;femton;;;;;;\n2026-03-12;;A;-5;;;;;;\n2026-03-12;;A;9999;;;;;;\n"
    parsed = parse(ImportKind.VISITS, HEAD + rows)
    assert [reject.column for reject in parsed.rejects] == ["Minuter"] * 3


def test_minutes_follow_from_start_and_end_where_they_are_not_stated(parse: Any) -> None:
    text = "Start;Slut;Plats\n2026-03-12 14:00;2026-03-12 14:20;Torget\n"
    assert parse(ImportKind.VISITS, text).frame.minutes.tolist() == [20]


def test_person_data_is_masked(parse: Any) -> None:
    text = HEAD + "2026-03-12;;Torget;15;2;ja;x;x;Talade med 811228-9874;ja\n"
    assert parse(ImportKind.VISITS, text).frame.observation[0] == "Talade med [personnummer]"
