"""A whole meeting in a real browser, counted in clicks; read by eye and ear, and from afar."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from geo import meeting, records, weeks
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PATIENCE = 30_000
MOST_CLICKS, CLICKS = 15, 13
FAR = 20
"""Pixels that letters are high at least, to be read from three metres."""


@pytest.fixture(scope="module")
def meetings_url(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server where one kommun met a week ago, and another is meeting now."""
    folder = tmp_path_factory.mktemp("meetings")
    path = Path(shutil.copy(demo_store, folder / "copy.sqlite"))
    _met_a_week_ago(path)
    with open_store(path) as store:
        now = datetime.now(UTC)
        held = meeting.open_(store, "0685", weeks.parse(DEMO_WEEK), held=date.today(), now=now)
        found = records.gather(store, "0685")
        place = int(found.places["place_id"].iloc[0])
        meeting.decide(
            store, held.meeting_id, place, "belysning", "Laga lampor", "Kommunen",
            date.today(), now=now,
        )  # fmt: skip
    with running(path, folder) as url:
        yield url


def _met_a_week_ago(path: Path) -> None:
    week = timedelta(days=7)
    before, held_day = datetime.now(UTC) - week, date.today() - week
    with open_store(path) as store:
        held = meeting.open_(store, "0883", weeks.parse("2026-W11"), held=held_day, now=before)
        for kind in ("stadning", "belysning"):
            meeting.decide(
                store, held.meeting_id, 6, kind, kind, "Kommunen", date.today(), now=before
            )
        found = records.gather(store, "0883")
        meeting.freeze(store, held.meeting_id, records=found, now=before)


class Hand:
    """A hand that counts its clicks, and waits for what each of them brings."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, what: Locator, then: Locator) -> None:
        what.click()
        self.clicks += 1
        expect(then.first).to_be_visible(timeout=PATIENCE)


def test_a_whole_meeting_takes_fifteen_clicks_at_most(meetings_url: str, open_page: Open) -> None:
    page = open_page(f"{meetings_url}/mote?kommun=0883&period={DEMO_WEEK}")
    hand = Hand(page)
    button = page.get_by_role("button", name=re.compile("Öppna möte om vecka 12"))
    expect(button).to_be_visible(timeout=PATIENCE)
    hand.press(button, page.get_by_text("2 beslut: 2 ej påbörjat"))

    hand.press(_settle(page, 0, "Klar"), page.get_by_text("2 beslut: 1 klart, 1 ej påbörjat"))
    hand.press(_settle(page, 1, "Fortsätter"), page.get_by_text("2 beslut: 1 klart, 1 pågår"))
    for number, name in enumerate(("Karstorp", "Gunnebo", "Gamleby"), start=1):
        row = page.get_by_role("button", name=name, exact=True)
        hand.press(row, page.locator(".st-key-pb_mote_card h3", has_text=name))
        chip = page.locator(".st-key-pb_mote_chips").get_by_role("button").first
        hand.press(chip, page.get_by_text(f"Beslut på mötet: {number} beslut"))
    first = page.locator(".st-key-pb_mote_first").get_by_role("button", name="Gunnebo")
    hand.press(first, page.get_by_text("1 plats till nästa möte"))
    hand.press(page.get_by_role("button", name="Frys mötet"), page.locator(".st-key-mote_freeze"))
    sealed = page.get_by_text(re.compile("kontrollsumma [0-9a-f]{16}"))
    hand.press(page.get_by_role("button", name=re.compile("^Frys nu")), sealed)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Hämta PDF").first.click()
        hand.clicks += 1

    assert hand.clicks == CLICKS <= MOST_CLICKS
    assert download.value.suggested_filename == "mote-3-2026-W12.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert page.foreign == []  # type: ignore[attr-defined]


def _settle(page: Page, at: int, answer: str) -> Locator:
    lines = page.locator(".st-key-pb_mote_settle")
    return lines.get_by_role("button", name=answer, exact=True).nth(at)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_finds_nothing_and_nothing_overflows(
    meetings_url: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(f"{meetings_url}/mote?kommun=0685", width=width, height=height)
    expect(page.get_by_text("Beslut på mötet: 1 beslut")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)
    found = Axe().run(page, context=".stMain")  # the menu above is Streamlit's own
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    if width > 640:
        assert page.evaluate(SMALL, FAR) == []


SMALL = """least => {
  const small = [];
  const apart = "style, script, label, svg, caption, th, .pb-legend, .pb-mote-mark, [translate=no]";
  const look = root => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) look(each.shadowRoot);
      const own = [...each.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
      if (!own || !each.checkVisibility() || each.closest(apart)) continue;
      const pixels = parseFloat(getComputedStyle(each).fontSize);
      if (pixels < least) small.push(each.textContent.slice(0, 60));
    }
  };
  look(document.querySelector(".st-key-pb_mote"));
  return small;
}"""
"""What is written too small to be read from afar; labels, marks and headers may be smaller."""
