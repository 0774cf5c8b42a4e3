"""How much faster a million incidents are read from the store than with pandas.read_sql.

Both read the same rows and columns in the same order from the same file, in turn, within one run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from geo.model import CATEGORIES, ImportKind, Kommun
from geo.store import read, write
from geo.store.engine import open_store
from tests import store_frames as frames

ROWS = 1_000_000
QUERY = """
    SELECT incident_id, source, category, start_utc, end_utc, x, y, precision, place_text,
           severity, reported, mid_utc
    FROM incident WHERE kommun = '0883' AND replaced_by IS NULL ORDER BY mid_utc, incident_id
"""


def _incidents(rows: int) -> pd.DataFrame:
    chance = np.random.default_rng(1)
    start = chance.integers(1_600_000_000, 1_760_000_000, rows)
    x = chance.normal(587_000, 5_000, rows)
    x[chance.random(rows) < 0.1] = np.nan
    return frames.incidents(
        [f"{at:09d}" for at in range(rows)],
        category=chance.choice(list(CATEGORIES), rows),
        start_utc=pd.array(start, dtype="Int64"),
        end_utc=pd.array(start + chance.integers(0, 86_400, rows), dtype="Int64"),
        x=x,
        place_text=chance.choice([f"Plats {at}" for at in range(300)], rows),
    )


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def test_reading_a_million_incidents(tmp_path: Path) -> None:
    parsed = frames.parsed(ImportKind.EST, _incidents(ROWS))
    path = tmp_path / "platsbild.sqlite"

    def save() -> None:
        write.save(store, parsed, kommun="0883", file="f", sha256="", imported_utc=0)

    def peer() -> pd.DataFrame:
        with closing(sqlite3.connect(path)) as connection:
            return pd.read_sql(QUERY, connection)

    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        first, again = _seconds(save), _seconds(save)
        own, other = [], []
        for _ in range(3):
            own.append(_seconds(lambda: read.incidents(store, "0883")))
            other.append(_seconds(peer))
        assert read.incidents(store, "0883")["incident_id"].equals(peer()["incident_id"])
    print(f"\nsave {ROWS:,} rows: {first:.1f} s, the same again: {again:.1f} s")
    print(f"read.incidents {median(own):.3f} s, pandas.read_sql {median(other):.3f} s")
    print(f"ratio {median(other) / median(own):.1f}")
