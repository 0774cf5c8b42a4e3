"""Utforska with more than 100,000 incidents in the selection: from a click to a painted map."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from playwright.sync_api import Page, sync_playwright

from geo.model import CATEGORIES, ImportKind, Kommun
from geo.store import write
from geo.store.engine import open_store
from tests import store_frames
from tests.e2e.conftest import CHROMIUM_ARGUMENTS, chromium_path, running

INCIDENTS, WEEKS, CHANGES = 220_000, 104, 20
FIRST_UTC = 1_711_324_800  # Monday 2024-03-25
MOST = 500  # milliseconds: what the issue asks for; printed beside what was measured


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of incidents of one kommun, in ten places."""
    path = tmp_path_factory.mktemp("explore") / "store.sqlite"
    rng = np.random.default_rng(1)
    start = np.sort(FIRST_UTC + rng.integers(0, WEEKS * 7 * 86_400, INCIDENTS))
    keys = [str(at) for at in range(INCIDENTS)]
    frame = store_frames.incidents(
        keys,
        start_utc=pd.array(start, dtype="Int64"),
        end_utc=pd.array(start + rng.choice([0, 3600, 86_400], INCIDENTS), dtype="Int64"),
        x=rng.normal(597_000, 4_000, INCIDENTS),
        y=rng.normal(6_402_000, 4_000, INCIDENTS),
        category=rng.choice(sorted(CATEGORIES), INCIDENTS),
    )
    places = store_frames.places(
        [f"Plats {at}" for at in range(10)],
        geometry=[
            shapely.Point(592_000 + 1_000 * at, 6_402_000).buffer(400).wkb for at in range(10)
        ],
    )
    with open_store(path) as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        for kind, rows in ((ImportKind.PLACES, places), (ImportKind.EST, frame)):
            write.save(
                opened, store_frames.parsed(kind, rows), kommun="0883", file="fil.csv",
                sha256="0" * 64, imported_utc=1_800_000_000,
            )  # fmt: skip
    return path


PAINTED = """async ([told, before]) => {
  const painted = () => {
    const frame = document.querySelector("iframe");
    const count = frame && frame.contentWindow && frame.contentWindow.platsbildPainted;
    const headline = document.querySelector(".pb-headline");
    return count && count !== before && headline && headline.textContent !== told;
  };
  while (!painted()) await new Promise((next) => requestAnimationFrame(next));
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return performance.now() - window.pressed;
}"""
NOTED = """() => {
  addEventListener("click", () => { window.pressed = performance.now(); },
    { once: true, capture: true });
  const frame = document.querySelector("iframe");
  return [document.querySelector(".pb-headline").textContent,
    frame.contentWindow.platsbildPainted];
}"""


def changes(page: Page, layer: str, url: str) -> Iterator[float]:
    """Milliseconds from each press on a week's bar to the painted map; every state is new."""
    page.goto(f"{url}/utforska?kommun=0883&karta={layer}&fran=2025-04-07&till=2026-03-22")
    page.locator(".chart.vecka .bar").first.wait_for(timeout=60_000)
    page.frame_locator("iframe").locator("canvas[data-painted]").wait_for(timeout=60_000)
    for step in range(CHANGES):
        page.locator("[data-test-script-state=notRunning]").first.wait_for()
        before = page.evaluate(NOTED)
        page.locator(".chart.vecka .bar").nth(52 - step).click(modifiers=["Shift"])
        yield page.evaluate(PAINTED, before)


@pytest.mark.parametrize("layer", ["punkter", "rutor", "tathet", "heta", "forandring"])
def test_a_filter_change_with_a_hundred_thousand_incidents(
    store: Path, tmp_path: Path, layer: str
) -> None:
    with sync_playwright() as playwright, running(store, tmp_path) as url:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        times = list(changes(page, layer, url))
        told = page.locator(".pb-headline").inner_text()
        browser.close()
    print(
        f"\n{layer}: median {statistics.median(times):.0f} ms of {CHANGES} filter changes from "
        f"click to painted (asked for: {MOST} ms), worst {max(times):.0f} ms; at last {told[:30]}"
    )
    assert len(times) == CHANGES
