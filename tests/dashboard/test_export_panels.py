"""The panels of files and letters: what is offered, what is refused, and what the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.cached import exports
from geo import weeks
from geo.model import Audience, ImportKind
from geo.publishing.exports.what import Format, Wanted, What
from tests.dashboard.test_dashboard_pages import text_of
from tests.export_store import KOMMUN, filled, incidents, new_store, put

PAGE = Path(__file__).parent / "export_page.py"
JANUARY = weeks.parse("2026-01")


def page_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PLATSBILD_STORE", str(folder / "exports.sqlite"))
    st.cache_resource.clear()
    return AppTest.from_file(str(PAGE), default_timeout=60)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    filled(tmp_path)
    return page_of(tmp_path, monkeypatch).run()


def offered(page: AppTest, prefix: str) -> dict[str, str]:
    """The download buttons by their ending, and the name of the file as the page tells it."""
    buttons = page.get("download_button")
    return {each.proto.label: each.proto.id for each in buttons if f"-{prefix}_" in each.proto.id}


def test_every_kind_is_offered_in_its_formats(page: AppTest) -> None:
    assert not page.exception
    assert list(offered(page, "export")) == ["CSV", "Excel", "GeoPackage för QGIS", "GeoJSON"]
    page.selectbox(key="export_what").set_value(What.CALENDAR).run()
    assert list(offered(page, "export")) == ["Kalenderfil"]


def test_what_may_not_be_public_is_refused_with_the_way_to_go(page: AppTest) -> None:
    page.radio(key="export_whom").set_value(Audience.PUBLIC).run()
    assert not page.exception
    assert not offered(page, "export")
    assert "lämnar aldrig huset" in text_of(page)
    page.selectbox(key="export_what").set_value(What.PROMISES).run()
    assert list(offered(page, "export")) == ["CSV", "Excel"]


def test_an_account_that_nobody_has_signed_is_not_offered(page: AppTest) -> None:
    page.selectbox(key="export_what").set_value(What.ACCOUNT).run()
    assert not page.exception
    assert not offered(page, "export")
    assert "Granska och signera den på sidan Redovisning" in text_of(page)


def test_a_letter_is_offered_to_each_organisation_with_reports(page: AppTest) -> None:
    known = page.selectbox(key="feedback_to")
    assert known.options == ["Bostads AB, 16 rapporter", "Skolan, 15 rapporter"]
    assert list(offered(page, "feedback")) == ["PDF", "HTML", "Text för mejl"]
    assert not page.code
    page.toggle(key="feedback_read").set_value(True).run()
    assert page.code[0].value.startswith("Återkoppling till Bostads AB\n")


def test_without_reports_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(new_store(tmp_path), ImportKind.EST, incidents(3).assign(organisation=""))
    page = page_of(tmp_path, monkeypatch).run()
    assert not page.exception
    assert "läs in rapporter med en kolumn för organisation" in text_of(page)


def test_the_files_behind_the_buttons_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    page_of(tmp_path, monkeypatch)
    wanted = Wanted(What.VISITS, Format.CSV, JANUARY)
    assert exports.name(KOMMUN, wanted) == "platsbild-vastervik-besok-2026-01-internt.csv"
    assert exports.content(KOMMUN.code, wanted).startswith(b"\xef\xbb\xbfKommun;")
    asked = (KOMMUN.code, JANUARY, "skolan")
    assert exports.paper(*asked).startswith(b"%PDF")
    assert b'<html lang="sv"' in exports.page(*asked)
