from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geo.errors import FormatError
from geo.model import ImportKind, Kommun
from geo.sources import polisen_events

ZONE = ZoneInfo("Europe/Stockholm")


def event(**changes: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "datetime": "2026-03-20 9:48:12 +01:00",
        "name": "20 mars 05.43, Stöld/inbrott, Västervik",
        "summary": "Inbrott i kiosk.",
        "url": "/aktuellt/x/",
        "type": "Stöld/inbrott",
        "location": {"name": "Kalmar län", "gps": "57,16"},
        **changes,
    }


def read(parse: Any, *events: Any) -> Any:
    return parse(ImportKind.NOTICES, json.dumps(list(events)))


def test_an_unpadded_hour_and_the_event_time_in_the_name_are_read(parse: Any) -> None:
    row = read(parse, event()).frame.iloc[0]
    published = datetime.fromtimestamp(row.published_utc, ZONE)
    assert published.isoformat() == "2026-03-20T09:48:12+01:00"
    assert datetime.fromtimestamp(row.event_utc, ZONE) == datetime(2026, 3, 20, 5, 43, tzinfo=ZONE)


@pytest.mark.parametrize("name", ["31 december 23.50, Brand, X", "31 december 23:50, Brand, X"])
def test_an_event_before_new_year_published_after_it_gets_the_old_year(name: str) -> None:
    published = datetime(2026, 1, 1, 7, 0, tzinfo=ZONE)
    assert polisen_events.event_time(name, published) == datetime(2025, 12, 31, 23, 50, tzinfo=ZONE)


def test_a_name_without_a_time_leaves_the_event_time_unknown(parse: Any) -> None:
    assert read(parse, event(name="Uppdatering, Västervik")).frame.event_utc.isna().all()


def test_the_kommun_is_the_location_or_the_last_part_of_the_name(parse: Any) -> None:
    old = event(id=2, location={"name": "Västervik"}, name="20 mars 05:44, Brand, Västervik")
    other = event(id=3, name="20 mars 05.45, Brand, Vimmerby")
    parsed = read(parse, event(), old, other)
    assert len(parsed.frame) == 2
    assert parsed.rows == 2
    assert "1 notis för andra kommuner lämnades." in parsed.notes


def test_trailing_and_nonbreaking_spaces_are_cleaned(parse: Any) -> None:
    row = read(parse, event(type="Trafikkontroll ", summary="A\u00a0b")).frame.iloc[0]
    assert (row.type, row.summary) == ("Trafikkontroll", "A b")


def test_one_event_under_two_ids_gets_one_key(parse: Any) -> None:
    keys = read(parse, event(), event(id=2, datetime="2026-03-20 10:01:00 +01:00")).frame.row_key
    assert keys.nunique() == 1


def test_a_changed_separator_does_not_make_another_event(parse: Any) -> None:
    twin = event(name="20 mars 05:43, Stöld/inbrott, Västervik")
    assert read(parse, event(), twin).frame.row_key.nunique() == 1


def test_summaries_are_marked(parse: Any) -> None:
    row = read(parse, event(type="Sammanfattning natt")).frame.iloc[0]
    assert row.summary_notice


def test_notices_without_a_readable_time_or_shape_are_rejected(parse: Any) -> None:
    late = event(datetime="2027-01-01 10:00:00 +01:00")
    parsed = read(parse, event(datetime="nyss"), late, ["ingen notis"])
    assert parsed.rows == 3
    assert [reject.line for reject in parsed.rejects] == [2, 3, 4]


def test_person_data_is_masked(parse: Any) -> None:
    assert read(parse, event(summary="Ring 070-1234567")).frame.summary[0] == "Ring [telefon]"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 100_000, b"null", b'"x"'])
def test_what_is_no_feed_is_refused(parse: Any, content: bytes) -> None:
    with pytest.raises(FormatError):
        parse(ImportKind.NOTICES, content)


def test_lone_surrogates_and_nulls_do_not_break_the_text(parse: Any) -> None:
    broken = '[{"datetime": "2026-03-20 09:48:12 +01:00", "name": "x\\ud800, Västervik",'
    parsed = parse(ImportKind.NOTICES, broken + '"summary": "a\\u0000b"}]')
    assert parsed.frame.summary[0] == "ab"
    assert not polisen_events.is_about({}, Kommun("0883", "Västervik"))
