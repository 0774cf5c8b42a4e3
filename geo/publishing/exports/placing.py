"""Which places rows count to, and where on a map they are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.analysis.innermost import innermost
from geo.join import Assignment
from geo.records import Records

NOWHERE = -1


def names(
    records: Records, assignment: Assignment, known: pd.Series, wanted: pd.Series
) -> list[str]:
    """Return the names of the places that each row lies in, or an empty text.

    Parameters
    ----------
    records : Records
    assignment : Assignment
        Of the rows that `known` numbers.
    known, wanted : Series of int
        Numbers of the rows that were joined, and of those asked for; rows that have come since the
        join lie nowhere yet.
    """
    told = [""] * len(known)
    listed = [str(name) for name in records.places["name"]]
    for row, place in zip(assignment.row.tolist(), assignment.place.tolist(), strict=True):
        told[row] = f"{told[row]}, {listed[place]}" if told[row] else listed[place]
    found = dict(zip(known.tolist(), told, strict=True))
    return [found.get(number, "") for number in wanted.tolist()]


def spots(
    records: Records, assignment: Assignment, known: pd.Series, rows: pd.DataFrame, number: str
) -> tuple[gpd.GeoSeries, list[str]]:
    """Return a point for each row, and what the point is.

    A row without a position of its own is drawn within its place, the smallest one that it lies in.

    Parameters
    ----------
    rows : DataFrame
        With ``x``, ``y`` in the store's CRS, and the number of each row in column `number`.

    Returns
    -------
    points : GeoSeries
        Missing where neither is known.
    what : list of str
        ``eget läge``, ``i platsen`` or nothing.
    """
    place = _innermost(records, assignment, known, rows[number])
    own = rows["x"].notna().to_numpy() & rows["y"].notna().to_numpy()
    points = np.full(len(rows), None, dtype=object)
    points[own] = shapely.points(rows["x"].to_numpy()[own], rows["y"].to_numpy()[own])
    within = ~own & (place != NOWHERE)
    inside = shapely.point_on_surface(records.places.geometry.to_numpy())
    points[within] = inside[place[within]]
    what = np.where(own, "eget läge", np.where(within, "i platsen", ""))
    return gpd.GeoSeries(points, crs=records.crs), [str(each) for each in what]


def _innermost(
    records: Records, assignment: Assignment, known: pd.Series, wanted: pd.Series
) -> NDArray[np.int64]:
    area = records.places.area.to_numpy(dtype=np.float64)
    kept = innermost(assignment.row, assignment.place, area)
    place = np.full(len(known), NOWHERE, dtype=np.int64)
    place[assignment.row[kept]] = assignment.place[kept]
    found = dict(zip(known.tolist(), place.tolist(), strict=True))
    return np.array([found.get(each, NOWHERE) for each in wanted.tolist()], dtype=np.int64)


def placed(told: Sequence[str]) -> str:
    """Say of how many rows the place is known: ``412 rader, 398 i en plats, 14 utan plats``."""
    inside = sum(1 for each in told if each)
    return f"{len(told)} rader, {inside} i en plats, {len(told) - inside} utan plats"
