"""Another outline for a place, from a file and from text, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PATIENCE = 30_000
KARSTORP = "/platser?kommun=0883&plats=6"
HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(2)> ![x](http://evil.example/x.png) `x`"
RING = [[16.619, 57.7485], [16.615, 57.7525], [16.62, 57.7565], [16.63, 57.756], [16.633, 57.752],
        [16.624, 57.748], [16.619, 57.7485]]  # fmt: skip


@pytest.fixture
def url(demo_copy: Path, tmp_path: Path) -> Iterator[str]:
    """A server of its own, as these tests write."""
    with running(demo_copy, tmp_path) as address:
        yield address


def named(name: str) -> dict[str, Any]:
    """A feature with the new outline."""
    shape = {"type": "Polygon", "coordinates": [RING]}
    return {"type": "Feature", "properties": {"namn": name} if name else {}, "geometry": shape}


def collection(*names: str) -> bytes:
    features = [named(name) for name in names]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def give(page: Page, content: bytes, name: str = "karstorp ny.geojson") -> None:
    """Open the panel and choose a file."""
    page.get_by_text("Ändra ytan", exact=True).click(timeout=PATIENCE)
    chooser = page.locator("input[type=file]")
    expect(chooser).to_be_attached(timeout=PATIENCE)
    chooser.set_input_files({"name": name, "mimeType": "application/geo+json", "buffer": content})


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Spara den nya ytan")


def choose(page: Page, which: Locator, name: str) -> None:
    """Choose from a list; one that opens while the page is still being written closes again."""
    option = page.get_by_role("option", name=name)
    for _ in range(10):
        which.press("ArrowDown")
        try:
            expect(option).to_be_visible(timeout=3_000)
        except AssertionError:
            continue
        break
    option.click()


def test_a_file_is_compared_saved_and_taken_back(url: str, open_page: Open) -> None:
    page = open_page(url + KARSTORP, width=2600)  # wide enough for the register's last columns
    panel = page.locator(".st-key-pb_change")
    area = page.get_by_test_id("glide-cell-5-5")  # Karstorp's row, Hektar's column
    expect(panel).to_contain_text("57,0 hektar, ungefärlig", timeout=PATIENCE)
    expect(area).to_have_text(re.compile(r"^56\.9|^57\.0"))
    give(page, json.dumps(named("")).encode())
    expect(panel.get_by_role("row", name="Hektar")).to_have_text("Hektar57,068,8", timeout=PATIENCE)
    expect(panel.get_by_role("row", name="Andel")).to_contain_text("91\u00a0%")
    drawn = page.frame_locator(".st-key-pb_change iframe")
    expect(drawn.locator("path.pb-before")).to_have_attribute("stroke-dasharray", "7 6")
    expect(drawn.locator("path.pb-after")).to_have_attribute("fill", "#1f4e79")
    expect(page.locator(".st-key-pb_change_map")).to_contain_text("före (streckad)")
    save_button(page).click()
    receipt = panel.get_by_role("status")
    expect(receipt).to_contain_text("Karstorp ersatt: 57,0 → 68,8 ha", timeout=PATIENCE)
    expect(panel).to_contain_text("68,8 hektar, exakt. Källa: karstorp ny.geojson")
    expect(area).to_have_text(re.compile(r"^68\.[78]"))
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.get_by_role("button", name="Ångra ändringen").click()
    expect(receipt).to_contain_text("ångrad", timeout=PATIENCE)
    expect(panel).to_contain_text("57,0 hektar, ungefärlig")
    expect(area).to_have_text(re.compile(r"^56\.9|^57\.0"))


def test_text_is_edited_and_compared(url: str, open_page: Open) -> None:
    page = open_page(url + KARSTORP)
    panel = page.locator(".st-key-pb_change")
    page.get_by_text("Ändra ytan", exact=True).click(timeout=PATIENCE)
    page.get_by_text("Ändra som text", exact=True).click(timeout=PATIENCE)
    text = page.get_by_role("textbox", name="Ytan som GeoJSON")
    expect(text).to_have_value(re.compile("16.62069, 57.74861"), timeout=PATIENCE)
    text.fill("{ingen geojson")
    page.get_by_role("button", name="Jämför").click()
    expect(panel.get_by_role("alert")).to_contain_text("kan läsas", timeout=PATIENCE)
    text.fill(json.dumps(named("")["geometry"]))
    page.get_by_role("button", name="Jämför").click()
    expect(save_button(page)).to_be_visible(timeout=PATIENCE)
    save_button(page).click()
    expect(panel).to_contain_text("Källa: ändrad för hand", timeout=PATIENCE)
    expect(panel).to_contain_text("68,8 hektar, ungefärlig")


def test_hostile_names_are_shown_as_typed(url: str, open_page: Open) -> None:
    page = open_page(url + KARSTORP)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    give(page, collection(HOSTILE, "En annan"), name="<img src=x onerror=alert(3)>.geojson")
    which = page.get_by_role("combobox", name="vilken är det")
    expect(which).to_be_visible(timeout=PATIENCE)
    choose(page, which, HOSTILE)
    expect(page.locator(".pb-warning")).to_contain_text(HOSTILE, timeout=PATIENCE)
    save_button(page).click()
    expect(page.locator(".st-key-pb_change")).to_contain_text("onerror=alert(3)", timeout=PATIENCE)
    assert dialogs == []
    assert page.foreign == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_panel(
    demo_url: str, open_page: Open, width: int, scheme: str
) -> None:
    page = open_page(demo_url + KARSTORP, width=width)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.reload()
    give(page, collection("Karstorp", "En annan"))
    drawn = page.frame_locator(".st-key-pb_change iframe")
    expect(drawn.locator("canvas.pb-incidents[data-painted]")).to_be_visible(timeout=PATIENCE)
    expect(save_button(page)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("group", name="Fil med den nya ytan")).to_be_visible()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    if width == 390:
        for target in (save_button(page), page.locator("[data-testid=stRadioOption]").first):
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0
