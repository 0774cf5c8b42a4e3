"""Fetching by command: from a server on loopback into a store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo.store import read
from geo.store.engine import open_store

SQUARE = [[16.6, 57.7], [16.7, 57.7], [16.7, 57.8], [16.6, 57.7]]
AREAS = {
    "type": "FeatureCollection",
    "numberMatched": 1,
    "features": [
        {
            "type": "Feature",
            "id": "RegSO.1",
            "properties": {"regsokod": "0883R001", "regsonamn": "Karstorp", "kommunkod": "0883"},
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        }
    ],
}
NOTICES = [
    {
        "id": 1, "datetime": "2026-03-20 22:15:00 +01:00",
        "name": "20 mars 22.00, Brand, Västervik",
        "summary": "En container brann.", "url": "/aktuellt/1", "type": "Brand",
        "location": {"name": "Kalmar län", "gps": "57,16"},
    }
]  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps(AREAS if "GetFeature" in self.path else NOTICES).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def platsbild(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder with settings of its own."""
    return subprocess.run(
        [sys.executable, "-m", "geo.cli", *arguments],
        env={**os.environ, "PLATSBILD_STORE": str(folder / "s.sqlite"), "PYTHONPATH": os.getcwd()},
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_places_come_from_the_server_with_the_boundary_and_notices_from_the_feed(
    tmp_path: Path, address: str
) -> None:
    (tmp_path / "platsbild.toml").write_text(f'[feeds]\nwfs = "{address}"\nnotices = "{address}"\n')
    platsbild(tmp_path, "kommun", "add", "0883", "Västervik")
    done = platsbild(tmp_path, "places", "fetch", "--kommun", "0883", "--level", "regso")
    assert "1 nya" in done.stdout, done.stderr
    assert "Kommungränsen" in done.stdout
    feed = platsbild(tmp_path, "import", "notices", "--url", "polisen", "--kommun", "0883")
    assert "1 nya" in feed.stdout, feed.stderr
    with open_store(tmp_path / "s.sqlite") as store:
        assert read.places(store, "0883")["name"].tolist() == ["Karstorp"]
        assert read.boundary(store, "0883") is not None


def test_a_closed_network_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "platsbild.toml").write_text('[feeds]\nwfs = "nonsense://x"\n')
    platsbild(tmp_path, "kommun", "add", "0883", "Västervik")
    done = platsbild(tmp_path, "places", "fetch", "--kommun", "0883")
    assert done.returncode == 1
    assert "kan inte användas" in done.stderr
    assert "Traceback" not in done.stderr
    both = platsbild(tmp_path, "import", "est", "--kommun", "0883")
    assert "Ange en fil" in both.stderr
