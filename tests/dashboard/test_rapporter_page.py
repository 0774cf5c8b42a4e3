"""Rapporter: each report can be chosen, seen and taken along; what is missing is said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.widgets import report_choice
from geo import meeting, weeks
from geo import records as on_record
from geo.model import Kommun
from geo.publishing.reports import Report
from geo.store import write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.dashboard.test_dashboard_pages import opened, text_of

PAGE = "views/rapporter.py"
NOW = datetime(2026, 3, 23, 9, tzinfo=UTC)


def page(store: Path, patch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = opened(store, patch, kommun="0883", period=DEMO_WEEK, **query)
    return app.switch_page(PAGE).run()


def preview(app: AppTest) -> str:
    """The page in the frame."""
    frames = app.get("iframe")
    return frames[0].proto.srcdoc if frames else ""


def test_every_report_is_offered_with_whom_it_is_for(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_store, monkeypatch)
    assert not app.exception
    assert app.radio[0].options == [each.name for each in report_choice.OFFERED.values()]
    assert {each.value for each in Report} | {"public"} == set(report_choice.OFFERED)
    labels = [button.label for button in app.get("download_button")]
    assert labels[:3] == ["PDF", "HTML", "Text för mejl"]


@pytest.mark.parametrize(
    ("report", "title"),
    [("weekly", "Lägesbild Västervik, vecka 12, 2026"), ("summary", "I korthet: Västervik"),
     ("tertial", "Rapport till rådet: Västervik")],
)  # fmt: skip
def test_a_report_is_shown_as_it_will_be_read(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, report: str, title: str
) -> None:
    app = page(demo_store, monkeypatch, rapport=report)
    assert not app.exception
    assert f"<h1>{title}" in preview(app)
    assert "Content-Security-Policy" in preview(app)


def test_another_report_can_be_chosen(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(demo_store, monkeypatch)
    app.radio[0].set_value("summary").run()
    assert app.query_params["rapport"] == "summary"
    assert "I korthet" in preview(app)


def test_a_place_sheet_asks_for_a_place_and_then_shows_it(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_store, monkeypatch, rapport="place")
    assert "Välj platsen till vänster" in text_of(app)
    picker = next(each for each in app.selectbox if each.label == "Plats")
    name = picker.options[0]
    picker.select(name).run()
    assert not app.exception
    assert f"<h1>{name}</h1>" in preview(app)


def test_the_public_account_has_its_own_page(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_store, monkeypatch, rapport="public")
    (link,) = app.get("page_link")
    assert link.proto.page == "redovisning"
    assert "godkänns på sidan Redovisning" in text_of(app)
    assert not preview(app)


def test_what_a_frozen_meeting_looked_at_can_be_reported(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(str(demo_copy))
    found = on_record.gather(store, "0883")
    held = meeting.open_(store, "0883", weeks.parse(DEMO_WEEK), held=NOW.date(), now=NOW)
    week = meeting.freeze(store, held.meeting_id, records=found, now=NOW)
    app = page(demo_copy, monkeypatch, mote=str(held.meeting_id))
    assert not app.exception
    assert week.seal is not None
    assert week.seal.sha256[:16] in preview(app)
    picker = next(each for each in app.selectbox if each.label == "Vilken version")
    picker.select(picker.options[0]).run()
    assert "inte fryst" in preview(app)


def test_a_kommun_without_places_has_reports_that_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bare.sqlite"
    write.add_kommun(open_store(str(path)), Kommun("0883", "Västervik"))
    app = page(path, monkeypatch)
    assert not app.exception
    assert "lägg in dem på sidan Platser" in preview(app)


def test_an_unknown_report_in_the_address_is_the_usual_one(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_store, monkeypatch, rapport="<script>", mote="９9", plats="-1")
    assert not app.exception
    assert app.radio[0].value == "weekly"
