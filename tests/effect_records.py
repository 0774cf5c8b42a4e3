"""Records for tests of effect, without any store: places in a row, incidents that lie in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import join, weeks
from geo.model import CATEGORIES
from geo.records import Records
from geo.schema import Measures

APART = 2000.0
"""Metres between places."""
SIDE = 200.0
FIRST = date(2024, 1, 1)
BEGAN = date(2026, 1, 12)
NOW = datetime(2026, 7, 13, 6, tzinfo=UTC)
DAYS = (NOW.date() - FIRST).days


def place(number: int, *, x: float | None = None) -> shapely.Polygon:
    """A square; places are numbered from 1."""
    west = APART * number if x is None else x
    return shapely.box(west, 0, west + SIDE, SIDE)


def incidents(
    rates: Sequence[float],
    *,
    seed: int = 1,
    after: Sequence[float] = (),
    around: tuple[float, float] | None = None,
) -> pd.DataFrame:
    """Incidents by chance, so many a week in places 1, 2, …; `after` are factors from the start.

    `around` is the rate in the ring of place 1 before and after.
    """
    rng = np.random.default_rng(seed)
    start, rows = (BEGAN - FIRST).days, []
    factors = [*after, *[1.0] * (len(rates) - len(after))]
    for number, (rate, factor) in enumerate(zip(rates, factors, strict=True), start=1):
        for low, high, each in ((0, start, rate), (start, DAYS, rate * factor)):
            days = rng.integers(low, high, rng.poisson(each * (high - low) / 7))
            rows += [(int(day), APART * number + 100, 100.0) for day in days]
    for low, high, each in (
        (0, start, (around or (0, 0))[0]),
        (start, DAYS, (around or (0, 0))[1]),
    ):
        days = rng.integers(low, high, rng.poisson(each * (high - low) / 7))
        rows += [(int(day), APART + 300, 100.0) for day in days]
    return frame(rows)


def frame(rows: Sequence[tuple[int, float, float]], **columns: object) -> pd.DataFrame:
    """Incidents on days since FIRST at x, y."""
    ordered = sorted(rows)
    start = np.array(
        [weeks.midnight(FIRST + timedelta(days=day)) + 43_200 for day, _, _ in ordered],
        dtype=np.int64,
    )
    made = pd.DataFrame(
        {
            "source": "est",
            "category": pd.Categorical(
                ["skadegorelse"] * len(ordered), categories=list(CATEGORIES)
            ),
            "start_utc": pd.array(start, dtype="Int64"),
            "end_utc": pd.array(start, dtype="Int64"),
            "mid_utc": start,
            "x": [x for _, x, _ in ordered],
            "y": [y for _, _, y in ordered],
            "precision": "adress",
            "place_text": "",
        }
    )
    return made.assign(**columns)


def measure(number: int, began: str, **columns: object) -> dict[str, object]:
    """A measure in a place."""
    names = Measures.to_schema().columns
    row: dict[str, object] = dict.fromkeys(names, "")
    return row | {
        "measure_id": number, "row_key": str(number), "x": APART * number + 100.0, "y": 100.0,
        "place_text": "", "kind": "belysning", "what": "Ny belysning", "status": "klar",
        "began": began,
    } | columns  # fmt: skip


def records(
    logged: pd.DataFrame,
    places: int,
    *,
    shapes: Sequence[shapely.Polygon] | None = None,
    measures: Sequence[dict[str, object]] = (),
    visits: pd.DataFrame | None = None,
    typ: str = "torg",
) -> Records:
    """Everything on record of a kommun with places 1, 2, …"""
    squares = list(shapes or [place(n) for n in range(1, places + 1)])
    listed = gpd.GeoDataFrame(
        {
            "place_id": np.arange(1, len(squares) + 1),
            "name": [f"Plats {n}" for n in range(1, len(squares) + 1)],
            "typ": typ,
            "valid_from": "",
            "valid_to": "",
        },
        geometry=squares,
        crs="EPSG:3006",
    )
    index = join.PlaceIndex.build(listed)
    columns = [*Measures.to_schema().columns, "measure_id"]
    done = pd.DataFrame(list(measures), columns=columns)
    seen = (
        pd.DataFrame(
            {
                "x": [],
                "y": [],
                "place_text": pd.Series([], dtype=str),
                "start_utc": np.zeros(0, dtype=np.int64),
            }
        )
        if visits is None
        else visits
    )
    nothing = pd.DataFrame({"x": [], "y": [], "place_text": pd.Series([], dtype=str)})
    return Records(
        kommun="0883", store_version=1, crs="EPSG:3006", places=listed, incidents=logged,
        visits=seen, surveys=pd.DataFrame(), activities=nothing, measures=done,
        causes=pd.DataFrame(), notices=pd.DataFrame(),
        assignment=join.assign(logged, listed, index),
        visit_assignment=join.assign(seen, listed, index),
        activity_assignment=join.assign(nothing, listed, index),
        measure_assignment=join.assign(done, listed, index),
        overlap=join.overlaps(listed), aliases={}, untimed=0, boundary=None, centre=(57.7, 16.6),
    )  # fmt: skip
