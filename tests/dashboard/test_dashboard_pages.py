"""Every page with a demo, an empty and a broken store; no browser needed."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.model import Reject
from tests.conftest import DEMO_WEEK

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
VIEWS = [
    "views/lagesbild.py",
    "views/mote.py",
    "views/plats.py",
    "views/platser.py",
    "views/utforska.py",
    "views/patrull.py",
    "views/logga.py",
    "views/aret.py",
    "views/behov.py",
    "views/loften.py",
    "views/atgarder.py",
    "views/effekt.py",
    "views/rapporter.py",
    "views/redovisning.py",
    "views/importera.py",
    "views/om.py",
]


def opened(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The app on a store, run once."""
    monkeypatch.setenv("PLATSBILD_STORE", str(store))
    st.cache_resource.clear()
    app = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def text_of(app: AppTest) -> str:
    """All text and HTML on the page."""
    shown = [getattr(each, "value", None) or getattr(each.proto, "body", "") for each in app.main]
    return "\n".join(str(each) for each in [*shown, *(h.proto.body for h in app.get("html"))])


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_opens_on_the_demo(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK, plats="6")
    app.switch_page(view).run()
    assert not app.exception
    app.run()
    assert not app.exception


def test_the_start_page_says_week_count_and_basis(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK)
    assert app.title[0].value == "Vecka 12, 2026"
    assert "händelser" in text_of(app)
    assert "rader kunde placeras" in text_of(app)


def test_the_incidents_of_the_week_are_told_in_words(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK)
    app.toggle(key="show_incidents").set_value(True).run()
    table = app.dataframe[0].value
    assert {"EST-rapport", "polisanmälan"} <= set(table["Källa"])
    assert table["Från"].str.fullmatch(r"2026-03-\d\d \d\d:\d\d|").all()


def test_the_buttons_step_a_week_either_way(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK)
    next(b for b in app.button if b.label == "‹").click().run()
    assert app.title[0].value == "Vecka 11, 2026"
    next(b for b in app.button if b.label == "›").click().run()
    assert app.title[0].value == "Vecka 12, 2026"


def test_a_week_with_nothing_in_it_looks_intended(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period="2019-W01")
    assert not app.exception
    assert "Inga händelser" in text_of(app)


@pytest.mark.parametrize("period", ["2026-W60", "x", "{{7*191}}", ""])
def test_a_period_that_means_nothing_gives_a_page_all_the_same(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, period: str
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period=period)
    assert not app.exception
    assert app.title[0].value.startswith("Vecka ")


def test_unknown_kommun_and_place_in_the_url_are_overlooked(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="9999", plats="-1", lager="x")
    assert not app.exception


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_store_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    app = opened(tmp_path / "new.sqlite", monkeypatch)
    assert not app.exception
    app.switch_page(view).run()
    assert not app.exception
    assert "platsbild demo" in app.code[0].value


@pytest.mark.parametrize("view", VIEWS)
def test_a_broken_store_is_one_sentence_and_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database" * 500)
    app = opened(broken, monkeypatch)
    app.switch_page(view).run()
    assert not app.exception
    assert "inte ett lager" in text_of(app)


def test_what_is_edited_in_the_grid_is_the_whole_row_by_its_number_on_record() -> None:
    from dashboard.widgets import import_history

    shown = [
        Reject(3, "Datum", "fel", (("Datum", "x"), ("Plats", "A")), reject_id=7),
        Reject(4, "Datum", "fel", (("Datum", "y"), ("Plats", "B")), reject_id=8),
    ]
    edits: dict[int, dict[str, object]] = {1: {"Datum": "2026-03-13", "Plats": None}}
    assert import_history._edited(shown, edits) == {8: {"Datum": "2026-03-13", "Plats": ""}}
