"""Walk, drive, walk: the points of a town share a car park, and one drives between car parks.

Points that lie within a walk of each other are one town (single linkage), and there one walks. The
car of a town stands at one point of it, however one came there and wherever one goes next, so that
every leg is the same whatever the order of the stops: from a point one walks to the car park of its
town, drives to the car park of the other town, and walks on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.planning.travel import walking
from geo.planning.travel.legs import Floats, Legs

LINKED = 20.0
"""Minutes on foot within which two points are of one town."""


@dataclass(frozen=True, slots=True)
class Drives:
    """Ways by car between points.

    Attributes
    ----------
    minutes : ndarray of float, shape (points, points)
        Row = from; ``inf`` where there is no way.
    to_road : ndarray of float, shape (points,)
        Metres one walks between each point and where its car stands.
    """

    minutes: Floats
    to_road: Floats


@dataclass(frozen=True, slots=True)
class Towns:
    """Which points are of one town, and at which of them its car stands.

    Attributes
    ----------
    of : ndarray of int, shape (points,)
        Number of each point's town, in order of their first points.
    park : ndarray of int, shape (towns,)
        The point at which a town's car stands.
    """

    of: NDArray[np.int64]
    park: NDArray[np.int64]


def towns(walked: Floats, x: Floats, y: Floats, *, linked: float = LINKED) -> Towns:
    """Return the towns of points, and their car parks.

    A town's car park is its point nearest to the middle of all its points; in the town of the first
    point, from where one starts, it is that point.

    Parameters
    ----------
    walked : ndarray of float, shape (points, points)
        Minutes on foot.
    x, y : ndarray of float, shape (points,)
        Metres.
    linked : float
        Minutes within which two points are of one town.

    Examples
    --------
    >>> x, y = np.array([0.0, 10.0, 500.0, 510.0, 520.0]), np.zeros(5)
    >>> found = towns(np.abs(x[:, None] - x), x, y)
    >>> found.of.tolist(), found.park.tolist()
    ([0, 0, 1, 1, 1], [0, 3])
    """
    if not len(x):
        return Towns(np.zeros(0, np.int64), np.zeros(0, np.int64))
    from scipy.sparse.csgraph import connected_components

    number, found = connected_components(walked <= linked, directed=False)
    first = np.array([np.flatnonzero(found == town)[0] for town in range(number)])
    of = np.argsort(np.argsort(first))[found]
    park = [_nearest_to_middle(np.flatnonzero(of == town), x, y) for town in range(number)]
    park[0] = 0
    return Towns(of.astype(np.int64), np.array(park, dtype=np.int64))


def by_car(
    foot: Legs,
    x: Floats,
    y: Floats,
    drives: Callable[[Floats, Floats], Drives],
) -> Legs:
    """Return legs on foot within towns, and by car between them.

    Parameters
    ----------
    foot : Legs
        Ways on foot between all the points.
    x, y : ndarray of float, shape (points,)
        Metres; one starts at the first.
    drives : callable
        Takes x, y of car parks.
    """
    found = towns(foot.walked, x, y)
    drive = drives(x[found.park], y[found.park])
    of, park = found.of, found.park[found.of]
    here = np.arange(len(x))
    road = drive.to_road[of]
    there, back = foot.metres[here, park] + road, foot.metres[park, here] + road
    same = of[:, None] == of[None, :]
    driven = np.where(same, 0.0, drive.minutes[of[:, None], of[None, :]])
    metres = np.where(same, foot.metres, there[:, None] + back[None, :])
    metres = np.where(np.isfinite(driven), metres, np.inf)
    driven = np.where(np.isfinite(metres), driven, np.inf)
    return Legs(walking.minutes(metres), driven, metres, foot.off_path)


def _nearest_to_middle(points: NDArray[np.int64], x: Floats, y: Floats) -> int:
    away = np.hypot(x[points] - x[points].mean(), y[points] - y[points].mean())
    return int(points[np.argmin(away)])
