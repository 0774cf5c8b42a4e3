"""Effekt in a real browser: read by ear, on a phone, moved through by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

EFFEKT = "/effekt?kommun=0883&plats=6&fran=2025-12-01"
PATIENCE = 30_000


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_series_is_moved_through_by_keys_and_axe_finds_nothing(
    demo_url: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(demo_url + EFFEKT, width=width, height=height)
    plot = page.get_by_role("slider", name="Händelser per vecka på Karstorp")
    expect(plot).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)
    plot.focus()
    before = plot.get_attribute("aria-valuetext")
    page.keyboard.press("Home")
    assert "(före)" in (plot.get_attribute("aria-valuetext") or "")
    assert plot.get_attribute("aria-valuetext") != before
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.foreign == []  # type: ignore[attr-defined]
