"""A warm lägesbild from 1,000,000 incidents, beside pandas.read_sql of the same rows."""

from __future__ import annotations

import sqlite3
import statistics
import time
from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo import join, weeks
from geo.lagesbild import build
from geo.model import CATEGORIES, Selection

ROWS, PLACES, REPEATS = 1_000_000, 50, 7
NOW = datetime(2026, 3, 24, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def incidents() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    first, last = (int(datetime(y, m, d, tzinfo=UTC).timestamp()) for y, m, d in DAYS)
    start = rng.integers(first, last, ROWS)
    frame = pd.DataFrame(
        {
            "incident_id": np.arange(ROWS),
            "source": pd.Categorical.from_codes(rng.integers(0, 2, ROWS), ["est", "police"]),
            "category": pd.Categorical.from_codes(
                rng.integers(0, len(CATEGORIES), ROWS), list(CATEGORIES)
            ),
            "start_utc": start,
            "end_utc": start + rng.choice([0, 3_600, 86_400, 864_000], ROWS),
            "x": rng.normal(600_000, 1_000, ROWS),
            "y": rng.normal(6_400_000, 1_000, ROWS),
            "precision": pd.Categorical.from_codes(np.zeros(ROWS, dtype=int), ["adress"]),
            "place_text": pd.Categorical.from_codes(np.zeros(ROWS, dtype=int), [""]),
        }
    )
    middle = frame["start_utc"] + (frame["end_utc"] - frame["start_utc"]) // 2
    return frame.assign(mid_utc=middle).sort_values("mid_utc", ignore_index=True)


DAYS = ((2023, 1, 2), (2026, 3, 23))


@pytest.fixture(scope="module")
def places() -> gpd.GeoDataFrame:
    centres = [shapely.Point(600_000 + 60 * (i - 25), 6_400_000 + 40 * i) for i in range(PLACES)]
    return gpd.GeoDataFrame(
        {
            "place_id": range(PLACES),
            "name": [f"P{i}" for i in range(PLACES)],
            "typ": "torg",
            "status": "aktiv",
            "precision": "exakt",
            "source": "",
            "valid_from": "",
            "valid_to": "",
        },
        geometry=[centre.buffer(300) for centre in centres],
        crs="EPSG:3006",
    )


def test_a_warm_lagesbild_beside_reading_its_rows_with_pandas(tmp_path, incidents, places):
    index = join.PlaceIndex.build(places)
    no_visits = _nothing("place_text x y start_utc").astype({"start_utc": np.int64})
    given = {
        "places": places,
        "incidents": incidents,
        "assignment": join.assign(incidents, places, index),
        "visits": no_visits,
        "visit_assignment": join.assign(no_visits, places, index),
        "surveys": _nothing("place_text period_start period_end question n share_unsafe"),
        "causes": _nothing("place_id cause document"),
        "notices": _nothing("when_utc type name summary url"),
        "occasions": [],
        "overlap": join.overlaps(places),
        "untimed": 0,
        "where": (57.76, 16.64),
        "store_version": 1,
        "now": NOW,
    }
    peer, rows = _peer(tmp_path / "peer.sqlite", incidents)
    assert rows == ROWS
    for kind in ("2026-W12", "2026-W09--4W", "2026-02", "2025-T3"):
        times = []
        for back in range(REPEATS):
            period = weeks.shift(weeks.parse(kind), -back)
            start = time.perf_counter()
            found = build(selection=Selection("0883", period), **given)
            times.append(time.perf_counter() - start)
            low, high = weeks.bounds_utc(period)
            assert found.totals.rows == int(incidents["mid_utc"].between(low, high - 1).sum())
        warm = statistics.median(times[1:])
        print(
            f"\nlägesbild, {kind}, 1M incidents × {PLACES} places: {warm:.3f} s (first "
            f"{times[0]:.3f}); pandas.read_sql {peer:.2f} s; 1/{peer / warm:.0f} of its time"
        )


def _nothing(columns: str) -> pd.DataFrame:
    return pd.DataFrame(columns=columns.split())


def _peer(path, incidents: pd.DataFrame) -> tuple[float, int]:
    """Return the time pandas.read_sql takes for the rows in a plain SQLite table."""
    columns = [name for name in incidents.columns if name != "mid_utc"]
    lists = [incidents[name].tolist() for name in columns]
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE incident ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO incident VALUES ({marks})",  # noqa: S608 - column names of this file
            zip(*lists, strict=True),
        )
    connection = sqlite3.connect(path)
    start = time.perf_counter()
    rows = len(pd.read_sql("SELECT * FROM incident", connection))
    taken = time.perf_counter() - start
    connection.close()
    return taken, rows
