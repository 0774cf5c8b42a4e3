"""Ways on a known network of paths and roads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.planning.travel import crow_fly, routes, walking
from geo.planning.travel.car_parks import LINKED, Drives, by_car
from geo.planning.travel.graph import Graph
from geo.planning.travel.legs import Floats, Legs, Mode

FARTHEST = 1000.0
"""Metres from a path beyond which a point cannot be reached on it."""


@dataclass(frozen=True, eq=False)
class Network:
    """Ways on paths and roads.

    A point is moved to the nearest path that hangs together with most others, and one walks there
    by the rule of `walking`; two points at the very same place are 0 m apart. A point farther than
    :data:`FARTHEST` from every path cannot be reached.

    Attributes
    ----------
    foot : Graph
        Where one can walk; cost = metres, the same both ways.
    car : Graph, optional
        Where one can drive; cost = minutes. Without one, the rule of `crow_fly` holds for cars.
    source : str
        What the ways are taken from, for the line of basis.
    """

    foot: Graph
    car: Graph | None
    source: str

    @property
    def method(self) -> str:
        """Return how ways are found, in Swedish."""
        car = "bil längs vägarna" if self.car else "bil mellan orter fågelvägen × 1,3 i 60 km/h"
        return f"Kortaste vägen till fots i 4,5 km/h och {car}, enligt {self.source}"

    def legs(self, x: Floats, y: Floats, *, mode: Mode) -> Legs:
        """Return the ways between all pairs of points; by car, one starts at the first point."""
        foot = self._on_foot(x, y)
        return foot if mode is Mode.FOOT else by_car(foot, x, y, self._drives)

    def path(self, start: tuple[float, float], end: tuple[float, float], *, mode: Mode) -> Floats:
        """Return the way; by car it is driven where it is no walk within a town.

        Where there is no way it is a straight line, as it is from a point to its path.
        """
        ends = np.array([start, end], dtype=np.float64)
        minutes = self._on_foot(ends[:, 0], ends[:, 1]).walked[0, 1]
        graph = self.foot if mode is Mode.FOOT or minutes <= LINKED else self.car
        if graph is None or not minutes:
            return ends
        points = graph.snap(ends[:, 0], ends[:, 1])
        if points.off.max() > FARTHEST:
            return ends
        return routes.joined([ends[:1], routes.path(graph, points), ends[1:]])

    def _on_foot(self, x: Floats, y: Floats) -> Legs:
        points = self.foot.snap(x, y)
        to_path = _to_path(points.off)
        on_path = routes.costs(self.foot, points)
        metres = np.minimum(on_path, on_path.T) + (to_path[:, None] + to_path[None, :])
        metres[(x[:, None] == x[None, :]) & (y[:, None] == y[None, :])] = 0.0
        driven = np.where(np.isfinite(metres), 0.0, np.inf)
        return Legs(walking.minutes(metres), driven, metres, points.off)

    def _drives(self, x: Floats, y: Floats) -> Drives:
        if self.car is None:
            return crow_fly.drives(x, y)
        points = self.car.snap(x, y)
        return Drives(routes.costs(self.car, points), _to_path(points.off))


def _to_path(off: Floats) -> Floats:
    """Return the metres one walks to a path; ``inf`` where it is too far."""
    return np.where(off > FARTHEST, np.inf, walking.on_foot(off))
