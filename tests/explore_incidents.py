"""Incidents at random for tests of exploring: every kind of time, position and precision."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.explore.columns import Columns, columns
from geo.join.assign import Assignment
from geo.model import CATEGORIES, IncidentSource, Precision
from geo.store.read import UNTIMED

CENTRE = (57.76, 16.64)
FIRST_UTC = 1_767_225_600  # 2026-01-01
LENGTHS = (0, 3600, 6 * 3600, 6 * 3600 + 1, 86_400, 86_401, 30 * 86_400)
PLACES = (11, 12, 13)


def incidents(n: int, seed: int) -> pd.DataFrame:
    """As ``store.read.incidents`` gives them, half a year of them over a clock change."""
    rng = np.random.default_rng(seed)
    start = FIRST_UTC + rng.integers(0, 180 * 86_400, n)
    end = start + rng.choice(LENGTHS, n)
    timed = rng.random(n) > 0.1
    mid = np.where(timed, (start + end) // 2, UNTIMED)
    x, y = rng.normal(597_000, 2_000, n), rng.normal(6_402_000, 2_000, n)
    x[rng.random(n) < 0.2] = np.nan
    frame = pd.DataFrame(
        {
            "incident_id": np.arange(n),
            "source": pd.Categorical(rng.choice([s.value for s in IncidentSource], n)),
            "category": pd.Categorical(rng.choice(sorted(CATEGORIES), n)),
            "start_utc": pd.array(np.where(timed, start, 0), dtype="Int64"),
            "end_utc": pd.array(np.where(timed, end, 0), dtype="Int64"),
            "x": x,
            "y": np.where(np.isnan(x), np.nan, y),
            "precision": pd.Categorical(rng.choice([p.value for p in Precision], n)),
            "place_text": pd.Categorical(rng.choice(["Torget", "=cmd|' /C calc'!A0"], n)),
            "mid_utc": mid,
        }
    )
    frame.loc[~timed, ["start_utc", "end_utc"]] = pd.NA
    return frame.sort_values(["mid_utc", "incident_id"], ignore_index=True)


def assignment(frame: pd.DataFrame, seed: int) -> Assignment:
    """Pairs at random: rows in none, one or two places; points only where the precision is good."""
    rng = np.random.default_rng(seed)
    positioned = frame["x"].notna() & frame["precision"].isin(["adress", "kvarter"])
    pairs = rng.random((len(frame), len(PLACES))) < 0.3
    row, place = np.nonzero(pairs)
    return Assignment(row, place, np.zeros(len(row), np.int8), positioned.to_numpy())


def read(frame: pd.DataFrame, assigned: Assignment) -> Columns:
    return columns(frame, assigned, place_ids=np.array(PLACES), where=CENTRE, crs="EPSG:3006")
