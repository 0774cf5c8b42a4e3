"""The ways of a plan as lines, for map and track."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol import Plan, Walk
from geo.planning.travel import Mode, Ways

Way = NDArray[np.float64]


def walk_paths(plan: Plan, ways: Ways) -> tuple[tuple[Way, ...], ...]:
    """Return per walk the way to each of its stops, and the way back; x, y, shape (n, 2).

    A way on which nobody drives is the way on foot, even where there is a car.
    """
    return tuple(_of(walk, plan, ways) for walk in plan.walks)


def _of(walk: Walk, plan: Plan, ways: Ways) -> tuple[Way, ...]:
    origin, end = plan.shift.origin, plan.shift.end or plan.shift.origin
    points = [(origin.x, origin.y), *((s.x, s.y) for s in walk.stops), (end.x, end.y)]
    driven = [*(stop.driven for stop in walk.stops), walk.back_driven]
    return tuple(
        _way(ways, points[at], points[at + 1], Mode.CAR if by_car > 0 else Mode.FOOT)
        for at, by_car in enumerate(driven)
    )


def _way(ways: Ways, start: Any, end: Any, mode: Mode) -> Way:
    if start == end:
        return np.array([start, end], dtype=np.float64)
    return ways.path(start, end, mode=mode)
