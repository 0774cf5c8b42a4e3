"""Året and the Besökslager in a browser, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import DEMO_WEEK

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PATIENCE = 60_000
SETTLED = """() => [...document.querySelectorAll("[data-testid=stElementContainer]")]
    .every((each) => getComputedStyle(each).opacity === "1")"""
"""What is run again is faded while it waits, which is no fault of its colours."""


@pytest.mark.parametrize("width", [1440, 390])
def test_the_calendar_opens_at_this_week_and_axe_finds_nothing(
    demo_url: str, open_page: Open, width: int
) -> None:
    page = open_page(f"{demo_url}/aret?kommun=0883", width=width)
    now = page.locator("th[aria-current=date]")
    expect(now).to_be_visible(timeout=PATIENCE)
    expect(now).to_be_in_viewport()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Årets besök")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.foreign == []  # type: ignore[attr-defined]
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_a_screen_reader_hears_what_a_square_means(demo_url: str, open_page: Open) -> None:
    page = open_page(f"{demo_url}/aret?kommun=0883")
    expect(page.locator("th[aria-current=date]")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("cell", name="planerat").first).to_be_attached()
    expect(page.get_by_role("rowheader", name="Edsbruk").first).to_be_attached()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_visit_layer_colours_the_map_and_its_table_selects_a_place(
    demo_url: str, open_page: Open, width: int
) -> None:
    page = open_page(f"{demo_url}/?kommun=0883&period={DEMO_WEEK}", width=width)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pb-name").first).to_be_attached(timeout=PATIENCE)
    page.get_by_text("Besökslager", exact=True).click()
    expect(page.locator(".pb-legend")).to_contain_text("senaste veckan", timeout=PATIENCE)
    expect(frame.locator(".pb-name", has_text="✕").first).to_be_attached(timeout=PATIENCE)
    table = page.get_by_role("table", name="Platser efter senaste besök")
    table.get_by_role("button", name="Edsbruk").click(timeout=PATIENCE)
    expect(page.locator("tr[aria-current=true]")).to_contain_text("Edsbruk", timeout=PATIENCE)
    page.wait_for_function(SETTLED)
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_the_film_has_no_visit_layer(demo_url: str, open_page: Open) -> None:
    page = open_page(f"{demo_url}/?kommun=0883&period={DEMO_WEEK}&farg=besok&film=1")
    expect(page.get_by_role("switch", name="Besökslager")).to_be_disabled(timeout=PATIENCE)
