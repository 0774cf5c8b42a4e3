"""Small logs of visits and activities for the tests of promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import follow_up, join
from geo.follow_up import ledger
from geo.follow_up.standing import Standing
from geo.model import PromiseStatus
from geo.weeks import STOCKHOLM

HEAD = '[document]\ntitle = "T"\nkommuner = ["0883"]\nfrom = 2025-01-01\nto = 2025-12-31\n'
PLACES = ("Torget", "Parken", "Lekplatsen")

Visit = tuple[str, str, bool | None, str]
"""Local day and clock, place, on foot, measure."""


def document(toml: str, *, head: str = HEAD, name: str = "d") -> follow_up.Document:
    return follow_up.load((head + toml).encode(), file=f"{name}.toml")


def places() -> gpd.GeoDataFrame:
    """Three squares in a row; the third lies within the second."""
    squares = [
        shapely.box(0, 0, 100, 100), shapely.box(200, 0, 300, 100), shapely.box(210, 10, 220, 20),
    ]  # fmt: skip
    frame = pd.DataFrame({"place_id": [1, 2, 3], "name": PLACES})
    return gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:3006")


def visits(told: Sequence[Visit]) -> pd.DataFrame:
    at = [datetime.fromisoformat(each[0]).replace(tzinfo=STOCKHOLM).timestamp() for each in told]
    inside = {"Torget": 50.0, "Parken": 280.0, "Lekplatsen": 215.0}
    return pd.DataFrame(
        {
            "visit_id": np.arange(1, len(told) + 1),
            "place_text": pd.Series([each[1] for each in told], dtype="str"),
            "x": pd.Series([inside.get(each[1], np.nan) for each in told], dtype="float64"),
            "y": pd.Series(
                [15.0 if each[1] in inside else np.nan for each in told], dtype="float64"
            ),
            "start_utc": pd.Series(at, dtype="int64"),
            "minutes": pd.Series([15] * len(told), dtype="Int64"),
            "officers": pd.Series([2] * len(told), dtype="Int64"),
            "on_foot": pd.Series([each[2] for each in told], dtype="boolean"),
            "cause": pd.Series([""] * len(told), dtype="str"),
            "measure": pd.Series([each[3] for each in told], dtype="str"),
            "dialogue": pd.Series([None] * len(told), dtype="boolean"),
        }
    )


def activities(told: Sequence[dict[str, Any]]) -> pd.DataFrame:
    usual = {
        "promise": "", "kind": "", "number": 1, "status": "", "place_text": "",
        "organisation": "", "proof": "",
    }  # fmt: skip
    rows = [{**usual, **each} for each in told]
    frame = pd.DataFrame(
        rows, columns=["promise", "kind", "day", "number", "status", "place_text", "organisation",
                       "proof"],
    )  # fmt: skip
    texts = [name for name in frame if name != "number"]
    frame = frame.astype({**dict.fromkeys(texts, "str"), "number": "int64"})
    frame.insert(0, "activity_id", np.arange(1, len(told) + 1))
    return frame.assign(x=np.nan, y=np.nan)


def note(key: str, day: str, status: PromiseStatus, proof: str = "") -> dict[str, Any]:
    return {"promise": f"d/{key}", "day": day, "number": 0, "status": status.value, "proof": proof}


def standings(
    documents: Sequence[follow_up.Document],
    *,
    visited: Sequence[Visit] = (),
    done: Sequence[dict[str, Any]] = (),
    today: date,
    kommun: str = "0883",
) -> tuple[Standing, ...]:
    where, seen, acted = places(), visits(visited), activities(done)
    index = join.PlaceIndex.build(where)
    return ledger.standings(
        documents,
        kommun,
        places=where,
        visits=seen,
        visit_assignment=join.assign(seen, where, index),
        activities=acted,
        activity_assignment=join.assign(acted, where, index),
        today=today,
    )
