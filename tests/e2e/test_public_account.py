"""The public page opens from a file, without a network, on a phone, for everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from geo import records, weeks
from geo.publishing import account
from tests import account_store
from tests.account_store import AREAS, KOMMUN, NOW, PEOPLE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_needs_nothing_but_its_file(browser: Browser, tmp_path: Path, width: int) -> None:
    with account_store.made(tmp_path / "planted.sqlite") as store:
        found = records.gather(store, KOMMUN.code)
        period = weeks.parse("2026-T1")
        shown = account.make(store, found, KOMMUN, period, AREAS, PEOPLE, now=NOW)
        done = account.sign(store, KOMMUN.code, shown, by="Kommunpolis", note="", now=NOW)
    path = tmp_path / "redovisning.html"
    path.write_bytes(account.exported(done, now=NOW)["redovisning-0883-2026-T1.html"])
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, bypass_csp=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg a").count() == 2
    label = page.locator("svg a").first.get_attribute("aria-label")
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    assert label is not None
    name, _, number = label.removesuffix(" händelser").partition(": ")
    assert row.locator("th").inner_text() == name
    assert row.locator("td").last.inner_text() == number
    assert Axe().run(page).violations_count == 0
    context.close()
