"""Hostile text in every field: shown as it is, executed nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.command import platsbild
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser

HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(2)> C:\\users `x` {% 50 </script>"
WEEK = "2026-W12"
PATIENCE = 30_000


def _platsbild(store: Path, *arguments: str) -> None:
    done = platsbild(store, *arguments)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    store = folder / "store.sqlite"
    square = [[16.6, 57.7], [16.7, 57.7], [16.7, 57.8], [16.6, 57.8], [16.6, 57.7]]
    place = {
        "type": "Feature",
        "properties": {
            "name": HOSTILE,
            "typ": HOSTILE,
            "source": HOSTILE,
            "causes": [{"cause": HOSTILE, "document": HOSTILE}],
        },
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    places = folder / "places.geojson"
    places.write_text(json.dumps({"type": "FeatureCollection", "features": [place]}))
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    reports = folder / "est.csv"
    reports.write_text(
        "id;datum;tid;kategori;plats;lat;lon;organisation;beskrivning\n"
        + "".join(
            f"{n};2026-03-{16 + n % 7};21:00;{quoted};{quoted};57.75;16.65;{quoted};{quoted}\n"
            for n in range(9)
        ),
        encoding="utf-8",
    )
    visits = folder / "visits.csv"
    visits.write_text(
        "datum;tid;plats;minuter;orsak;åtgärd;iakttagelse\n"
        f"2026-03-18;20:00;{quoted};15;{quoted};{quoted};{quoted}\n",
        encoding="utf-8",
    )
    notice = {
        "id": 1,
        "datetime": "2026-03-18 20:00:00 +01:00",
        "name": "18 mars 19.00, Stöld, Västervik",
        "summary": HOSTILE,
        "url": HOSTILE,
        "type": HOSTILE,
        "location": {"name": "Kalmar län", "gps": "57.0,16.0"},
    }
    notices = folder / "notices.json"
    notices.write_text(json.dumps([notice]))
    _platsbild(store, "kommun", "add", "0883", "Västervik")
    for kind, file in (
        ("places", places),
        ("est", reports),
        ("visits", visits),
        ("notices", notices),
    ):
        _platsbild(store, "import", kind, str(file), "--kommun", "0883")
    return store


def test_hostile_text_is_shown_as_it_is_and_runs_nowhere(
    hostile_store: Path, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    dialogs: list[str] = []
    with running(hostile_store, tmp_path) as url:
        page = open_page(f"{url}/?kommun=0883&period={WEEK}&plats=1")
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        frame = page.frame_locator("iframe")
        expect(frame.locator("canvas.pb-incidents[data-painted]")).to_be_visible(timeout=PATIENCE)
        expect(frame.locator(".pb-name")).to_contain_text(HOSTILE)
        frame.locator("path.leaflet-interactive").first.hover(force=True)
        expect(frame.locator(".pb-tip b")).to_have_text(HOSTILE)
        expect(page.get_by_role("button", name=HOSTILE)).to_be_visible()
        expect(page.locator(".st-key-pb_card")).to_contain_text(HOSTILE)
        expect(page.locator(".pb-list").last).to_contain_text(HOSTILE)
        page.get_by_text("händelser som tabell").click()
        expect(page.locator("[data-testid=stDataFrame]")).to_be_visible(timeout=PATIENCE)
        page.goto(f"{url}/platser?kommun=0883")
        expect(frame.locator(".pb-name")).to_contain_text(HOSTILE, timeout=PATIENCE)
        content = page.content() + "".join(each.content() for each in page.frames)
    assert dialogs == []
    assert "1337" not in content
    assert page.foreign == []  # type: ignore[attr-defined]
