"""Cells in a real browser: in their true place, told in words, and text is only text."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import xstatic.pkg.leaflet
from playwright.sync_api import Page
from pyproj import Transformer

from geo.analysis.hotspots import Grid, getis_ord_gi_star
from geo.layers import cell_classes, grid
from geo.layers.base import LEAFLET, base_map
from geo.layers.cell_classes import CellClass, Classed, Fact

pytestmark = pytest.mark.browser
HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(1)> C:\\users `x` {% 50"
CELLS = Grid(594_000.0, 6_402_000.0, 150.0, np.ones((40, 60), dtype=bool))
MAP = "Object.values(window).find((each) => each instanceof L.Map)"
LAYER = f"""(() => {{ let found; {MAP}.eachLayer((each) => {{
  if (each instanceof platsbild.Cells) found = each; }}); return found; }})()"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shown(tmp_path: Path, open_page: Callable[..., Page]) -> Iterator[Callable[[Classed], Page]]:
    """A function that serves a page with a map of classed cells and opens it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "leaflet").symlink_to(xstatic.pkg.leaflet.BASE_DIR)
    (tmp_path / "page" / "of").mkdir(parents=True)
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def show(classed: Classed) -> Page:
        x = np.array([CELLS.x0, CELLS.x0 + CELLS.shape[1] * CELLS.cell])
        y = np.array([CELLS.y0, CELLS.y0 + CELLS.shape[0] * CELLS.cell])
        to = Transformer.from_crs("EPSG:3006", "EPSG:4326", always_xy=True)
        (west, east), (south, north) = to.transform(x, y)
        ground = base_map((west, south, east, north), None)
        grid.layer(CELLS, classed, crs="EPSG:3006").add_to(ground)
        script = f'<script src="{LEAFLET}/leaflet.js"></script>'
        html = ground.get_root().render().replace("<head>", f"<head>{script}", 1)
        (tmp_path / "page" / "of" / "cells.html").write_text(html, encoding="utf-8")
        page = open_page(f"http://127.0.0.1:{server.server_port}/page/of/cells.html")
        page.wait_for_function("window.platsbildPainted > 0")
        return page

    yield show
    server.shutdown()
    server.server_close()


def at_cell(page: Page, row: int, column: int, zoom: float) -> tuple[float, float]:
    """Go to a cell and return where its middle should be on the screen."""
    to = Transformer.from_crs("EPSG:3006", "EPSG:4326", always_xy=True)
    x, y = CELLS.x0 + (column + 0.5) * CELLS.cell, CELLS.y0 + (row + 0.5) * CELLS.cell
    lon, lat = to.transform(x, y)
    page.evaluate(f"{MAP}.setView([{lat}, {lon}], {zoom}, {{ animate: false }})")
    spot = page.evaluate(f"{MAP}.latLngToContainerPoint([{lat}, {lon}])")
    return spot["x"], spot["y"]


def painted(page: Page, x: float, y: float) -> bool:
    return bool(
        page.evaluate(
            "([x, y]) => document.querySelector('.pb-cells').getContext('2d')"
            ".getImageData(Math.round(x), Math.round(y), 1, 1).data[3] > 128",
            [x, y],
        )
    )


@pytest.mark.parametrize("zoom", [12, 15, 17.5])
def test_a_cell_is_painted_where_it_is_to_the_pixel(shown, zoom):
    alone = np.zeros(CELLS.shape, dtype=np.int64)
    alone[3, 55] = alone[37, 5] = 1
    page = shown(cell_classes.amounts(alone, title="t", method="m", sure="s", unit="st"))
    to = Transformer.from_crs("EPSG:3006", "EPSG:4326", always_xy=True)
    for row, column in ((3, 55), (37, 5)):
        middle = at_cell(page, row, column, zoom)
        assert painted(page, *middle)
        for up, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            lon, lat = to.transform(
                CELLS.x0 + (column + right) * CELLS.cell, CELLS.y0 + (row + up) * CELLS.cell
            )
            corner = page.evaluate(f"{MAP}.latLngToContainerPoint([{lat}, {lon}])")
            inwards = np.sign(np.array(middle) - [corner["x"], corner["y"]])
            spot = np.array([corner["x"], corner["y"]])
            assert painted(page, *(spot + 2 * inwards - 0.5))
            assert not painted(page, *(spot - 2.5 * inwards - 0.5))
    assert page.foreign == []


def test_pointing_at_a_cell_tells_it_in_words(shown):
    count = np.random.default_rng(1).poisson(0.3, CELLS.shape)
    count[20:23, 30:33] = 6
    page = shown(cell_classes.significance(getis_ord_gi_star(count)))
    page.mouse.move(*at_cell(page, 21, 31, 14))
    told = page.locator(".leaflet-tooltip").inner_text()
    assert "tätare, 99 %" in told
    assert "Händelser i rutan och rutorna intill: 54" in told
    assert "mindre än 1 gång på 1 000 000" in told.replace("\N{NO-BREAK SPACE}", " ")
    page.mouse.move(*at_cell(page, 2, 2, 14))
    page.wait_for_selector(".leaflet-tooltip", state="detached")


def test_text_of_any_kind_is_shown_as_typed(shown):
    ones = np.ones(CELLS.shape, dtype=np.uint8)
    classed = Classed(
        "t", "m", "s", ones, (CellClass(HOSTILE, "#00224d"),),
        (Fact(HOSTILE, "", np.zeros(CELLS.shape, dtype=int), words=(HOSTILE,)),),
    )  # fmt: skip
    page = shown(classed)
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.mouse.move(*at_cell(page, 20, 30, 14))
    box = page.locator(".leaflet-tooltip .pb-tip")
    assert box.locator("b").inner_text() == HOSTILE
    assert box.locator("div").inner_text() == f"{HOSTILE} {HOSTILE}"
    assert box.locator("img").count() == 0
    assert alerts == []


def test_the_layer_leaves_nothing_behind_when_it_is_taken_away(shown):
    page = shown(
        cell_classes.amounts(
            np.ones(CELLS.shape, dtype=int), title="t", method="m", sure="s", unit="st"
        )
    )
    page.mouse.move(*at_cell(page, 20, 30, 13))
    page.evaluate(f"{MAP}.removeLayer({LAYER})")
    assert page.locator(".pb-cells").count() == 0
    page.wait_for_selector(".leaflet-tooltip", state="detached")  # it fades
    page.mouse.move(300, 300)
    page.evaluate(f"{MAP}.setZoom(12, {{ animate: false }})")
