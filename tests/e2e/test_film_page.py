"""The weeks moved through in the browser: no word with the server until the user opens one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect

from tests.conftest import DEMO_WEEK
from tests.e2e.conftest import running
from tests.e2e.test_hostile import HOSTILE, hostile_store

__all__ = ["hostile_store"]

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

FILM = f"/?kommun=0883&period={DEMO_WEEK}&film=1"
PATIENCE = 30_000


def the_film(page: Page, week: str = "Vecka 12, 2026") -> FrameLocator:
    """The map's frame, once the film shows a week."""
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pb-film b")).to_have_text(week, timeout=PATIENCE)
    return frame


def painted(frame: FrameLocator) -> int:
    return int(frame.locator("canvas.pb-incidents").get_attribute("data-painted") or -1)


def name_of(frame: FrameLocator, place: str) -> str:
    return frame.locator(".pb-name", has_text=re.compile(f"^.{place}$")).inner_text()


def test_the_slider_restyles_places_and_points_without_a_word_to_the_server(
    demo_url: str, open_page: Open
) -> None:
    page = open_page("about:blank")
    said: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda each: said.append(each)))
    page.goto(demo_url + FILM)
    frame = the_film(page)
    slider = frame.get_by_role("slider", name="Veckorna, en i taget")
    slider.focus()
    points, karstorp = painted(frame), name_of(frame, "Karstorp")
    hatched = frame.locator("path[fill^='url(']").count()
    page.on("request", lambda each: said.append(each.url))
    said.clear()
    for week in (11, 10, 9, 8):
        slider.press("ArrowLeft")
        expect(frame.locator(".pb-film b")).to_have_text(f"Vecka {week}, 2026")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"Vecka 8, 2026: \d+ händelser"))
    assert painted(frame) != points
    assert (karstorp[0], name_of(frame, "Karstorp")[0]) == ("▲", "○")
    assert frame.locator("path[fill^='url(']").count() < hatched
    slider.press("Home")
    expect(frame.locator(".pb-film b")).to_have_text(re.compile("2025"))
    slider.press("End")
    expect(frame.locator(".pb-film b")).to_have_text("Vecka 12, 2026")
    assert painted(frame) == points
    assert name_of(frame, "Karstorp") == karstorp
    assert said == []
    assert page.foreign == []  # type: ignore[attr-defined]


def test_open_takes_the_page_to_the_week_and_the_film_stays_there(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(demo_url + FILM)
    frame = the_film(page)
    expect(frame.get_by_role("button", name="Öppna veckan")).to_be_disabled()
    slider = frame.get_by_role("slider")
    for _ in range(3):
        slider.press("ArrowLeft")
    the_film(page, "Vecka 9, 2026")
    said = frame.locator(".pb-film-said span").inner_text()
    frame.get_by_role("button", name="Öppna veckan").click()
    expect(page.get_by_role("heading", name="Vecka 9, 2026")).to_be_visible(timeout=PATIENCE)
    expect(frame.get_by_role("button", name="Öppna veckan")).to_be_disabled(timeout=PATIENCE)
    the_film(page, "Vecka 9, 2026")
    expect(page.locator(".pb-headline")).to_contain_text(said)
    expect(slider).to_be_focused()
    assert "period=2026-W09" in page.url
    assert "film=1" in page.url


def test_selecting_a_place_keeps_where_the_film_stands(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + FILM)
    frame = the_film(page)
    frame.get_by_role("slider").press("ArrowLeft")
    the_film(page, "Vecka 11, 2026")
    page.get_by_role("button", name="Edsbruk", exact=True).click()
    expect(frame.locator(".pb-name[data-selected]")).to_contain_text("Edsbruk", timeout=PATIENCE)
    the_film(page, "Vecka 11, 2026")
    expect(page.get_by_role("heading", name="Vecka 12, 2026")).to_be_visible()


def test_another_week_on_the_page_moves_the_film(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + FILM)
    frame = the_film(page)
    frame.get_by_role("slider").press("Home")
    page.get_by_role("button", name="‹").click()
    the_film(page, "Vecka 11, 2026")


def test_playing_goes_on_to_the_last_week_and_stops(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + FILM)
    frame = the_film(page)
    slider = frame.get_by_role("slider")
    for _ in range(3):
        slider.press("ArrowLeft")
    the_film(page, "Vecka 9, 2026")
    frame.get_by_role("button", name="Spela upp").click()
    expect(frame.get_by_role("button", name="Pausa")).to_be_visible()
    the_film(page, "Vecka 12, 2026")
    expect(frame.get_by_role("button", name="Spela upp")).to_be_visible()
    frame.get_by_role("button", name="Spela upp").click()
    expect(frame.locator(".pb-film b")).to_have_text(re.compile("2025"))
    frame.get_by_role("button", name="Pausa").click()
    expect(frame.get_by_role("button", name="Spela upp")).to_be_visible()


def test_the_film_is_turned_on_and_off_in_the_picker_and_the_url(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(demo_url + FILM.replace("&film=1", ""))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pb-visit").first).to_be_attached(timeout=PATIENCE)
    page.get_by_text("Spela upp", exact=True).click()
    the_film(page)
    expect(frame.locator(".pb-visit")).to_have_count(0)
    expect(page.locator(".pb-legend")).not_to_contain_text("besök")
    assert "film=1" in page.url
    page.get_by_text("Händelser", exact=True).first.click()
    expect(frame.locator("canvas.pb-incidents")).to_have_count(0, timeout=PATIENCE)
    page.get_by_text("Spela upp", exact=True).click()
    expect(frame.locator(".pb-film")).to_have_count(0, timeout=PATIENCE)
    expect(frame.locator(".pb-visit").first).to_be_attached()
    assert "film=1" not in page.url


def test_other_lengths_of_period_have_films_in_their_own_words(
    demo_url: str, open_page: Open
) -> None:
    page = open_page(demo_url + FILM.replace(DEMO_WEEK, "2026-02"))
    frame = the_film(page, "Februari 2026")
    expect(frame.get_by_role("button", name="Öppna månaden")).to_be_disabled()
    expect(frame.get_by_role("slider", name="Månaderna, en i taget")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bar_is_large_enough_for_a_thumb_and_axe_finds_nothing(
    demo_url: str, open_page: Open, width: int
) -> None:
    page = open_page(demo_url + FILM, width=width)
    frame = the_film(page)
    for name in ("Spela upp", "Öppna veckan"):
        box = frame.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    bar = frame.locator(".pb-film").bounding_box()
    assert bar is not None
    for path in frame.locator("path.leaflet-interactive").all():
        place = path.bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= bar["y"]
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_hostile_names_are_shown_as_they_are(
    hostile_store: Path,
    tmp_path: Path,
    open_page: Open,
) -> None:
    dialogs: list[str] = []
    with running(hostile_store, tmp_path) as url:
        page = open_page("about:blank")
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(url + FILM)
        frame = the_film(page)
        expect(frame.locator(".pb-name")).to_contain_text(HOSTILE)
        frame.get_by_role("slider").press("ArrowLeft")
        the_film(page, "Vecka 11, 2026")
        frame.locator("path.leaflet-interactive").first.hover(force=True)
        expect(frame.locator(".pb-tip b")).to_have_text(HOSTILE)
        expect(frame.locator(".pb-tip span")).to_contain_text("0 händelser")
        content = page.content() + "".join(each.content() for each in page.frames)
    assert dialogs == []
    assert "1337" not in content
