"""The ground of the maps in a browser: drawn from this server, kept while the week changes."""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Frame, Page, expect

from geo.look import GROUND_AREAS, GROUND_LINES
from geo.store.engine import open_store
from geo.terrain import ground, kept
from tests.command import platsbild
from tests.conftest import DEMO_WEEK
from tests.e2e.conftest import running
from tests.osm_town import write

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PATIENCE = 30_000
LAGESBILD = f"/?kommun=0883&period={DEMO_WEEK}"
HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(2)>"
PAINTED = "canvas.pb-ground[data-painted]"
COUNT = """
colour => {
  const canvas = document.querySelector("canvas.pb-ground");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    count += data[i] === red && data[i + 1] === green && data[i + 2] === blue;
  return count;
}
"""


@pytest.fixture(scope="module")
def ground_store(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a ground, built by the command; the town's name is hostile."""
    folder = tmp_path_factory.mktemp("ground")
    store = Path(shutil.copy(demo_store, folder / "platsbild.sqlite"))
    extract = write(folder / "town.osm", roads=3_000, name=HOSTILE)
    done = platsbild(store, "basemap", "build", str(extract), "--kommun", "0883")
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture(scope="module")
def ground_url(ground_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(ground_store, tmp_path_factory.mktemp("server")) as url:
        yield url


def map_frame(page: Page) -> Frame:
    """The frame of the map, once its ground is painted."""
    expect(page.frame_locator("iframe").first.locator(PAINTED)).to_be_attached(timeout=PATIENCE)
    return next(each for each in page.frames if "streamlit_folium" in each.url)


def go(frame: Frame, zoom: float) -> None:
    """Look at the town from a zoom, and wait until it is painted."""
    frame.evaluate("zoom => window.map.setView([57.7584, 16.6373], zoom, {animate: false})", zoom)
    frame.wait_for_function(
        "zoom => Number(document.querySelector('canvas.pb-ground').dataset.painted) === zoom",
        arg=zoom,
    )


def test_the_ground_is_drawn_in_its_colours_and_says_whose_it_is(
    ground_url: str, open_page: Open
) -> None:
    page = open_page(ground_url + LAGESBILD)
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    frame = map_frame(page)
    go(frame, 14)
    for look in (GROUND_AREAS["water"], GROUND_AREAS["green"], GROUND_LINES["main"]):
        assert frame.evaluate(COUNT, look.colour) > 200
    expect(page.frame_locator("iframe").locator(".pb-attribution")).to_have_text(
        "© OpenStreetMap contributors"
    )
    assert frame.evaluate("document.querySelectorAll('img[src=x]').length") == 0
    assert dialogs == []
    assert page.foreign == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [1440, 1024, 800, 390])
def test_nothing_lies_over_whose_map_it_is(ground_url: str, open_page: Open, width: int) -> None:
    page = open_page(ground_url + LAGESBILD, width=width)
    map_frame(page)
    said = page.frame_locator("iframe").locator(".pb-attribution")
    said.scroll_into_view_if_needed()
    at = said.bounding_box()
    assert at is not None
    on_top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).tagName",
        [at["x"] + at["width"] / 2, at["y"] + at["height"] / 2],
    )
    assert on_top == "IFRAME"
    legend = page.locator(".st-key-pb_legend").bounding_box()
    assert legend is not None
    beside = legend["x"] + legend["width"] <= at["x"] or legend["y"] >= at["y"] + at["height"]
    assert beside or legend["y"] + legend["height"] <= at["y"]


def test_the_map_and_its_ground_stay_when_the_week_changes(
    ground_url: str, open_page: Open
) -> None:
    page = open_page(ground_url + LAGESBILD)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = map_frame(page)
    go(frame, 13)
    frame.evaluate("document.querySelector('canvas.pb-ground').mark = 'the same one'")
    fetched = sum("/assets/ground/" in url for url in asked)
    page.get_by_role("button", name="‹").click()
    expect(page.get_by_role("heading", name="Vecka 11, 2026")).to_be_visible(timeout=PATIENCE)
    frame.wait_for_function("document.querySelector('canvas.pb-incidents[data-painted]')")
    assert frame.evaluate("document.querySelector('canvas.pb-ground').mark") == "the same one"
    assert frame.evaluate("window.map.getZoom()") == 13
    assert sum("/assets/ground/" in url for url in asked) == fetched


@pytest.mark.parametrize(
    "path",
    [
        "/utforska?kommun=0883",
        "/platser?kommun=0883",
        f"/plats?kommun=0883&period={DEMO_WEEK}&plats=6",
    ],
)
def test_every_map_has_the_ground(ground_url: str, open_page: Open, path: str) -> None:
    page = open_page(ground_url + path)
    frame = map_frame(page)
    assert frame.evaluate(COUNT, GROUND_AREAS["built"].colour) > 20
    assert page.foreign == []  # type: ignore[attr-defined]


def test_a_name_of_the_ground_gives_way_to_the_names_of_places(
    ground_url: str, open_page: Open
) -> None:
    page = open_page(ground_url + LAGESBILD)
    frame = map_frame(page)
    go(frame, 13)
    boxes = frame.evaluate(
        """() => {
          const written = [];
          const pen = CanvasRenderingContext2D.prototype;
          const [fill, ground] = [pen.fillText,
            Object.values(window.map._layers).find((each) => each.ground)];
          pen.fillText = function (text) {
            const wide = this.measureText(text).width / 2;
            const { e, f } = this.getTransform();
            const [x, y] = [e / devicePixelRatio, f / devicePixelRatio];
            written.push([x - wide, y - 5, x + wide, y + 5]);
          };
          ground.draw();
          pen.fillText = fill;
          const at = ground.canvas.getBoundingClientRect();
          const names = [...document.querySelectorAll(".pb-name")].map((each) =>
            each.getBoundingClientRect()).filter((each) => each.width);
          return { written, names: names.map((each) =>
            [each.left - at.left, each.top - at.top, each.right - at.left, each.bottom - at.top]) };
        }"""
    )
    assert boxes["written"]
    assert boxes["names"]
    everything = boxes["written"] + boxes["names"]
    for number, a in enumerate(boxes["written"]):
        for b in everything[number + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_the_server_sends_a_ground_once_and_nothing_else_by_that_way(
    ground_url: str, ground_store: Path
) -> None:
    with open_store(ground_store) as store:
        found = kept.find(store, "0883", ground.KIND)
    assert found is not None
    where = f"{ground_url}/assets/ground"
    with urllib.request.urlopen(f"{where}/{found.name}") as answer:  # noqa: S310 - loopback
        assert answer.read() == found.path.read_bytes()
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("0883-0000000000000000", "..%2f..%2fplatsbild.sqlite", "x", "%00"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{where}/{name}")  # noqa: S310 - loopback
        assert caught.value.code in (400, 404)
        caught.value.close()


def test_a_kommun_without_an_extract_is_as_plain_as_before(
    ground_url: str, open_page: Open
) -> None:
    page = open_page(f"{ground_url}/?kommun=0685&period={DEMO_WEEK}")
    frame = page.frame_locator("iframe")
    expect(frame.locator("canvas.pb-incidents[data-painted]")).to_be_visible(timeout=PATIENCE)
    expect(frame.locator(".pb-ground, .pb-attribution")).to_have_count(0)
    assert json.dumps(page.foreign) == "[]"  # type: ignore[attr-defined]
