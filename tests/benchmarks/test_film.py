"""The weeks scrubbed in a browser: how many are painted in a second."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from tests.benchmarks.film_weeks import PER_WEEK, PLACES, reel
from tests.benchmarks.test_map import served
from tests.e2e.conftest import CHROMIUM_ARGUMENTS, chromium_path

RUNS = 5

SCRUB = """async (steps) => {
  // The next week in every frame, through the slider as a hand would; three seconds.
  const range = document.querySelector(".pb-film-range");
  const last = Number(range.max);
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const painted = () => window.platsbildPainted;
  await frame();
  const began = performance.now();
  const before = painted();
  const seen = new Set();
  let restyled = 0;
  const watch = new MutationObserver((changes) => { restyled += changes.length; });
  watch.observe(document.querySelector(".leaflet-overlay-pane"),
    { subtree: true, attributes: true, attributeFilter: ["fill"] });
  while (performance.now() - began < 3000) {
    range.value = steps ? (Number(range.value) + 1) % (last + 1) : range.value;
    range.dispatchEvent(new Event("input"));
    await frame();
    seen.add(document.querySelector(".leaflet-container").dataset.period);
  }
  watch.disconnect();
  const took = (performance.now() - began) / 1000;
  return [(painted() - before) / took, seen.size, restyled];
}"""

PEER = """async () => {
  // The same places and points as Leaflet's own layers on one canvas, made anew for each week.
  let film;
  map.eachLayer((layer) => { if (layer.bar && layer.film) film = layer; });
  const { reel, film: { codes, points } } = film;
  film.remove();
  const renderer = L.canvas();
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const at = (point) => L.CRS.EPSG3857.unproject(point);
  const began = performance.now();
  let shown;
  let painted = 0;
  while (performance.now() - began < 3000) {
    const week = painted % points.length;
    const { count, east, north, kind } = points[week];
    if (shown) shown.remove();
    shown = L.layerGroup(reel.places.map((place, i) => L.polygon(place.rings, { renderer,
      color: reel.looks[codes[i * reel.periods.length + week]].colour })));
    for (let i = 0; i < count; i += 1) {
      shown.addLayer(L.circleMarker(at(L.point(east[i], north[i])),
        { renderer, radius: 4, color: reel.colours[kind[i]] }));
    }
    shown.addTo(map);
    await frame();
    painted += 1;
  }
  return painted / (performance.now() - began) * 1000;
}"""


def test_a_year_of_weeks_is_scrubbed_at_thirty_frames_a_second() -> None:
    whole = reel(104)
    print(f"\n104 weeks: {len(whole.text) / 1e6:.2f} MB, {whole.without_points} without points")
    assert len(whole.text) <= 3_000_000
    with served("film") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url)
        frame = page.frame_locator("iframe")
        frame.locator("canvas.pb-incidents[data-painted='5000']").wait_for(timeout=60_000)
        map_frame = next(each for each in page.frames if "streamlit_folium" in each.url)
        runs = [map_frame.evaluate(SCRUB, True) for _ in range(RUNS)]
        peer = map_frame.evaluate(PEER)
        browser.close()
    rates = sorted(rate for rate, _, _ in runs)
    print(
        f"{PLACES} places, {PER_WEEK} points a week: {rates[RUNS // 2]:.0f} frames a second "
        f"({rates[0]:.0f}–{rates[-1]:.0f} in {RUNS} runs), {runs[0][1]} weeks shown, "
        f"{runs[0][2]} restyled; Leaflet's own layers {peer:.1f} "
        f"= {rates[RUNS // 2] / peer:.0f} x"
    )
    assert all(seen >= 50 for _, seen, _ in runs)
