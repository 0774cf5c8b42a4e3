"""Behov in a real browser: a slider by keys, a place by a click, read by eye and by ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import running
from tests.e2e.test_hostile import HOSTILE, hostile_store

__all__ = ["hostile_store"]  # a fixture is found by its name

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

BEHOV = "/behov?kommun=0883&fran_dag=2026-03-23"
PATIENCE = 30_000


def shown(page: Page) -> None:
    """Wait until the table is drawn and the foot is there."""
    expect(page.get_by_role("button", name="Karstorp", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)


def test_a_slider_moved_by_keys_tells_at_once_who_moves(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + BEHOV)
    shown(page)
    expect(page.get_by_text("Det här är vikterna som används")).to_be_visible()
    page.get_by_role("slider", name="Otrygghet").focus()
    page.keyboard.press("End")
    expect(page.get_by_text(re.compile(r"byter? rang mot profilen Standard"))).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text(re.compile(r"▲ från \d+")).first).to_be_visible()
    assert "vikter=35_100_" in page.url
    assert page.foreign == []  # type: ignore[attr-defined]


def test_a_click_on_a_place_shows_its_week(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + BEHOV)
    shown(page)
    page.get_by_role("button", name="Gunnebo", exact=True).click()
    expect(page.get_by_role("heading", name="Gunnebo: behov")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-need-week tbody td")).to_have_count(84)
    assert "plats=" in page.url


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_finds_nothing_and_nothing_overflows(
    demo_url: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(demo_url + BEHOV, width=width, height=height)
    shown(page)
    page.get_by_text("Skadevikter: vad en händelse").click()
    expect(page.get_by_text("BrB 8 kap. 5 §")).to_be_visible()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_hostile_names_are_shown_as_they_are(
    hostile_store: Path, tmp_path: Path, open_page: Open
) -> None:
    dialogs: list[str] = []
    with running(hostile_store, tmp_path) as url:
        page = open_page(f"{url}/behov?kommun=0883&fran_dag=2026-03-23")
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("button", name=HOSTILE).first).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".pb-answer")).to_contain_text(HOSTILE)
        content = page.content()
    assert dialogs == []
    assert "1337" not in content
