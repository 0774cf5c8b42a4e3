"""Löften in a browser on a phone: a promise is chosen, explained and logged; axe finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import DEMO_UNTIL
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
PATIENCE = 60_000


def test_a_promise_is_chosen_and_an_activity_logged_on_a_phone(
    demo_store: Path, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    store = Path(shutil.copy(demo_store, tmp_path / "own.sqlite"))
    with running(store, tmp_path) as url:
        page = open_page(f"{url}/loften?kommun=0883&dag={DEMO_UNTIL}", width=390, height=844)
        tistel = page.get_by_role("button", name="Samverkan mot kriminell ekonomi i Tistel")
        tistel.first.click(timeout=PATIENCE)
        card = page.locator(".st-key-pb_promise")
        expect(card.get_by_role("heading", level=2)).to_contain_text(
            "kriminell ekonomi", timeout=PATIENCE
        )
        expect(card.get_by_role("heading", level=2)).to_be_in_viewport()
        assert "lofte=vastervik-2025%2Ftistel_ekonomi" in page.url
        card.get_by_text("Logga en aktivitet", exact=True).click()
        card.get_by_role("textbox", name="Vad visar det?").first.fill("Protokoll 7")
        card.get_by_role("button", name="Spara aktiviteten").click()
        expect(card.get_by_role("status")).to_contain_text("sparad", timeout=PATIENCE)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert page.foreign == []  # type: ignore[attr-defined]
        found = Axe().run(page)
        assert found.response["violations"] == [], found.generate_report()
