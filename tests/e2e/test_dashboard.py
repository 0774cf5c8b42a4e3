"""The dashboard in a real browser, as its users have it: a desk, a projector, a phone."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect

from tests.conftest import DEMO_WEEK
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

LAGESBILD = f"/?kommun=0883&period={DEMO_WEEK}"
PATIENCE = 30_000


def the_map(page: Page) -> FrameLocator:
    """The map's frame, once its points are painted."""
    frame = page.frame_locator("iframe")
    expect(frame.locator("canvas.pb-incidents[data-painted]")).to_be_visible(timeout=PATIENCE)
    return frame


def zoom_of(page: Page) -> float:
    """The zoom of the map in its frame."""
    frame = next(each for each in page.frames if "streamlit_folium" in each.url)
    return float(frame.evaluate("window.map.getZoom()"))


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_start_page_answers_at_the_top_and_asks_nobody_outside(
    demo_url: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(demo_url + LAGESBILD, width=width, height=height)
    the_map(page)
    expect(page.get_by_role("heading", name="Vecka 12, 2026")).to_be_visible()
    expect(page.locator(".pb-headline")).to_contain_text("händelser")
    expect(page.locator(".pb-basis")).to_contain_text("rader kunde placeras")
    assert page.foreign == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.lang") == "sv"
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0


@pytest.mark.parametrize("path", [LAGESBILD, "/platser?kommun=0883", "/om"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(demo_url: str, open_page: Open, path: str, width: int) -> None:
    page = open_page(demo_url + path, width=width)
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=PATIENCE)
    if path != "/om":
        expect(page.frame_locator("iframe").locator(".leaflet-interactive").first).to_be_attached(
            timeout=PATIENCE
        )
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_a_week_change_keeps_the_zoom_and_changes_the_url(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + LAGESBILD)
    frame = the_map(page)
    before = zoom_of(page)
    frame.get_by_role("button", name="Zooma in").click()
    page.wait_for_function(
        "z => [...document.querySelectorAll('iframe')].some("
        "f => f.contentWindow.map && f.contentWindow.map.getZoom() > z)",
        arg=before,
    )
    zoomed = zoom_of(page)
    page.get_by_role("button", name="‹").click()
    expect(page.get_by_role("heading", name="Vecka 11, 2026")).to_be_visible(timeout=PATIENCE)
    the_map(page)
    assert zoom_of(page) == zoomed
    assert "2026-W11" in page.url


def test_a_row_in_the_table_explains_itself_and_is_linkable(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + LAGESBILD)
    the_map(page)
    page.get_by_role("button", name="Karstorp", exact=True).click()
    card = page.locator(".st-key-pb_card")
    expect(card).to_contain_text("Karstorp", timeout=PATIENCE)
    expect(card).to_contain_text("Grova brott")
    expect(page.locator("tr[aria-current=true]")).to_contain_text("Karstorp")
    linked = open_page(page.url)
    expect(linked.locator(".st-key-pb_card")).to_contain_text("Karstorp", timeout=PATIENCE)


def test_a_click_on_the_map_selects_the_row(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + LAGESBILD)
    frame = the_map(page)
    frame.locator("path.leaflet-interactive").first.click(force=True)
    expect(page.locator("tr[aria-current=true]")).to_be_visible(timeout=PATIENCE)


def test_a_place_within_another_can_be_clicked(demo_url: str, open_page: Open) -> None:
    page = open_page(f"{demo_url}{LAGESBILD}&plats=6")
    frame = the_map(page)
    frame.locator("path.leaflet-interactive").last.click(force=True)
    smallest = page.locator(
        "tr[aria-current=true]", has_text=re.compile("Gångtunneln|Stora torget")
    )
    expect(smallest).to_be_visible(timeout=PATIENCE)


def test_the_register_and_its_map_select_the_same_place(demo_url: str, open_page: Open) -> None:
    page = open_page(f"{demo_url}/platser?kommun=0883&plats=6")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pb-name[data-selected]")).to_have_text("Karstorp", timeout=PATIENCE)
    frame.locator("path.leaflet-interactive").last.click(force=True)
    expect(frame.locator(".pb-name[data-selected]")).not_to_have_text("Karstorp", timeout=PATIENCE)
    assert "plats=6" not in page.url


def test_layers_can_be_hidden(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + LAGESBILD)
    frame = the_map(page)
    page.get_by_text("Händelser", exact=True).first.click()
    expect(frame.locator("canvas.pb-incidents")).to_have_count(0, timeout=PATIENCE)
    expect(frame.locator("path.leaflet-interactive").first).to_be_attached()
    assert "lager=" in page.url


def test_the_bars_are_walked_with_the_arrow_keys(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url + LAGESBILD)
    the_map(page)
    page.get_by_role("slider", name="Händelser per period").press("ArrowLeft")
    expect(page.get_by_role("heading", name="Vecka 11, 2026")).to_be_visible(timeout=PATIENCE)


def test_the_headers_keep_the_page_to_this_server(demo_url: str, open_page: Open) -> None:
    page = open_page(demo_url)
    answer = page.request.get(demo_url)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert page.request.get(f"{demo_url}/health").json()["status"] == "ok"


def test_tiles_are_asked_for_only_where_a_setting_names_a_server(
    demo_store: Path, tmp_path: Path, open_page: Open
) -> None:
    asked: list[str] = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    tiles = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    Thread(target=tiles.serve_forever, daemon=True).start()
    (tmp_path / "platsbild.toml").write_text(
        f'[tiles]\nurl = "http://127.0.0.1:{tiles.server_port}/{{z}}/{{x}}/{{y}}.png"\n'
        'attribution = "Egen karta"\n',
        encoding="utf-8",
    )
    with running(demo_store, tmp_path) as url:
        page = open_page(url + LAGESBILD)
        frame = the_map(page)
        expect(frame.get_by_text("Egen karta")).to_be_visible()
    tiles.shutdown()
    tiles.server_close()
    assert any(path.endswith(".png") for path in asked)


def test_the_server_listens_to_this_machine_only(demo_url: str) -> None:
    port = int(demo_url.rsplit(":", 1)[1])
    found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    others = {str(each[4][0]) for each in found} - {"127.0.0.1"}
    others.add("127.0.0.2")
    for address in others:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, port)) != 0, address


def test_an_empty_store_says_what_to_do(tmp_path: Path, open_page: Open) -> None:
    with running(tmp_path / "new.sqlite", tmp_path) as url:
        page = open_page(url)
        expect(page.get_by_role("heading", name="Här finns inga kommuner än")).to_be_visible(
            timeout=PATIENCE
        )
        expect(page.get_by_text("platsbild demo", exact=False).first).to_be_visible()


def test_a_broken_store_says_what_to_do(tmp_path: Path, open_page: Open) -> None:
    store = tmp_path / "broken.sqlite"
    store.write_bytes(b"this is not a database, not at all" * 100)
    with running(store, tmp_path) as url:
        page = open_page(url)
        expect(page.get_by_role("alert")).to_contain_text("inte ett lager", timeout=PATIENCE)
