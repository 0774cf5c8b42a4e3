"""The command line: what it prints, and how it says that something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import platsbild
from tests.conftest import DEMO_WEEK, environment


def in_its_own_process(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "geo.cli", *arguments],
        env=environment(store),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("lagesbild", "--kommun", "0883", "--week", DEMO_WEEK),
        ("lagesbild", "--kommun", "9999", "--week", DEMO_WEEK),
        ("lagesbild", "--week"),
    ],
)
def test_a_process_of_its_own_says_what_the_command_says_within_the_test(
    demo_store: Path, arguments: tuple[str, ...]
) -> None:
    here, there = platsbild(demo_store, *arguments), in_its_own_process(demo_store, *arguments)
    assert (here.returncode, here.stdout) == (there.returncode, there.stdout)
    assert here.stderr.split() == there.stderr.replace("python -m geo.cli", "platsbild").split()


def test_the_lagesbild_as_json_says_what_it_was_made_from(demo_store: Path) -> None:
    done = platsbild(demo_store, "lagesbild", "--kommun", "0883", "--week", DEMO_WEEK, "--json")
    told = json.loads(done.stdout)
    assert set(told) >= {"basis", "totals", "places", "notices"}
    assert told["basis"]["selection"]["period"] == DEMO_WEEK
    totals = told["totals"]
    assert totals["rows"] == totals["placed"] + totals["outside"] + totals["unplaced"] > 0
    assert set(told["places"][0]) >= {
        "place_id", "name", "count", "previous", "normal_low", "normal_mean", "normal_high",
        "last_year", "verdict", "last_visit", "reason",
    }  # fmt: skip


def test_the_same_file_again_is_nothing_new(tmp_path: Path) -> None:
    store, file = tmp_path / "s.sqlite", tmp_path / "est.csv"
    file.write_text("datum;kategori;plats\n2026-03-17;klotter;Torget\nigår;klotter;Torget\n")
    platsbild(store, "kommun", "add", "0883", "Västervik")
    first, second = (
        json.loads(
            platsbild(store, "import", "est", str(file), "--kommun", "0883", "--json").stdout
        )
        for _ in range(2)
    )
    assert (first["rows"], first["new"], first["rejected"]) == (2, 1, 1)
    assert first["rejects"][0]["line"] == 3
    assert (second["new"], second["duplicates"]) == (0, 1)


def test_a_dry_run_saves_nothing(tmp_path: Path) -> None:
    store, file = tmp_path / "s.sqlite", tmp_path / "est.csv"
    file.write_text("datum;kategori;plats\n2026-03-17;klotter;Torget\n")
    platsbild(store, "kommun", "add", "0883", "Västervik")
    for _ in range(2):
        done = platsbild(
            store, "import", "est", str(file), "--kommun", "0883", "--dry-run", "--json"
        )
        assert json.loads(done.stdout)["new"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lagesbild", "--kommun", "0883", "--week", "2026-W60"), "finns inte"),
        (("lagesbild", "--kommun", "9999", "--week", "2026-W12"), "finns inte"),
        (("import", "est", "missing.csv", "--kommun", "0883"), "kan inte läsas"),
    ],
)
def test_a_mistake_is_one_sentence_without_a_traceback(
    demo_store: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = platsbild(demo_store, *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_in_another_crs_keeps_it(tmp_path: Path) -> None:
    done = platsbild(tmp_path / "uk.sqlite", "init", "--crs", "EPSG:27700")
    assert "EPSG:27700" in done.stdout
    wrong = platsbild(tmp_path / "deg.sqlite", "init", "--crs", "EPSG:4326")
    assert "meter" in wrong.stderr


UNCLEAR = (
    "Vad;Upptäckt;Noterat;Plats\nKlotter;2026-03-12;2026-03-14;A\nKlotter;strax;2026-03-15;A\n"
)


@pytest.fixture
def unclear(tmp_path: Path) -> tuple[Path, Path]:
    """A store with a kommun, and a file that needs an answer."""
    store, file = tmp_path / "s.sqlite", tmp_path / "vakt.csv"
    file.write_text(UNCLEAR, encoding="utf-8")
    platsbild(store, "kommun", "add", "0883", "Västervik")
    return store, file


def test_what_cannot_be_told_is_asked_with_the_answers_to_give(unclear: tuple[Path, Path]) -> None:
    store, file = unclear
    done = platsbild(store, "import", "est", str(file), "--kommun", "0883")
    assert done.returncode == 1
    assert '--answer "columns.start=Upptäckt"' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_saved_mapping_is_used_by_name_and_for_files_that_look_alike(
    unclear: tuple[Path, Path],
) -> None:
    store, file = unclear
    answer = ("--answer", "columns.start=Upptäckt", "--save-mapping", "Vakten")
    first = platsbild(store, "import", "est", str(file), "--kommun", "0883", *answer)
    assert "1 nya" in first.stdout
    again = platsbild(store, "import", "est", str(file), "--kommun", "0883", "--dry-run")
    assert "Läst med kolumnmallen ”Vakten”" in again.stdout
    assert "Så lästes kolumnerna" in again.stdout
    file.write_text(UNCLEAR.replace("Plats", "Objekt"), encoding="utf-8")
    changed = platsbild(
        store, "import", "est", str(file), "--kommun", "0883", "--mapping", "Vakten",
        "--answer", "columns.place_text=Objekt", "--dry-run",
    )  # fmt: skip
    assert "fanns förra gången men inte nu: Plats" in changed.stdout
    exported = platsbild(store, "mappings", "export", "Vakten", "--kommun", "0883")
    assert 'start = "Upptäckt"' in exported.stdout


def test_the_history_shows_gives_out_rejects_takes_them_mended_and_undoes(
    unclear: tuple[Path, Path], tmp_path: Path
) -> None:
    store, file = unclear
    answer = ("--answer", "columns.start=Upptäckt")
    platsbild(store, "import", "est", str(file), "--kommun", "0883", *answer)
    assert "vakt.csv" in platsbild(store, "imports", "list").stdout
    assert "avvisad rad 3, Upptäckt" in platsbild(store, "imports", "show", "1").stdout
    rejected = tmp_path / "r.csv"
    platsbild(store, "imports", "rejects", "1", "--out", str(rejected))
    text = rejected.read_text(encoding="utf-8-sig").replace(";strax;", ";2026-03-13;")
    rejected.write_text(text, encoding="utf-8")
    assert "1 nya" in platsbild(store, "imports", "mend", "1", str(rejected)).stdout
    assert "ångrad" in platsbild(store, "imports", "undo", "2").stdout
    assert "finns inte" in platsbild(store, "imports", "undo", "2").stderr
