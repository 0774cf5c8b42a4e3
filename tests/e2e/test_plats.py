"""The page of one place in a real browser: opened from the lägesbild, read by eye, key and ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import DEMO_WEEK
from tests.e2e.conftest import running
from tests.e2e.test_hostile import HOSTILE, hostile_store

__all__ = ["hostile_store"]  # a fixture is found by its name

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

LAGESBILD = f"/?kommun=0883&period={DEMO_WEEK}&plats=6"
PLATS = f"/plats?kommun=0883&period={DEMO_WEEK}&plats=6"
PATIENCE = 30_000


def painted(page: Page) -> None:
    """Wait until the chart is drawn, the points are painted and the foot is there."""
    frame = page.frame_locator("iframe")
    expect(frame.locator("canvas.pb-incidents[data-painted]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)
    expect(chart(page).locator("svg").first).to_be_visible(timeout=PATIENCE)


def chart(page: Page):  # type: ignore[no-untyped-def]
    """The series, which is one control for the keyboard."""
    return page.get_by_role("slider", name="Händelser per period")


def zoom_of(page: Page) -> float:
    """The zoom of the map in its frame."""
    frame = next(each for each in page.frames if "streamlit_folium" in each.url)
    return float(frame.evaluate("window.map.getZoom()"))


def test_from_the_lagesbild_to_a_place_and_back_in_time_by_keys(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(demo_url + LAGESBILD)
    link = page.get_by_role("link", name="Öppna platsen")
    expect(link).to_be_visible(timeout=PATIENCE)
    reason = page.locator(".st-key-pb_card p").first.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Karstorp", level=1)).to_be_visible(timeout=PATIENCE)
    painted(page)
    assert re.search(r"plats\?.*plats=6", page.url)
    expect(page.locator(".pb-answer")).to_contain_text(reason)
    expect(page.locator(".pb-clock")).to_be_visible()

    chart(page).focus()
    expect(chart(page)).to_have_attribute("aria-valuetext", re.compile("^Vecka 12, 2026: "))
    page.keyboard.press("ArrowLeft")
    expect(chart(page)).to_have_attribute("aria-valuetext", re.compile("^Vecka 11, 2026: "))
    page.keyboard.press("Enter")
    expect(page.locator(".pb-headline")).to_contain_text("Vecka 11, 2026", timeout=PATIENCE)
    assert "period=2026-W11" in page.url
    assert page.foreign == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_finds_nothing_and_nothing_overflows(
    demo_url: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(demo_url + PLATS, width=width, height=height)
    painted(page)
    page.get_by_text("Visa som tabell", exact=True).click()
    expect(page.get_by_role("region", name="Tabell över perioderna")).to_be_visible()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_first_screen_holds_the_answer_the_series_the_map_and_the_clock(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(demo_url + PLATS)
    painted(page)
    for part in (page.locator(".pb-answer"), chart(page), page.locator("iframe"),
                 page.locator(".pb-clock")):  # fmt: skip
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900


def test_the_map_comes_no_closer_than_positions_are_known(demo_url: str, open_page: Open) -> None:
    page = open_page(f"{demo_url}{PLATS.replace('plats=6', 'plats=7')}")
    painted(page)
    assert zoom_of(page) <= 15
    closer = page.frame_locator("iframe").get_by_role("button", name="Zooma in")
    expect(closer).to_have_attribute("aria-disabled", "true")


def test_another_span_keeps_the_view_of_the_map_and_stands_in_the_url(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(demo_url + PLATS)
    painted(page)
    before = zoom_of(page)
    page.frame_locator("iframe").get_by_role("button", name="Zooma ut").click()
    page.wait_for_function(
        "z => [...document.querySelectorAll('iframe')].some("
        "f => f.contentWindow.map && f.contentWindow.map.getZoom() < z)",
        arg=before,
    )
    zoomed = zoom_of(page)
    page.get_by_role("radio", name="12 veckor").click()
    expect(page.get_by_text("som tabell (12 veckor)")).to_be_visible(timeout=PATIENCE)
    painted(page)
    assert zoom_of(page) == zoomed
    assert "spann=12" in page.url


def test_hostile_text_is_shown_as_it_is_and_runs_nowhere(
    hostile_store: Path, tmp_path: Path, open_page: Open
) -> None:
    dialogs: list[str] = []
    with running(hostile_store, tmp_path) as url:
        page = open_page(f"{url}/plats?kommun=0883&period={DEMO_WEEK}&plats=1")
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        painted(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE)
        expect(page.frame_locator("iframe").locator(".pb-name")).to_contain_text(HOSTILE)
        expect(chart(page)).to_have_attribute("aria-valuetext", re.compile(re.escape(HOSTILE)))
        expect(page.locator(".pb-table", has_text="Dialog")).to_contain_text(HOSTILE)
        expect(page.locator(".pb-list")).to_contain_text(HOSTILE)
        content = page.content() + "".join(each.content() for each in page.frames)
    assert dialogs == []
    assert "1337" not in content
    assert page.foreign == []  # type: ignore[attr-defined]
