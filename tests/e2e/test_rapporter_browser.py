"""A report in a browser: readable at a desk and on a telephone, and the page that offers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from geo.publishing import weekly
from geo.report.html import to_html
from tests.conftest import DEMO_WEEK
from tests.report_weeks import HOSTILE, week

Open = Callable[..., Page]


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_a_report_and_it_asks_for_nothing(
    open_page: Open, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(weekly(week(8, name=HOSTILE))), encoding="utf-8")
    page = open_page(file.as_uri(), width=width)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.foreign == []  # type: ignore[attr-defined]


def test_the_preview_shows_the_report_and_the_pdf_comes_at_a_press(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(f"{demo_url}/rapporter?kommun=0883&period={DEMO_WEEK}")
    shown = page.frame_locator(".st-key-pb_report_preview iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text(
        "Lägesbild Västervik, vecka 12, 2026", timeout=60_000
    )
    with page.expect_download() as held:
        page.locator(".st-key-pb_report_files").get_by_role("button", name="PDF").click()
    assert held.value.suggested_filename == f"lagesbild-0883-{DEMO_WEEK}.pdf"
    assert Path(held.value.path()).read_bytes().startswith(b"%PDF")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
