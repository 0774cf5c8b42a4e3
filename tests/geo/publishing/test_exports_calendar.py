"""The calendar: whole days, identities that stay, and nobody's own words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar, Component

from geo import weeks
from geo.model import Arrangement, ImportKind
from geo.publishing.exports.what import Format, Wanted, What
from geo.store import arrangements
from geo.store.engine import Store
from tests.export_store import HOSTILE, KOMMUN, NOW, exported, filled, measures, put


@pytest.fixture
def store(tmp_path) -> Store:
    return filled(tmp_path)


def events(store: Store, what: What, *, now: datetime = NOW, period: str = "") -> list[Component]:
    wanted = Wanted(what, Format.CALENDAR, weeks.parse(period) if period else None)
    content = exported(store, wanted, now=now).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_deadline_is_a_whole_day_with_place_kind_owner_and_status(store: Store) -> None:
    by_day = {event.decoded("dtstart"): event for event in events(store, What.MEASURES)}
    assert set(by_day) == {date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)}
    event = by_day[date(2026, 4, 1)]
    assert str(event["summary"]) == f"Sista dag: Klottersanering, {HOSTILE[0]}"
    assert event.decoded("dtend") == date(2026, 4, 2)
    assert str(event["description"]) == "Ägare: Kommunen\nStatus: beslutad"
    assert str(event["transp"]) == "TRANSPARENT"


def test_an_abandoned_measure_is_cancelled_and_an_ended_one_says_so(store: Store) -> None:
    status = {str(e["status"]) for e in events(store, What.MEASURES, period="2026-05")}
    assert status == {"CANCELLED"}
    put(store, ImportKind.MEASURES, measures().iloc[:1].assign(status="klar", content_hash="n"))
    told = [str(event["summary"]) for event in events(store, What.MEASURES, period="2026-04")]
    assert told == [f"Klar: Sista dag: Klottersanering, {HOSTILE[0]}"]


def test_the_same_day_has_the_same_identity_and_a_higher_number_after_a_change(
    store: Store,
) -> None:
    before = {str(e["uid"]): int(e["sequence"]) for e in events(store, What.CALENDAR)}
    put(store, ImportKind.MEASURES, measures().assign(deadline="2026-06-30", content_hash="later"))
    after = {
        str(e["uid"]): int(e["sequence"])
        for e in events(store, What.CALENDAR, now=NOW + timedelta(minutes=5))
    }
    assert set(before) < set(after)  # one measure had no deadline before
    assert all(after[uid] > before[uid] for uid in before)
    assert len(after) == len(events(store, What.CALENDAR))


def test_free_text_of_measures_stays_in_the_store(store: Store) -> None:
    content = exported(store, Wanted(What.MEASURES, Format.CALENDAR)).content.decode()
    for text in ("SUM(A1)", "Ring Anna", "lugnare", "Okänd plats"):
        assert text not in content


def test_the_calendar_has_deadlines_occasions_and_arrangements(store: Store) -> None:
    place = Arrangement("Vårmarknad; torget", date(2026, 4, 25), date(2026, 4, 27), 1, "hemligt")
    whole = Arrangement("Loppis", date(2026, 4, 30), date(2026, 5, 1))
    for each in (place, whole):
        arrangements.save(store, KOMMUN.code, each, at_utc=int(NOW.timestamp()))
    found = events(store, What.CALENDAR, period="2026-04")
    told = {str(event["summary"]): event for event in found}
    assert {"Arrangemang: Vårmarknad; torget", "Arrangemang: Loppis"} < set(told)
    assert any(title.startswith("Risktillfälle: Valborg") for title in told)
    assert any(title.startswith("Sista dag: ") for title in told)
    fair = told["Arrangemang: Vårmarknad; torget"]
    assert (fair.decoded("dtstart"), fair.decoded("dtend")) == (
        date(2026, 4, 25), date(2026, 4, 27),
    )  # fmt: skip
    assert str(fair["location"]) == HOSTILE[0]
    assert not any("hemligt" in str(event) for event in found)
    assert str(told["Arrangemang: Loppis"]["location"]) == "hela kommunen"


def test_decisions_are_the_measures_that_a_meeting_has_decided(store: Store) -> None:
    days = {event.decoded("dtstart") for event in events(store, What.DECISIONS)}
    assert days == {date(2026, 4, 1), date(2026, 5, 1)}
