"""Records for tests of need, without any store: places in a row, incidents that lie in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import join
from geo.model import CATEGORIES
from geo.planning import need
from geo.planning.need import HarmWeight, Need, Pace, Record, Slot, Weights
from geo.weeks import STOCKHOLM

WHERE = (57.76, 16.64)
HARM = {code: HarmWeight(1.0) for code in CATEGORIES}
WEEK = 7 * 86_400


def at(text: str) -> int:
    """Seconds UTC of a local time such as 2026-03-20 18:00."""
    return int(datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).timestamp())


NOW = at("2026-03-23 06:00")


def record(
    incidents: Sequence[tuple[int, str, int]] = (),
    *,
    places: int = 3,
    visits: Sequence[tuple[int, int]] = (),
    unsafe: Sequence[float | None] = (),
    **others: object,
) -> Record:
    """A record of places 1, 2, … with incidents (place, category, start) and visits (place, start).

    Places are 100 m wide; an incident in place 0 lies outside all of them.
    """
    frame = pd.DataFrame(
        {
            "place_id": np.arange(1, places + 1),
            "name": [f"Plats {n}" for n in range(1, places + 1)],
            "typ": "torg",
            "valid_from": "",
            "valid_to": "",
        }
    )
    squares = [shapely.box(100 * n, 0, 100 * n + 100, 100) for n in range(1, places + 1)]
    listed = gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:3006")
    logged = _incidents(incidents)
    seen = _visits(visits)
    index = join.PlaceIndex.build(listed)
    made = Record(
        places=listed,
        incidents=logged,
        assignment=join.assign(logged, listed, index),
        visits=seen,
        visit_assignment=join.assign(seen, listed, index),
        surveys=_surveys(unsafe),
        occasions=(),
        priorities=(),
        where=WHERE,
        untimed=0,
    )
    return replace(made, **others)  # type: ignore[arg-type]


def build(
    slots: tuple[Slot, ...],
    made: Record,
    weights: Weights | None = None,
    pace: Pace | None = None,
    now: int = NOW,
) -> Need:
    return need.build(
        slots, made, weights=weights or Weights(), harm_weights=HARM, now=now, pace=pace
    )


def _incidents(rows: Sequence[tuple[int, str, int]]) -> pd.DataFrame:
    ordered = sorted(rows, key=lambda row: row[2])
    start = np.array([row[2] for row in ordered], dtype=np.int64)
    return pd.DataFrame(
        {
            "category": pd.Categorical([row[1] for row in ordered], categories=list(CATEGORIES)),
            "start_utc": pd.array(start, dtype="Int64"),
            "end_utc": pd.array(start, dtype="Int64"),
            "mid_utc": start,
            "x": [100.0 * row[0] + 50 for row in ordered],
            "y": 50.0,
            "precision": "adress",
            "place_text": "",
        }
    )


def _visits(rows: Sequence[tuple[int, int]]) -> pd.DataFrame:
    ordered = sorted(rows, key=lambda row: row[1])
    return pd.DataFrame(
        {
            "x": np.array([100.0 * row[0] + 50 for row in ordered], dtype=np.float64),
            "y": np.full(len(ordered), 50.0),
            "place_text": pd.Series([""] * len(ordered), dtype=str),
            "start_utc": np.array([row[1] for row in ordered], dtype=np.int64),
        }
    )


def _surveys(unsafe: Sequence[float | None]) -> pd.DataFrame:
    rows = [
        (f"Plats {n}", "2025-01-01", "2025-12-31", "Otrygg", 100, share)
        for n, share in enumerate(unsafe, start=1)
        if share is not None
    ]
    columns = ["place_text", "period_start", "period_end", "question", "n", "share_unsafe"]
    return pd.DataFrame(rows, columns=columns)
