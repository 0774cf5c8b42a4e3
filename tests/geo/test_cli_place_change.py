"""``platsbild places replace``: compared, saved, and refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import platsbild

RING = [[16.619, 57.7485], [16.615, 57.7525], [16.62, 57.7565], [16.63, 57.756], [16.619, 57.7485]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of two outlines, neither called as the place."""

    def feature(name: str, ring: list[list[float]]) -> dict[str, Any]:
        shape = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"namn": name}, "geometry": shape}

    far = [[x + 0.1, y] for x, y in RING]
    features = [feature("Väst[red]er", RING), feature("Öster", far)]
    path = tmp_path / "ytor.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_a_dry_run_compares_and_a_real_one_saves(demo_copy: Path, file: Path) -> None:
    command = ["places", "replace", "karstorp", str(file), "--kommun", "0883", "--name", "väster"]
    wrong = platsbild(demo_copy, *command)
    assert wrong.returncode == 1
    command[-1] = "1"
    dry = platsbild(demo_copy, *command, "--dry-run")
    assert "inget sparat" in dry.stdout
    assert "I filen heter ytan ”Väst[red]er”." in dry.stdout
    done = platsbild(demo_copy, *command)
    assert "Ytan för Karstorp ersatt: 57,0 → " in done.stdout
    number = done.stdout.rsplit("import ", 1)[1].split(")")[0]
    assert "ersatt" in platsbild(demo_copy, "imports", "show", number).stdout
    assert platsbild(demo_copy, "imports", "undo", number).returncode == 0


@pytest.mark.parametrize(
    ("place", "options", "said"),
    [
        ("Karstorp", [], "--name"),
        ("6", ["--name", "Norr"], "2 ytor"),
        ("Ingenstans", [], "6 Karstorp"),
        ("Karstorp", ["--name", "2", "--crs", "x"], "okänt"),
    ],
)
def test_what_cannot_be_told_is_asked_in_a_sentence(
    demo_store: Path, file: Path, place: str, options: list[str], said: str
) -> None:
    told = platsbild(
        demo_store, "places", "replace", place, str(file), "--kommun", "0883", *options
    )
    assert told.returncode == 1
    assert said in told.stderr
    assert "Traceback" not in told.stderr
