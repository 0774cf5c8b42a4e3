"""Möte on the demo and on nothing: opened, decided, settled, frozen, and looked at again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import meeting, records, weeks
from geo.meeting import Changed
from geo.model import Kommun, MeasureStatus
from geo.store import meetings, priorities, write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.dashboard.test_dashboard_pages import opened, text_of

VIEW, KOMMUN = "views/mote.py", "0883"
HOSTILE = "{{7*191}} <img src=x onerror=alert(1)> [a](javascript:1)"
A_DAY = timedelta(days=1)


def shown(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = opened(store, monkeypatch, **{"kommun": KOMMUN, "period": DEMO_WEEK} | query)
    app.switch_page(VIEW).run()
    assert not app.exception
    return app


def html_of(app: AppTest) -> str:
    """Only what is written as HTML."""
    return "\n".join(each.proto.body for each in app.get("html"))


def chip(app: AppTest) -> str:
    """The key of the first proposal."""
    return next(b.key for b in app.button if str(b.key).startswith("mote_chip_"))


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception


def keys(app: AppTest, begin: str) -> list[str]:
    return [str(b.key) for b in app.button if str(b.key).startswith(begin)]


def test_a_meeting_is_held_from_its_opening_to_the_frozen_week(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch)
    assert "Inget möte har hållits än" in html_of(app)
    press(app, "mote_open")
    text = html_of(app)
    assert "Möte 1 · Vecka 12, 2026" in text
    assert "Inget är beslutat på tidigare möten" in text
    assert "Karstorp" in text

    first = chip(app)
    press(app, first)
    assert first not in keys(app, "mote_chip_")
    press(app, chip(app))
    assert "Beslut på mötet: 2 beslut" in html_of(app)
    press(app, keys(app, "mote_undo_")[0])
    assert "Beslut på mötet: 1 beslut" in html_of(app)
    press(app, "mote_prio_6")
    assert "1 plats till nästa möte" in html_of(app)

    press(app, "mote_ask")
    press(app, "mote_not_yet")
    press(app, "mote_ask")
    press(app, "mote_freeze")
    text = html_of(app)
    assert "Fryst vecka 12, 2026" in text
    assert "kontrollsumma" in text
    assert app.query_params["mote"] in ("1", ["1"])
    with open_store(demo_copy) as store:
        week = meeting.reopen(store, 1)
    assert [m.place for m in week.decided] == ["Karstorp"]
    assert [p.place_id for p in week.priorities] == [6]
    assert week.picture.headline in text.replace("&nbsp;", " ")
    press(app, "mote_now")
    assert "Inget möte är öppet. Senast: möte 1" in html_of(app)
    press(app, "mote_earlier_1")
    assert "Fryst vecka 12, 2026" in html_of(app)


def test_decisions_of_the_last_meeting_are_settled_with_one_press(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _held_a_week_ago(demo_copy)
    app = shown(demo_copy, monkeypatch)
    press(app, "mote_open")
    assert "2 beslut: 1 försenat, 1 ej påbörjat" in html_of(app)
    assert "1 dag sen, ej påbörjad" in html_of(app)
    press(app, keys(app, "mote_klar_")[0])
    press(app, keys(app, "mote_fortsatter_")[1])
    assert "2 beslut: 1 klart, 1 pågår" in html_of(app)
    with open_store(demo_copy) as store:
        known = records.gather(store, KOMMUN).measures
    mine = known["meeting"] == "1"
    assert set(known["status"][mine]) == {
        MeasureStatus.DONE,
        MeasureStatus.ONGOING,
    }


def _held_a_week_ago(path: Path) -> None:
    before = datetime.now(UTC) - 7 * A_DAY
    today = date.today()
    with open_store(path) as store:
        held = meeting.open_(
            store, KOMMUN, weeks.parse("2026-W11"), held=today - 7 * A_DAY, now=before
        )
        for kind, last in (("stadning", today - A_DAY), ("vaxtlighet", today + 20 * A_DAY)):
            meeting.decide(store, held.meeting_id, 6, kind, kind, "", last, now=before)
        found = records.gather(store, KOMMUN)
        meeting.freeze(store, held.meeting_id, records=found, now=before)


def test_what_who_and_when_are_changed_and_hostile_text_stays_text(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch)
    press(app, "mote_open")
    app.selectbox(key="mote_other_None_0").set_value("dialog").run()
    assert not app.exception
    what = next(t for t in app.text_input if str(t.key).startswith("mote_what_"))
    what.set_value(HOSTILE).run()
    with open_store(demo_copy) as store:
        known = records.gather(store, KOMMUN).measures
        (row_key,) = known["row_key"][known["meeting"] == "1"]
        last = date.today() + A_DAY
        meeting.change(
            store, 1, row_key, Changed(owner=HOSTILE, deadline=last), now=datetime.now(UTC)
        )
    app.run()
    assert not app.exception
    assert "<img" not in html_of(app)
    who = next(each for each in app.selectbox if str(each.key).startswith("mote_owner_"))
    assert who.value == HOSTILE
    press(app, "mote_ask")
    press(app, "mote_freeze")
    assert "Hela kommunen" in html_of(app)
    assert "<img" not in html_of(app)
    with open_store(demo_copy) as store:
        (decided,) = meeting.reopen(store, 1).decided
    assert (decided.what, decided.owner, decided.deadline) == (HOSTILE, HOSTILE, last)


def test_a_place_is_put_first_by_its_toggle_and_no_longer(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch, plats="15")
    press(app, "mote_open")
    app.toggle(key="mote_first_15_False").set_value(True).run()
    assert not app.exception
    with open_store(demo_copy) as store:
        (saved,) = priorities.priorities(store, KOMMUN)
    assert (saved.place_id, saved.first_day) == (15, date.today())
    app.toggle(key="mote_first_15_True").set_value(False).run()
    with open_store(demo_copy) as store:
        assert priorities.priorities(store, KOMMUN) == ()


def test_an_arrangement_is_noted_and_removed(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch)
    press(app, "mote_open")
    app.text_input(key="mote_a_name").set_value("Marknad " + HOSTILE)
    next(b for b in app.button if b.label == "Lägg till").click().run()
    assert not app.exception
    assert "Marknad {{7*191}} &lt;img" in html_of(app)
    press(app, "mote_arranged_1")
    assert "Marknad" not in html_of(app)


def test_somebody_else_froze_it_meanwhile_is_said(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch)
    press(app, "mote_open")
    key = chip(app)
    with open_store(demo_copy) as store:
        found = records.gather(store, KOMMUN)
        meeting.freeze(store, 1, records=found, now=datetime.now(UTC))
    press(app, key)
    assert "är fryst och kan inte ändras" in app.toast[0].value


def test_an_empty_meeting_is_taken_away(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = shown(demo_copy, monkeypatch)
    press(app, "mote_open")
    press(app, "mote_cancel")
    assert "Inget möte har hållits än" in html_of(app)
    with open_store(demo_copy) as store:
        assert meetings.meetings(store, KOMMUN) == ()


@pytest.mark.parametrize("number", ["99", "x", "9" * 40, HOSTILE])
def test_a_meeting_that_is_not_there_gives_the_page_all_the_same(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    assert "Inget möte" in html_of(shown(demo_store, monkeypatch, mote=number))


def test_a_kommun_without_places_can_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun(KOMMUN, "Västervik"))
    app = shown(tmp_path / "new.sqlite", monkeypatch)
    press(app, "mote_open")
    assert "Kommunen har inga platser än" in html_of(app)
    press(app, "mote_ask")
    press(app, "mote_freeze")
    assert "Kommunen hade inga platser" in html_of(app)


def test_an_empty_and_a_broken_store_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(tmp_path / "new.sqlite", monkeypatch)
    app.switch_page(VIEW).run()
    assert "platsbild demo" in app.code[0].value
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database" * 500)
    app = opened(broken, monkeypatch)
    app.switch_page(VIEW).run()
    assert not app.exception
    assert "inte ett lager" in text_of(app)
