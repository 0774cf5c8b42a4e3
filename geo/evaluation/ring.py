"""The rings around a place and its comparison, where displaced incidents would be seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.evaluation.log import Daily, Log, tabulate
from geo.records import Records

RING = 200.0
"""Metres around a place: more than twice the median error of police positions (83 m, Gerell 2018),
and about the two blocks that Weisburd and others (2006, Criminology 44, 549–592) looked within."""


@dataclass(frozen=True)
class Rings:
    """Incidents around the place (first row) and around its comparison (second), per day.

    Attributes
    ----------
    daily : Daily
    area : ndarray of float, shape (2,)
        Square metres.
    """

    daily: Daily
    area: NDArray[np.float64]


def rings(log: Log, records: Records, treated: int, compared: NDArray[np.int64]) -> Rings:
    """Count the incidents around a place and around its comparison.

    The place's ring is what lies within :data:`RING` of it, less the place itself; other places in
    it are part of it, for that is where incidents would go. The comparison's is the same around all
    its places together, less them, the treated place and its ring. Only rows with a position count.

    Parameters
    ----------
    log : Log
    records : Records
    treated : int
        Position of the place.
    compared : ndarray of int
        Positions of its comparison.
    """
    geometry = records.places.geometry.to_numpy()
    place = geometry[treated]
    wide = place.buffer(RING)
    others = shapely.union_all(geometry[compared])
    own = wide.difference(place).difference(others)
    theirs = others.buffer(RING).difference(others).difference(wide)
    parts = [_inside(log, records, each) for each in (own, theirs)]
    position = np.concatenate(parts)
    unit = np.repeat([0, 1], [len(part) for part in parts])
    daily = tabulate(log, position, unit, 2)
    return Rings(daily, np.array([own.area, theirs.area], dtype=np.float64))


def near(records: Records, treated: int) -> NDArray[np.bool_]:
    """Tell which places touch or share ground with a place or the ring around it."""
    geometry = records.places.geometry.to_numpy()
    return np.asarray(shapely.intersects(geometry, geometry[treated].buffer(RING)), dtype=np.bool_)


def _inside(log: Log, records: Records, area: BaseGeometry) -> NDArray[np.int64]:
    if area.is_empty:
        return np.zeros(0, dtype=np.int64)
    rows = records.incidents.iloc[log.row]
    x, y = (rows[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("x", "y"))
    known = records.assignment.positioned[log.row]
    shapely.prepare(area)
    inside = shapely.contains_xy(area, np.where(known, x, np.nan), np.where(known, y, np.nan))
    return np.flatnonzero(inside)
