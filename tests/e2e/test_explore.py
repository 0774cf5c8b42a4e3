"""Utforska in a real browser: filters, charts that filter, the address, downloads, two widths."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Download, Page, expect

from geo.explore import spreadsheet
from geo.model import ImportKind, Kommun
from geo.store import selections, write
from geo.store.engine import open_store
from tests import store_frames
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PAGE = "/utforska?kommun=0883&fran=2025-12-29&till=2026-03-22"
PATIENCE = 30_000


def explored(open_page: Open, url: str, **size: int) -> Page:
    """The page, once its map is painted and its bars are there."""
    page = open_page(url, **size)
    canvas = page.frame_locator("iframe").first.locator("canvas[data-painted]").first
    expect(canvas).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".chart.vecka .bar").first).to_be_visible(timeout=PATIENCE)
    return page


def downloaded(page: Page, label: str) -> Path:
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name=label).click()
    found: Download = waiting.value
    return Path(found.path())


def test_filters_are_in_the_address_and_a_reload_shows_the_same(
    demo_url: str, open_page: Open
) -> None:
    page = explored(open_page, demo_url + PAGE)
    page.get_by_role("button", name="fre: ").click()
    expect(page.locator(".pb-headline")).to_contain_text("· fre ·", timeout=PATIENCE)
    page.get_by_role("button", name="kl. 22–23: ").click()
    expect(page.locator(".pb-headline")).to_contain_text("fre 22–23", timeout=PATIENCE)
    page.get_by_role("button", name="kl. 01–02: ").click(modifiers=["Shift"])
    expect(page.locator(".pb-headline")).to_contain_text("fre 22–02", timeout=PATIENCE)
    page.wait_for_url(re.compile("timmar=22-02"))
    assert "dagar=fre" in page.url
    told = page.locator(".pb-headline").inner_text()
    again = explored(open_page, page.url)
    expect(again.locator(".pb-headline")).to_have_text(told, timeout=PATIENCE)
    assert again.get_by_role("button", name="fre: ").get_attribute("aria-pressed") == "true"
    assert page.foreign == []  # type: ignore[attr-defined]


def test_a_bar_is_reached_and_pressed_with_the_keyboard(demo_url: str, open_page: Open) -> None:
    page = explored(open_page, demo_url + PAGE)
    page.get_by_role("button", name="mån: ").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".pb-headline")).to_contain_text("· tis ·", timeout=PATIENCE)
    expect(page.get_by_role("button", name="tis: ")).to_be_focused()


def test_the_csv_is_the_table_that_is_shown(demo_url: str, open_page: Open) -> None:
    page = explored(open_page, f"{demo_url}{PAGE}&karta=rutor&tabell=Per plats")
    table = page.locator("table.pb-explore")
    shown = [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in table.locator("tr").all()
    ]
    text = downloaded(page, "CSV: Per plats").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    start = rows.index([])
    assert dict(rows[:start])["Kommun"] == "Västervik"
    told = [[spreadsheet.unguarded(cell) for cell in row] for row in rows[start + 1 :]]
    assert told == shown


def test_the_map_is_a_picture_and_the_rest_are_files(demo_url: str, open_page: Open) -> None:
    page = explored(open_page, f"{demo_url}{PAGE}&karta=heta")
    with Image.open(downloaded(page, "PNG: heta punkter")) as picture:
        assert picture.size == (1600, 1200)
        assert len(picture.getcolors(2**24) or ()) > 50
    assert downloaded(page, "XLSX").read_bytes().startswith(b"PK")
    assert downloaded(page, "GeoPackage").read_bytes().startswith(b"SQLite format 3")


def test_two_maps_stand_beside_each_other_and_each_has_its_own_filter(
    demo_url: str, open_page: Open
) -> None:
    page = explored(open_page, demo_url + PAGE)
    page.get_by_text("Jämför två urval").click()
    expect(page.locator("iframe")).to_have_count(2, timeout=PATIENCE)
    expect(page.locator(".charts")).to_have_count(2, timeout=PATIENCE)
    page.locator(".charts").nth(1).get_by_role("button", name="lör: ").click()
    expect(page.locator(".pb-headline").nth(1)).to_contain_text("lör", timeout=PATIENCE)
    expect(page.locator(".pb-headline").nth(0)).not_to_contain_text("lör")
    page.wait_for_url(re.compile("b_dagar=lor"))
    expect(page.locator("table.pb-explore")).to_contain_text("95 %-intervall")


def test_a_popover_of_fields_filters(demo_url: str, open_page: Open) -> None:
    page = explored(open_page, demo_url + PAGE)
    page.get_by_role("button", name="Dygn: ").click()
    page.get_by_text("i mörker", exact=True).click()
    expect(page.locator(".pb-headline")).to_contain_text("i mörker", timeout=PATIENCE)
    page.wait_for_url(re.compile("ljus=morker"))


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("query", ["", "&karta=heta&tabell=Händelser", "&karta=rutor&jamfor=ja"])
def test_axe_finds_nothing_and_nothing_overflows(
    demo_url: str, open_page: Open, query: str, width: int, height: int
) -> None:
    page = explored(open_page, demo_url + PAGE + query, width=width, height=height)
    expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0


HOSTILE = "![x](http://evil.example/a.png) <img src=x onerror=alert(1)> {{7*191}} ${alert(2)} `x`"


@pytest.fixture
def hostile_store(tmp_path: Path) -> Path:
    """A store in which a place, its incidents and a selection have hostile names."""
    path = tmp_path / "hostile.sqlite"
    square = shapely.box(586_000, 6_401_000, 588_000, 6_403_000).wkb
    rows = [
        (ImportKind.PLACES, store_frames.places(["a"], name=[HOSTILE], geometry=[square])),
        (ImportKind.EST, store_frames.incidents([str(n) for n in range(40)], place_text=HOSTILE)),
    ]
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        for kind, frame in rows:
            write.save(
                store, store_frames.parsed(kind, frame), kommun="0883", file="fil.csv",
                sha256="0" * 64, imported_utc=1_800_000_000,
            )  # fmt: skip
        selections.save(store, "0883", HOSTILE[:80], "timmar=21-03", at_utc=1)
    return path


def test_hostile_names_are_text_in_every_field(
    hostile_store: Path, tmp_path: Path, open_page: Open
) -> None:
    dialogs: list[str] = []
    with running(hostile_store, tmp_path) as url:
        page = explored(open_page, f"{url}/utforska?kommun=0883&platser=1&vy=1&tabell=Händelser")
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        expect(page.locator("table.pb-explore")).to_contain_text(HOSTILE, timeout=PATIENCE)
        expect(page.locator(".pb-headline")).to_contain_text(HOSTILE)
        page.get_by_role("button", name="Område: ").click()
        expect(page.locator("[data-testid=stMultiSelect]").first).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Sparade urval").click()
        label = HOSTILE[:80].replace("http:", "http:\u2060")  # so that no link comes of it
        expect(page.get_by_role("button", name=label)).to_be_visible()
        content = page.content() + "".join(each.content() for each in page.frames)
    assert dialogs == []
    assert "1337" not in content
    assert "<img src=x" not in content
    assert page.foreign == []  # type: ignore[attr-defined]
