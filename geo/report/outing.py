"""What every report of a walk is made from, and the marks that its stops have in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol import Plan
from geo.report.towns import crowded
from geo.schema import Ground

Way = NDArray[np.float64]
Box = tuple[float, ...]
"""West, south, east and north in metres."""
Ways = tuple[tuple[Way, ...], ...]


@dataclass(frozen=True)
class Outing:
    """A plan, the ways of its walks, and what surrounds them.

    Attributes
    ----------
    plan : Plan
    paths : tuple of tuple of ndarray, shape (n, 2)
        Per walk: the way to each of its stops, and the way back; x, y in `crs`.
    places : GeoDataFrame
        ``place_id``, ``name`` and geometry of the kommun's places.
    crs : str
        Of everything that has x and y.
    kommun : str
        Name of the kommun.
    doing : mapping of int to tuple of str
        What to do at a place, by ``place_id``.
    ground, near : Ground, optional
        What lies under the places on the map, and on the map of the one town in more detail.

    Raises
    ------
    ValueError
        A walk has not one way per stop and one back.
    """

    plan: Plan
    paths: Ways
    places: gpd.GeoDataFrame
    crs: str
    kommun: str = ""
    doing: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    ground: Ground | None = None
    near: Ground | None = None

    def __post_init__(self) -> None:
        wanted = [len(walk.stops) + 1 for walk in self.plan.walks]
        if [len(ways) for ways in self.paths] != wanted:
            raise ValueError("every walk has a way to each stop, and one back")


def windows(plan: Plan, paths: Ways) -> tuple[Box, ...]:
    """Return what the one or two maps on paper have to show; see :func:`town`."""
    found = town(plan)
    shown = [points_of(plan, paths)] if found is None else [points_of(plan, paths), found]
    return tuple(
        (*map(float, points.min(axis=0)), *map(float, points.max(axis=0))) for points in shown
    )


def town(plan: Plan) -> Way | None:
    """Return the stops of the town that has a map of its own, if one has; see ``towns.crowded``."""
    spots = {(stop.x, stop.y) for walk in plan.walks for stop in walk.stops}
    return crowded(np.array(sorted(spots)).reshape(-1, 2))


def points_of(plan: Plan, paths: Ways) -> Way:
    """Return all points of the walks, with where they begin and end; shape (n, 2)."""
    ends = [(each.x, each.y) for each in (plan.shift.origin, plan.shift.end or plan.shift.origin)]
    return np.concatenate([np.array(ends), *(way for ways in paths for way in ways)])
