"""The demo: the same from the same seed, and every row where its truth says."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from geo import demo, intake, records
from geo.demo import events, world
from geo.model import ImportKind, ImportReport
from geo.store import read, write
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
    assert len(list(tmp_path.iterdir())) == 5 * 7 + 2
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_a_kommun_alone_is_written_as_with_the_others(folder: Path, tmp_path: Path) -> None:
    told = demo.write(tmp_path, seed=7, years=1, until=UNTIL, kommuner=["0821"])
    assert list(told["kommuner"]) == ["0821"]
    alone = [file.path for file in demo.files(tmp_path, kommuner=["0821"])]
    assert len(alone) == 8
    for path in alone:
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_another_seed_gives_another_demo(folder: Path, tmp_path: Path) -> None:
    demo.write(tmp_path, seed=8, years=1, scale=1.0, until=UNTIL)
    name = "0883-est-rapporter.csv"
    assert (tmp_path / name).read_bytes() != (folder / name).read_bytes()


@pytest.mark.parametrize(
    "kind",
    [
        ImportKind.EST, ImportKind.POLICE, ImportKind.VISITS, ImportKind.MEASURES,
        ImportKind.ACTIVITIES,
    ],
)  # fmt: skip
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


def test_every_planted_truth_names_a_shipped_place() -> None:
    for each in demo.KOMMUNER:
        assert set(each.truths) <= {place.name for place in world.places(each)}


def est_rows(folder: Path, code: str) -> list[dict[str, str]]:
    """The EST file as it stands."""
    text = (folder / f"{code}-est-rapporter.csv").read_bytes().decode("cp1252")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.mark.parametrize("code", ["0883", "0821"])
def test_the_truth_counts_the_rows_of_the_est_file(folder: Path, code: str) -> None:
    rows, told = est_rows(folder, code), truth(folder)["kommuner"][code]["filer"]["est"]
    names = {place.name for each in demo.KOMMUNER for place in world.places(each)}
    nowhere = [row for row in rows if not row["Latitud"]]
    assert len(rows) == told["rader"]
    assert len(rows) - len({row["Rapport-id"] for row in rows}) == told["omsanda"]
    assert len(nowhere) == told["utan_koordinater"]
    assert sum(row["Plats"] not in names for row in nowhere) == told["kan_inte_placeras"]
    swapped = [row for row in rows if row["Latitud"] and row["Latitud"] < row["Longitud"]]
    assert len(swapped) == told["fel"]["omkastade koordinater"]


def test_about_two_rows_in_a_hundred_are_faulty(folder: Path) -> None:
    for told in truth(folder)["kommuner"].values():
        est = told["filer"]["est"]
        assert 0.008 < sum(est["fel"].values()) / est["rader"] < 0.035


def test_the_rows_refused_are_those_with_an_impossible_date(
    folder: Path, imported: dict[tuple[str, ImportKind], ImportReport]
) -> None:
    days = {str(np.datetime64("2025-03-24") + n) for n in range(52 * 7)}
    rows = est_rows(folder, "0883")
    impossible = [line for line, row in enumerate(rows, start=2) if row["Datum"] not in days]
    assert [each.line for each in imported["0883", ImportKind.EST].rejects] == impossible


@pytest.mark.parametrize("kind", [ImportKind.EST, ImportKind.POLICE])
def test_the_importers_mend_and_list_the_other_faults(
    folder: Path, imported: dict[tuple[str, ImportKind], ImportReport], kind: ImportKind
) -> None:
    for code in ("0883", "0483"):
        planted = truth(folder)["kommuner"][code]["filer"][kind.value]["fel"]
        notes = imported[code, kind].notes
        swapped, misspelt = planted["omkastade koordinater"], planted["felstavad kategori"]
        assert any(note.startswith(f"{swapped} rad") and "omkastade" in note for note in notes)
        unknown = [note for note in notes if "okänd kategori" in note]
        # Of a label of many words the others may still say the category.
        assert 0 < int(unknown[0].split(" rad")[0]) <= misspelt


def test_personal_numbers_are_written_now_and_then_and_always_masked(
    folder: Path, imported: dict[tuple[str, ImportKind], ImportReport]
) -> None:
    private = [r for r in est_rows(folder, "0883") if any(c.isdigit() for c in r["Beskrivning"])]
    assert 0 < len(private) < 0.03 * imported["0883", ImportKind.EST].rows
    with open_store(folder / "store.sqlite") as store:
        found = read.incidents(store, "0883")
        texts = read.incident_texts(store, found["incident_id"].tolist())
    assert not texts["text"].str.contains("19121212|1740605").any()


def test_planted_rows_stand_in_the_files_at_their_place(folder: Path) -> None:
    for code, told in truth(folder)["kommuner"].items():
        rows = {row["Rapport-id"]: row for row in est_rows(folder, code)}
        for name, planted in told["platser"].items():
            assert planted["antal"] == len(planted["est_rapporter"] + planted["polisanmalningar"])
            for report in planted["est_rapporter"]:
                assert rows[report]["Plats"] in ("", name, "Gamla mejeriet")


def test_each_truth_is_what_it_says(folder: Path) -> None:
    for told in truth(folder)["kommuner"].values():
        for planted in told["platser"].values():
            usual, last = planted["medel_per_vecka"], planted["sista_13_veckorna"]
            if planted["sanning"] == "nattlig":
                assert planted["antal_natt_22_04"] > 0.75 * planted["antal"]
            elif planted["sanning"] == "växande":
                assert np.mean(last[-3:]) > 2 * usual
            elif planted["sanning"] == "avtagande":
                assert np.mean(last[-4:]) < 0.6 * usual
            elif planted["sanning"] == "tyst":
                assert usual < 0.5


def test_the_place_perceived_as_unsafe_is_so_in_the_survey(folder: Path) -> None:
    text = (folder / "0883-trygghetsmatning.csv").read_bytes().decode("cp1252")
    unsafe = {
        row["Plats"]: float(row["Andel otrygga"].replace(",", "."))
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    }
    assert max(unsafe, key=lambda name: unsafe[name]) == "Stadsparken"


@pytest.mark.parametrize("number", range(len(demo.KOMMUNER)))
def test_incidents_lie_in_their_place_and_end_with_the_demo(number: int) -> None:
    each, weeks = demo.KOMMUNER[number], 60
    known = world.places(each)
    drawn = events.draw(
        each, known, first_monday=date(2025, 1, 6), weeks=weeks, scale=3.0,
        rng=np.random.default_rng(number),
    )  # fmt: skip
    for i, place in enumerate(known):
        here = drawn.place == i
        assert shapely.contains_xy(place.polygon, drawn.x[here], drawn.y[here]).all()
        outside = drawn.place < 0
        assert not shapely.contains_xy(place.polygon, drawn.x[outside], drawn.y[outside]).any()
        assert drawn.weekly[i].sum() == here.sum()
    assert (drawn.end >= drawn.start).all()
    assert drawn.end.max() < weeks * events.SECONDS_PER_WEEK
    longer_than_a_week = (drawn.end - drawn.start > events.SECONDS_PER_WEEK).mean()
    assert 0 < longer_than_a_week < 0.01


def test_a_workbook_is_never_larger_than_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LARGEST_WORKBOOK", 200)
    each = demo.KOMMUNER[0]
    drawn = events.draw(
        each, world.places(each), first_monday=date(2025, 1, 6), weeks=52, scale=4.0,
        rng=np.random.default_rng(1),
    )  # fmt: skip
    assert 150 < drawn.police.sum() < 250
