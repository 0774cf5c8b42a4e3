"""A lägesbild from a store of 1,000,000 incidents: cold and warm, beside pandas.read_sql."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from geo import records, weeks
from geo.model import ImportKind, Kommun, Selection
from geo.schema import Incidents, Parsed, Places
from geo.store import write
from geo.store.engine import open_store
from tests.store_frames import incidents, places

ROWS = 1_000_000
NOW = datetime(2026, 3, 24, 8, tzinfo=UTC)


def test_cold_is_faster_than_reading_and_warm_a_tenth(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        for kind, frame in (
            (ImportKind.PLACES, Places.validate(places([f"P{i}" for i in range(15)]))),
            (
                ImportKind.EST,
                Incidents.validate(_spread(incidents([f"{i:032x}" for i in range(ROWS)]))),
            ),
        ):
            parsed = Parsed(kind, frame, (), len(frame))
            write.save(store, parsed, kommun="0883", file="f", sha256="", imported_utc=1)
    selection = Selection("0883", weeks.parse("2026-W11"))

    began = time.perf_counter()
    with open_store(path) as store:
        found = records.gather(store, "0883")
    cold_picture = records.lagesbild(found, selection, now=NOW)
    cold = time.perf_counter() - began

    warm = []
    for week in ("2026-W10", "2026-W09", "2026-W08", "2026-W07", "2026-W06"):
        began = time.perf_counter()
        records.lagesbild(found, Selection("0883", weeks.parse(week)), now=NOW)
        warm.append(time.perf_counter() - began)

    began = time.perf_counter()
    with sqlite3.connect(path) as connection:
        rows = pd.read_sql(
            "SELECT incident_id, source, category, start_utc, end_utc, x, y, precision,"
            " place_text, severity, reported FROM incident WHERE kommun = '0883'",
            connection,
        )
    peer = time.perf_counter() - began
    median = float(np.median(warm))
    print(
        f"\n{len(rows)} incidents, pandas.read_sql {peer:.2f} s; lägesbild cold {cold:.2f} s = "
        f"{cold / peer:.2f} x, warm {median:.3f} s = 1/{peer / median:.0f}"
    )
    assert cold_picture.totals.rows > 0
    assert cold <= peer
    assert median <= peer / 10


def _spread(frame: pd.DataFrame) -> pd.DataFrame:
    """Spread the incidents over three years up to the week that is asked for."""
    rng = np.random.default_rng(1)
    first, last = (
        int(datetime(*day, tzinfo=UTC).timestamp()) for day in ((2023, 1, 2), (2026, 3, 23))
    )
    start = rng.integers(first, last, len(frame))
    end = start + rng.choice([0, 3600, 86_400], len(frame))
    return frame.assign(
        start_utc=pd.array(start, dtype="Int64"), end_utc=pd.array(end, dtype="Int64")
    )
