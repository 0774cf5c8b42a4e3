"""Ways by crow's flight, for where no paths are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.planning.travel import walking
from geo.planning.travel.car_parks import Drives, by_car
from geo.planning.travel.legs import Floats, Legs, Mode

DETOUR = 1.3
"""Metres on the road for a metre in a straight line."""
DRIVING = 60.0
"""Kilometres an hour between towns."""


def drives(x: Floats, y: Floats) -> Drives:
    """Return minutes by car between all pairs of points, and that one walks to no road."""
    metres = walking.straight_lines(x, y) * DETOUR
    return Drives(metres * 60 / (DRIVING * 1000), np.zeros(len(x)))


@dataclass(frozen=True, slots=True)
class CrowFly:
    """Ways by crow's flight; see `walking` for the rule on foot.

    >>> legs = CrowFly().legs(np.array([0.0, 300.0]), np.array([0.0, 400.0]), mode=Mode.FOOT)
    >>> legs.metres[0, 1].item(), round(legs.walked[0, 1].item(), 2)
    (700.0, 9.33)
    """

    @property
    def method(self) -> str:
        """Return how ways are found, in Swedish."""
        return (
            "Fågelvägen × 1,4 (över 1 km × 1,25) i 4,5 km/h till fots, "
            "och × 1,3 i 60 km/h med bil mellan orter"
        )

    def legs(self, x: Floats, y: Floats, *, mode: Mode) -> Legs:
        """Return the ways between all pairs of points; by car, one starts at the first point."""
        metres = walking.on_foot(walking.straight_lines(x, y))
        nothing = np.zeros_like(metres)
        foot = Legs(walking.minutes(metres), nothing, metres, np.zeros(len(x)))
        return foot if mode is Mode.FOOT else by_car(foot, x, y, drives)

    def path(self, start: tuple[float, float], end: tuple[float, float], *, mode: Mode) -> Floats:
        """Return the straight line."""
        return np.array([start, end], dtype=np.float64)
