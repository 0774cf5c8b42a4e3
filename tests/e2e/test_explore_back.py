"""Utforska and the browser's buttons: back is a step back, the address says what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_explore import PAGE, PATIENCE, explored

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_back_lets_go_of_what_was_chosen_last(demo_url: str, open_page: Open) -> None:
    page = explored(open_page, demo_url + PAGE)
    headline = page.locator(".pb-headline")
    page.get_by_role("button", name="fre: ").click()
    expect(headline).to_contain_text("· fre ·", timeout=PATIENCE)
    page.get_by_role("button", name="kl. 22–23: ").click()
    expect(headline).to_contain_text("fre 22–23", timeout=PATIENCE)
    page.go_back()
    expect(headline).to_contain_text("· fre ·", timeout=PATIENCE)
    page.go_back()
    expect(headline).not_to_contain_text("fre", timeout=PATIENCE)
    assert "dagar" not in page.url
    page.go_forward()
    expect(headline).to_contain_text("· fre ·", timeout=PATIENCE)


def test_the_selection_is_there_and_in_the_address_after_another_page(
    demo_url: str, open_page: Open
) -> None:
    page = explored(open_page, demo_url + PAGE)
    page.get_by_role("button", name="fre: ").click()
    expect(page.locator(".pb-headline")).to_contain_text("· fre ·", timeout=PATIENCE)
    told = page.locator(".pb-headline").inner_text()
    page.get_by_role("button", name="Underlag").click()
    page.get_by_role("menuitem", name="Platser").click()
    expect(page.get_by_role("heading", name=re.compile("platser i"))).to_be_visible(
        timeout=PATIENCE
    )
    page.get_by_role("button", name="Läget").click()
    page.get_by_role("menuitem", name="Utforska").click()
    expect(page.locator(".pb-headline")).to_have_text(told, timeout=PATIENCE)
    page.wait_for_url(re.compile("dagar=fre"))
    again = explored(open_page, page.url)
    expect(again.locator(".pb-headline")).to_have_text(told, timeout=PATIENCE)
