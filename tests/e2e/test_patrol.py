"""Patrullplan in a real browser: a walk is asked for, changed, saved, printed and carried."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import running
from tests.e2e.test_hostile import HOSTILE, hostile_store

__all__ = ["hostile_store"]  # a fixture is found by its name

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PATIENCE = 60_000
EVENING = "kommun=0883&pass=2026-03-20.18:00-22:00"


@pytest.fixture(scope="module")
def url(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of their own, as these tests write."""
    folder = tmp_path_factory.mktemp("patrull")
    with running(Path(shutil.copy(demo_store, folder / "copy.sqlite")), folder) as address:
        yield address


def found(page: Page) -> None:
    """Wait until the search is over and the stops can be changed."""
    expect(page.get_by_role("button", name="Ändra: ").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)


def test_from_a_proposal_over_a_change_to_a_saved_plan_on_paper(
    url: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{url}/patrull?{EVENING}")
    page.get_by_role("button", name="Föreslå").click(timeout=PATIENCE)
    found(page)
    stops = page.locator("li.stop")
    before = stops.count()
    assert before >= 2
    expect(stops.first).to_contain_text("därför: ")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pb-stop").first).to_be_visible(timeout=PATIENCE)

    stops.first.get_by_role("button", name="Ändra: ").click()
    stops.first.get_by_role("button", name="Ta bort stoppet: ").click()
    expect(page.locator(".pb-patrol-cost")).to_contain_text("behov", timeout=PATIENCE)
    expect(stops).to_have_count(before - 1, timeout=PATIENCE)
    assert "andring=" in page.url

    page.get_by_role("button", name="Spara som kvällens plan").click()
    expect(page.get_by_text("Sparad som kvällens plan kl.")).to_be_visible(timeout=PATIENCE)
    assert re.search(r"visa=\d+", page.url)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="PDF").click()
    download.value.save_as(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename == "patrull-2026-03-20.pdf"
    assert not page.foreign  # type: ignore[attr-defined]


def test_the_address_of_a_changed_plan_shows_it_again(url: str, open_page: Open) -> None:
    page = open_page(f"{url}/patrull?{EVENING}&fro=5")
    found(page)
    page.get_by_role("button", name="Ändra: ").nth(1).click()
    page.get_by_role("button", name="Fem minuter längre: ").first.click()
    expect(page.locator(".pb-patrol-cost")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("20 min", exact=True)).to_be_visible(timeout=PATIENCE)
    again = open_page(page.url)
    found(again)
    expect(again.get_by_text("20 min", exact=True)).to_be_visible(timeout=PATIENCE)
    again.get_by_role("button", name="Ångra").click()
    expect(again.locator(".pb-patrol-cost")).to_have_count(0, timeout=PATIENCE)


def test_on_a_telephone_the_list_is_the_interface_and_the_map_unfolds(
    url: str, open_page: Open
) -> None:
    page = open_page(f"{url}/patrull?{EVENING}&fro=5", width=390, height=844)
    found(page)
    expect(page.locator("li.stop").first).to_be_in_viewport()
    link = page.locator("a.log").first
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert re.search(r"logga\?kommun=0883", str(link.get_attribute("href")))
    expect(page.locator("iframe")).not_to_be_in_viewport()
    page.get_by_text("Visa kartan").click()
    expect(page.locator("iframe")).to_be_in_viewport(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_screen_reader_finds_no_fault(url: str, open_page: Open) -> None:
    page = open_page(f"{url}/patrull?{EVENING}&fro=5")
    found(page)
    page.get_by_role("button", name="Ändra: ").first.click()
    # Streamlit's own skip link: axe knows it as one only where a page link follows it in its frame.
    results = Axe().run(page, context={"exclude": [["[data-testid=stSkipToContent]"]]})
    assert results.violations_count == 0, results.generate_report()


def test_what_users_wrote_is_only_text_on_map_and_list(
    hostile_store: Path, tmp_path: Path, open_page: Open
) -> None:
    with running(hostile_store, tmp_path) as address:
        page = open_page(f"{address}/patrull?{EVENING}&fro=5")
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        found(page)
        expect(page.locator("body")).to_contain_text(HOSTILE[:12], timeout=PATIENCE)
        assert not dialogs
        assert "1337" not in page.locator("li.stop").all_inner_texts()
