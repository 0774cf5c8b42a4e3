"""A million rows and a large workbook, the whole path in, beside the barest way to read them."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

ROWS, SHEET_ROWS = 1_000_000, 100_000
ROUNDS = 3
HEAD = (
    "Rapport-id", "Datum", "Tid", "Till datum", "Till tid", "Kategori", "Plats", "Latitud",
    "Longitud", "Allvarlighet", "Organisation", "Beskrivning",
)  # fmt: skip
KINDS = ("Klotter", "Skadegörelse", "Stöld", "Nedskräpning", "Bråk eller våld", "Narkotika")

PANDAS = """
import pandas, resource, sys, time
begun = time.perf_counter()
pandas.read_csv(sys.argv[1], sep=";", dtype=str)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
OWN = """
import resource, sys, time
from datetime import datetime, UTC
from pathlib import Path
import geopandas, numpy, pandas, pyarrow.csv, shapely
from geo import intake, records
from geo.demo import world
from geo.model import ImportKind, Kommun
from geo.store import write
from geo.store.engine import open_store
file, where = Path(sys.argv[1]), Path(sys.argv[2])
now = datetime(2026, 3, 23, tzinfo=UTC)
with open_store(where) as store:
    write.add_kommun(store, Kommun("0883", "Västervik"))
    places = world.places_file("0883")
    intake.take(store, ImportKind.PLACES, places.read_bytes(), file="p", kommun="0883", now=now)
    begun = time.perf_counter()
    report = intake.take(
        store, ImportKind.EST, file.read_bytes(), file="f", kommun="0883", now=now
    )
    records.gather(store, "0883")
    print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
          report.new, report.rows)
"""
CALAMINE = """
import sys, time
from python_calamine import CalamineWorkbook
begun = time.perf_counter()
CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(time.perf_counter() - begun, 0)
"""
TABLE = """
import sys, time
from pathlib import Path
import numpy, pyarrow.csv
from geo.sources import _tabular
content = Path(sys.argv[1]).read_bytes()
begun = time.perf_counter()
table = _tabular.read(content, file="f.xlsx")
print(time.perf_counter() - begun, 0, len(table))
"""


def row(chance: random.Random, number: int) -> list[str]:
    start = datetime(2023, 1, 1) + timedelta(minutes=chance.randrange(1_600_000))
    end = start + timedelta(minutes=chance.choice((0, 30, 120, 600)))
    return [
        f"R{number:07d}", f"{start:%Y-%m-%d}", f"{start:%H:%M}", f"{end:%Y-%m-%d}", f"{end:%H:%M}",
        chance.choice(KINDS), f"Plats {chance.randrange(50)}",
        f"{57.6 + chance.random() * 0.4:.5f}".replace(".", ","),
        f"{16.2 + chance.random() * 0.6:.5f}".replace(".", ","), str(chance.randint(1, 3)),
        f"Bolag {chance.randint(1, 20)}", f"Ungdomar vid bänkarna, nummer {number} i loggen",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def text_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(1)  # noqa: S311 - made-up rows
    path = tmp_path_factory.mktemp("csv") / "million.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(";".join(HEAD) + "\n")
        stream.writelines(";".join(row(chance, n)) + "\n" for n in range(ROWS))
    return path


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(2)  # noqa: S311 - made-up rows
    path = tmp_path_factory.mktemp("xlsx") / "large.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for n in range(SHEET_ROWS):
            sheet.write_row(n + 1, 0, row(chance, n))
    return path


def run(script: str, *arguments: object) -> list[float]:
    """Run a script in a process of its own and return the numbers that it prints."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def test_a_million_rows_take_at_most_12_times_what_pandas_needs_to_read_them(
    text_file: Path, tmp_path: Path
) -> None:
    ratios, peaks = [], []
    for turn in range(ROUNDS):
        bare = run(PANDAS, text_file)[0]
        own, peak, new, rows = run(OWN, text_file, tmp_path / f"{turn}.sqlite")
        assert rows == ROWS
        assert new > 0.99 * ROWS
        ratios.append(own / bare)
        peaks.append(peak)
        print(
            f"\nimport 1M rows: {own:.1f} s, pandas {bare:.2f} s: {own / bare:.1f} x, {peak:.0f} MB"
        )
    assert sorted(ratios)[ROUNDS // 2] <= 12
    assert max(peaks) <= 1500


def test_a_workbook_takes_at_most_3_times_what_calamine_needs(workbook: Path) -> None:
    ratios = []
    for _ in range(ROUNDS):
        bare = run(CALAMINE, workbook)[0]
        own, _, rows = run(TABLE, workbook)
        assert rows == SHEET_ROWS
        ratios.append(own / bare)
        print(f"\nXLSX 100,000 rows: {own:.2f} s, calamine {bare:.2f} s: {own / bare:.2f} x")
    assert sorted(ratios)[ROUNDS // 2] <= 3
