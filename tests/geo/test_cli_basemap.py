"""The background of a kommun's maps from the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import platsbild
from tests.osm_town import write

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command on a store that knows Västervik."""

    def run_with(*arguments: str) -> subprocess.CompletedProcess[str]:
        return platsbild(tmp_path / "s.sqlite", *arguments)

    run_with("kommun", "add", "0883", "Västervik")
    return run_with


def test_a_background_is_built_listed_and_removed(run: Run, tmp_path: Path) -> None:
    assert "Ingen bakgrund" in run("basemap", "list").stdout
    extract = str(write(tmp_path / "town.osm"))
    built = run("basemap", "build", extract, "--kommun", "0883")
    assert built.returncode == 0, built.stderr
    assert built.stdout.startswith("0883 Västervik: bakgrund med ")
    assert " kB" in built.stdout
    assert "town.osm" in run("basemap", "list").stdout
    assert "borttagen" in run("basemap", "remove", "--kommun", "0883").stdout
    assert "har ingen bakgrund" in run("basemap", "remove", "--kommun", "0883").stdout


def test_what_cannot_be_built_is_one_sentence(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "utdrag.osm.pbf"
    bad.write_bytes(b"rubbish")
    for arguments, says in (
        ((str(bad), "--kommun", "0883"), "kan inte läsas som OpenStreetMap"),
        ((str(write(tmp_path / "town.osm")), "--kommun", "0001"), "finns inte i lagret"),
    ):
        done = run("basemap", "build", *arguments)
        assert done.returncode == 1
        assert says in done.stderr
        assert "Traceback" not in done.stderr
