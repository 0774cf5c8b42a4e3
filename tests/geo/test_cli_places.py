"""Fetching from the command line: SCB's areas and the notices, against a server on loopback."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geo.sources import kept
from geo.store import read
from geo.store.engine import open_store
from tests.command import platsbild
from tests.fetch_server import Reply, Server, area, as_json, one_by_one, serving, wfs

Run = Callable[..., subprocess.CompletedProcess[str]]
FETCH = ("places", "fetch", "--kommun", "0883", "--level")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(wfs([area(number, kommun="0883") for number in range(5)], page=3)) as opened:
        yield opened


@pytest.fixture
def run(server: Server, tmp_path: Path) -> Run:
    """Run the command on a store that knows Västervik, with the server as SCB and polisen.se."""
    own = {
        "PLATSBILD_SCB_WFS": server.url,
        "PLATSBILD_POLISEN_EVENTS": server.url,
        "NO_PROXY": "127.0.0.1",
    }

    def run_with(*arguments: str) -> subprocess.CompletedProcess[str]:
        return platsbild(tmp_path / "s.sqlite", *arguments, own=own)

    run_with("kommun", "add", "0883", "Västervik")
    return run_with


def test_regso_become_places_and_together_the_missing_boundary(run: Run, tmp_path: Path) -> None:
    tried = run(*FETCH, "regso", "--dry-run")
    assert "Provläst, inget sparat" in tried.stdout
    assert "skulle bli kommunens gräns" in tried.stdout
    with open_store(tmp_path / "s.sqlite") as store:
        assert read.boundary(store, "0883") is None
        assert read.places(store, "0883").empty
    done = run(*FETCH, "regso")
    assert "scb-regso-0883.geojson: 5 rader = 5 nya" in done.stdout
    assert "blev kommunens gräns" in done.stdout
    with open_store(tmp_path / "s.sqlite") as store:
        outline = read.boundary(store, "0883")
        assert outline is not None
        assert outline.bounds == (590_000, 6_400_000, 595_000, 6_401_000)
        assert set(read.places(store, "0883").typ) == {"regso"}


def test_a_second_run_asks_nobody_and_adds_nothing(run: Run, server: Server) -> None:
    run(*FETCH, "regso")
    asked = len(server.asked)
    again = run(*FETCH, "regso")
    assert "5 dubbletter" in again.stdout
    assert "Hämtades för 0 minuter sedan" in again.stdout
    assert "gräns" not in again.stdout
    assert len(server.asked) == asked
    run(*FETCH, "regso", "--refresh")
    assert len(server.asked) == 2 * asked


def test_a_server_that_is_down_is_replaced_by_what_is_kept(
    run: Run, server: Server, tmp_path: Path
) -> None:
    run(*FETCH, "tatort")
    key = f"{server.url} scb-tatort-0883.geojson"
    old = kept.read(tmp_path / "cache", key)
    assert old is not None
    kept.write(tmp_path / "cache", key, replace(old, fetched=time.time() - 3 * 86_400))
    server.answering = one_by_one(Reply(status=404))
    done = run(*FETCH, "tatort")
    assert done.returncode == 0, done.stderr
    assert "fel 404. Filen som hämtades för 3 dagar sedan används i stället." in done.stdout
    assert "5 dubbletter" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("places", "fetch", "--kommun", "9999", "--level", "regso"), "finns inte i lagret"),
        ((*FETCH, "deso"), "fel 404"),
        (("import", "notices", "--kommun", "0883"), "antingen en fil eller --url"),
        (("import", "notices", "f.json", "--url", "polisen", "--kommun", "0883"), "antingen"),
        (("import", "est", "--url", "polisen", "--kommun", "0883"), "Bara notices"),
        (("import", "notices", "--url", "polisen", "--kommun", "0883"), "fel 404"),
    ],
)
def test_what_cannot_be_fetched_is_one_sentence(
    run: Run, server: Server, arguments: tuple[str, ...], said: str
) -> None:
    server.answering = one_by_one(Reply(status=404))
    done = run(*arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_notices_come_from_the_address_in_the_settings(run: Run, server: Server) -> None:
    event = {
        "id": 1, "datetime": "2026-03-20 9:48:12 +01:00", "type": "Skadegörelse", "url": "/x",
        "name": "20 mars 08.10, Skadegörelse, Västervik", "summary": "Klotter.",
        "location": {"name": "Kalmar län", "gps": "57.2,16.1"},
    }  # fmt: skip
    server.answering = one_by_one(as_json([event]))
    done = run("import", "notices", "--url", "polisen", "--kommun", "0883")
    assert "127.0.0.1: 1 rader = 1 nya" in done.stdout, done.stderr
