"""The demo: the same from the same seed, and every row where its truth says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest

from geo import demo, intake, records
from geo.demo import world
from geo.model import ImportKind, ImportReport
from geo.store import write
from geo.store.engine import open_store

UNTIL = date(2026, 3, 22)
NOW = datetime(2026, 3, 23, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of one year."""
    path = tmp_path_factory.mktemp("demo")
    demo.write(path, seed=7, years=1, scale=1.0, until=UNTIL)
    return path


@pytest.fixture(scope="module")
def imported(folder: Path) -> dict[tuple[str, ImportKind], ImportReport]:
    """What the ordinary importers made of it."""
    with open_store(folder / "store.sqlite") as store:
        for each in demo.KOMMUNER:
            write.add_kommun(store, each.kommun)
        return {
            (file.kommun.code, file.kind): intake.take(
                store,
                file.kind,
                file.path.read_bytes(),
                file=file.path.name,
                kommun=file.kommun.code,
                now=NOW,
            )
            for file in demo.files(folder)
        }


def truth(folder: Path) -> dict[str, Any]:
    """The content of truth.json."""
    return dict(json.loads((folder / "truth.json").read_text(encoding="utf-8")))


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    demo.write(tmp_path, seed=7, years=1, scale=1.0, until=UNTIL)
    for path in sorted(tmp_path.iterdir()):
        if path.suffix != ".xlsx":
            assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_another_seed_gives_another_demo(folder: Path, tmp_path: Path) -> None:
    demo.write(tmp_path, seed=8, years=1, scale=1.0, until=UNTIL)
    name = "0883-est-rapporter.csv"
    assert (tmp_path / name).read_bytes() != (folder / name).read_bytes()


@pytest.mark.parametrize("kind", [ImportKind.EST, ImportKind.POLICE, ImportKind.VISITS])
def test_the_importers_find_just_the_faults_that_were_planted(
    folder: Path, imported: dict[tuple[str, ImportKind], ImportReport], kind: ImportKind
) -> None:
    for code, told in truth(folder)["kommuner"].items():
        report, planted = imported[code, kind], told["filer"][kind.value]
        assert report.rows == planted["rader"]
        assert len(report.rejects) == planted["trasiga"], report.rejects
        assert report.duplicates == planted["omsanda"]


def test_every_place_and_survey_comes_in(
    imported: dict[tuple[str, ImportKind], ImportReport],
) -> None:
    for (_, kind), report in imported.items():
        if kind in (ImportKind.PLACES, ImportKind.SURVEYS):
            assert report.new == report.rows > 0


def test_the_growing_place_is_seen_to_grow_and_the_quiet_one_to_be_quiet(
    folder: Path, imported: dict[tuple[str, ImportKind], ImportReport]
) -> None:
    assert imported
    with open_store(folder / "store.sqlite") as store:
        found = records.gather(store, "0883")
    names = list(found.places["name"])
    per_place = np.bincount(found.assignment.place, minlength=len(names))
    assert per_place[names.index("Loftahammar")] < per_place[names.index("Karstorp")] / 5
    weekly = truth(folder)["kommuner"]["0883"]["platser"]["Karstorp"]["sista_13_veckorna"]
    assert sum(weekly[-4:]) > 2 * sum(weekly[:4])


def test_shipped_places_are_valid_named_once_and_inside_their_kommun(shared_data: Path) -> None:
    boundaries = gpd.read_file(shared_data / "sweden" / "kommuner_five_4326.geojson")
    boundaries = boundaries.to_crs(3006).set_index("KOM_KOD").geometry
    for each in demo.KOMMUNER:
        known = world.places(each)
        assert len({place.name for place in known}) == len(known)
        for place in known:
            assert place.polygon.is_valid
            assert boundaries[each.kommun.code].buffer(100).contains(place.polygon), place.name


def test_some_shipped_places_lie_within_others() -> None:
    for each in demo.KOMMUNER:
        known = world.places(each)
        town = next(p for p in known if "tätort" in p.name)
        centre = next(p for p in known if p.typ == "centrum")
        assert town.polygon.contains(centre.polygon.centroid)


def test_every_planted_truth_names_a_shipped_place() -> None:
    for each in demo.KOMMUNER:
        assert set(each.truths) <= {place.name for place in world.places(each)}
