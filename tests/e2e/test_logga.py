"""A visit logged on a phone: few taps, nothing lost on a reload, counted at once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from geo.store.engine import open_store
from geo.weeks import short_day
from tests import tonights_plan
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PATIENCE = 30_000
LOGGA = "/logga?kommun=0883"
HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(2)> `x` 811228-9874"


@pytest.fixture(scope="module")
def url(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of their own, as these tests write."""
    folder = tmp_path_factory.mktemp("logga")
    with running(Path(shutil.copy(demo_store, folder / "copy.sqlite")), folder) as address:
        yield address


def phone(open_page: Open, address: str) -> Page:
    return open_page(address, width=390, height=844)


def first_place(page: Page) -> Locator:
    return page.get_by_role("button", name="Logga besök i").first


def test_two_taps_from_the_page_to_saved_and_counted_at_once(url: str, open_page: Open) -> None:
    page = phone(open_page, url + LOGGA)
    place = first_place(page)
    expect(place).to_be_visible(timeout=PATIENCE)
    name = str(place.get_attribute("aria-label")).removeprefix("Logga besök i ")
    place.click()  # the first tap
    save = page.get_by_role("button", name="Spara besöket")
    expect(save).to_be_in_viewport(timeout=PATIENCE)
    save.dblclick()  # the second, by a thumb that trembles
    receipt = page.get_by_role("status")
    expect(receipt).to_contain_text(re.compile(rf"Sparat: {name} .* av 100 i år"), timeout=PATIENCE)
    today = date.today()
    day = f"{today.day} {short_day(today).split()[-1][:3]}"
    rows = page.get_by_role("list", name="Senaste besöken").get_by_role("listitem")
    expect(rows.filter(has_text=day).filter(has_text=name)).to_have_count(1)
    year, week, _ = today.isocalendar()
    page.goto(f"{url}/?kommun=0883&period={year}-W{week:02d}")
    row = page.get_by_role("row").filter(has=page.get_by_role("button", name=name, exact=True))
    last_visit = row.get_by_role("cell").last
    expect(last_visit).to_have_text(re.compile(r"^[0-6] d$"), timeout=PATIENCE)


def test_two_taps_from_tonights_plan_to_saved_and_ticked(
    demo_copy: Path, tmp_path: Path, open_page: Open
) -> None:
    now = datetime.now(UTC)
    with open_store(demo_copy) as store:
        stops = [(6, -60), (2, -20), (11, 90)]
        tonights_plan.keep(
            store, "0883", *(tonights_plan.stop(p, now + timedelta(minutes=m)) for p, m in stops)
        )
    with running(demo_copy, tmp_path) as address:
        page = phone(open_page, address + LOGGA)
        rows = page.get_by_role("list", name="Kvällens stopp").get_by_role("listitem")
        expect(rows).to_have_count(3, timeout=PATIENCE)
        expect(rows.first).to_contain_text(tonights_plan.BECAUSE)
        rows.first.get_by_role("button", name="Logga Karstorp").click()  # the first tap
        page.get_by_role("button", name="Spara besöket").click(timeout=PATIENCE)  # the second
        receipt = page.get_by_role("status")
        expect(receipt).to_contain_text("Sparat: Karstorp", timeout=PATIENCE)
        expect(rows.first.get_by_role("button")).to_be_disabled()
        expect(rows.first).to_contain_text("loggat")
        expect(page.get_by_text("1 av 3 stopp klara")).to_be_visible()
        calm_and_large(page)


def test_a_reload_keeps_the_draft_and_masks_what_was_typed(url: str, open_page: Open) -> None:
    page = phone(open_page, url + LOGGA)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    first_place(page).click(timeout=PATIENCE)
    page.get_by_role("radio", name="20", exact=True).click(timeout=PATIENCE)
    expect(page.locator(".pb-visit-line")).to_contain_text("20 min", timeout=PATIENCE)
    text = page.get_by_role("textbox", name="Iakttagelse")
    text.fill(HOSTILE)
    text.blur()
    expect(page.locator(".pb-visit-masked")).to_contain_text("1 personnummer", timeout=PATIENCE)
    page.reload()
    expect(page.locator(".pb-visit-line")).to_contain_text("20 min", timeout=PATIENCE)
    masked = HOSTILE.replace("811228-9874", "[personnummer]")
    expect(text).to_have_value(masked)
    expect(page.get_by_text(re.compile(r"Utkast sparat \d\d:\d\d"))).to_be_visible()
    page.get_by_role("button", name="Spara besöket").click()
    expect(page.get_by_role("status")).to_contain_text("Sparat:", timeout=PATIENCE)
    page.get_by_role("button", name="Visa besöket i").first.click()
    expect(page.get_by_role("list", name="Historik")).to_contain_text(masked, timeout=PATIENCE)
    assert dialogs == []
    assert page.foreign == []  # type: ignore[attr-defined]


def test_the_phones_position_brings_the_nearest_place_first(url: str, open_page: Open) -> None:
    page = phone(open_page, url + LOGGA)
    expect(first_place(page)).to_be_visible(timeout=PATIENCE)
    ask = page.get_by_role("button", name="Visa platser nära mig")
    ask.click()
    expect(page.get_by_role("status")).to_contain_text("inte lämna ut", timeout=PATIENCE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 57.6994, "longitude": 16.3340, "accuracy": 12})
    ask.click()
    expect(first_place(page)).to_have_accessible_name("Logga besök i Ankarsrum", timeout=PATIENCE)
    assert "57.69" not in page.url


def test_a_tap_on_the_map_begins_a_visit(url: str, open_page: Open) -> None:
    page = phone(open_page, url + "/logga?kommun=0821")
    page.get_by_text("Välj på kartan").click(timeout=PATIENCE)
    shape = page.frame_locator(".st-key-pb_visit_map iframe").locator("path.leaflet-interactive")
    expect(shape.first).to_be_visible(timeout=PATIENCE)
    shape.last.click()  # the smallest, which lies over the others
    expect(page.get_by_role("button", name="Spara besöket")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_thumb_finds_its_targets(
    url: str, open_page: Open, scheme: str
) -> None:
    page = phone(open_page, url + LOGGA)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.reload()
    expect(first_place(page)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Visa besöket i").first.click()
    expect(page.get_by_role("button", name="Stäng besöket i")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Ta tillbaka")).to_be_visible(timeout=PATIENCE)
    calm_and_large(page)
    first_place(page).click()
    expect(page.get_by_role("button", name="Spara besöket")).to_be_visible(timeout=PATIENCE)
    calm_and_large(page)


def calm_and_large(page: Page) -> None:
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=PATIENCE)
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    buttons = page.locator(".stMain").get_by_role("button")
    for button in [*buttons.all(), *page.locator(".stMain").get_by_role("radio").all()]:
        box = button.bounding_box()
        if box is not None and button.inner_text():
            assert box["height"] >= 44, button.inner_text()
