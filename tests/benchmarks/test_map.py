"""Points to the browser, and the time from a key press to a painted week."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import folium
import geopandas as gpd
import numpy as np
from playwright.sync_api import Browser, sync_playwright

from geo.layers import incidents
from tests.e2e.conftest import CHROMIUM_ARGUMENTS, chromium_path, free_port, wait_until_healthy

PAGES = Path(__file__).parent / "pages"
CHANGES = 20
POINTS = 100_000


def test_a_hundred_thousand_points_are_a_tenth_of_geojson_in_bytes_and_time() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(597_000, 9_000, POINTS), rng.normal(6_400_000, 9_000, POINTS)
    category = rng.integers(0, 3, POINTS)
    names = ["skadegorelse", "samling", "belysning"]
    began = time.perf_counter()
    own = incidents.layer(x, y, names, category, crs="EPSG:3006").payload
    own_s = time.perf_counter() - began
    began = time.perf_counter()
    frame = gpd.GeoDataFrame(
        {"category": np.array(names)[category]}, geometry=gpd.points_from_xy(x, y), crs=3006
    ).to_crs(4326)
    peer = folium.Map(tiles=None)
    folium.GeoJson(frame, marker=folium.CircleMarker(radius=4)).add_to(peer)
    peer_bytes = len(peer.get_root().render())
    peer_s = time.perf_counter() - began
    print(
        f"\n{POINTS} points: {len(own) / 1e6:.2f} MB, folium.GeoJson {peer_bytes / 1e6:.1f} MB "
        f"= {peer_bytes / len(own):.0f} x bytes, {peer_s / own_s:.0f} x server time"
    )
    assert len(own) <= 1_000_000
    assert peer_bytes >= 10 * len(own)


@contextmanager
def served(name: str) -> Iterator[str]:
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(PAGES / f"serve_{name}.py"), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_healthy(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


WATCH = {
    # The plain page makes a new frame and a new map; its points are painted when all are there.
    "plain": """async (text) => {
      const began = performance.now();
      const shown = () => {
        const frame = document.querySelector("iframe");
        const map = frame && frame.contentWindow && frame.contentWindow.map;
        if (!map || map === window.lastMap || !document.body.innerText.includes(text)) return false;
        let points = 0;
        map.eachLayer((layer) => { if (layer.getRadius) points += 1; });
        if (points < 10000) return false;
        window.lastMap = map;
        return true;
      };
      while (!shown()) await new Promise((next) => requestAnimationFrame(next));
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      return performance.now();
    }""",
    "own": """async (text) => {
      const shown = () => {
        const frame = document.querySelector("iframe");
        const count = frame && frame.contentWindow && frame.contentWindow.platsbildPainted;
        if (!count || count === window.lastCount) return false;
        if (!document.body.innerText.includes(text)) return false;
        window.lastCount = count;
        return true;
      };
      while (!shown()) await new Promise((next) => requestAnimationFrame(next));
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      return performance.now();
    }""",
}


def _median_change(browser: Browser, name: str) -> float:
    """Return the median seconds from a key press on the slider to a painted map."""
    with served(name) as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url)
        page.evaluate(WATCH[name], "vecka 1")
        page.get_by_role("slider").focus()
        times = []
        for week in range(2, 2 + CHANGES):
            page.evaluate(
                "addEventListener('keydown', () => { window.pressed = performance.now(); },"
                " { once: true, capture: true })"
            )
            page.keyboard.press("ArrowRight")
            painted = page.evaluate(WATCH[name], f"vecka {week}")
            times.append((painted - page.evaluate("window.pressed")) / 1000)
        page.close()
    return statistics.median(times)


def test_a_week_change_is_painted_five_times_as_fast_as_on_a_plain_page() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        own, plain = _median_change(browser, "own"), _median_change(browser, "plain")
        browser.close()
    print(f"\nweek change, 10,000 points: {own:.2f} s, plain {plain:.2f} s = {plain / own:.1f} x")
    assert plain >= 5 * own
