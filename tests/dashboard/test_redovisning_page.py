"""Redovisning: choose, look, sign, take along."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.store import publications
from geo.store.engine import open_store
from tests.account_store import made
from tests.dashboard.test_dashboard_pages import opened, text_of

PAGE = "views/redovisning.py"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    path = tmp_path / "planted.sqlite"
    made(path).close()
    return path


def asked(store: Path, patch: pytest.MonkeyPatch) -> AppTest:
    app = opened(store, patch, kommun="0883", redovisning="2026-T1").switch_page(PAGE).run()
    app.number_input(key="people_0883").set_value(20_000)
    app.number_input(key="people_0883_1").set_value(3_000)
    app.number_input(key="people_0883_2").set_value(2_500)
    return app.button[0].click().run()


def test_the_page_says_what_to_do_before_anything_is_shown(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883").switch_page(PAGE).run()
    assert not app.exception
    assert "Inget lämnar huset förrän det är förhandsgranskat och signerat" in text_of(app)


def test_a_preview_shows_the_numbers_and_every_rule(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asked(planted, monkeypatch)
    assert not app.exception
    told = text_of(app)
    for part in ("färre än 5", "visas inte", "minst 5 olika tal", "lämnar aldrig huset"):
        assert part in told
    with open_store(str(planted)) as store:
        assert not publications.publications(store, "0883")


def test_nothing_is_signed_without_a_function_and_a_tick(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asked(planted, monkeypatch)
    app.button[1].click().run()
    assert "Inget är signerat" in text_of(app)
    app.selectbox(key="sign_by_0883_2026-T1").select("Kommunpolis")
    app.checkbox(key="sign_read_0883_2026-T1").check()
    app.button[1].click().run()
    assert not app.exception
    assert "Signerad av Kommunpolis" in text_of(app)
    with open_store(str(planted)) as store:
        (one,) = publications.publications(store, "0883")
    assert one.signed_by == "Kommunpolis"
    assert len(app.get("download_button")) == 5
