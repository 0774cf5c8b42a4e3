"""How metres become millimetres on paper, and lines the data of an SVG path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PAD = 12.0
"""Millimetres around what is shown, so that no badge is cut."""
SMALLEST = 300.0
"""Metres that a map shows at least."""
_STEPS = tuple(m * 10**e for e in range(1, 6) for m in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Frame:
    """A map of ``wide`` × ``high`` millimetres; x goes right and y down from its upper left corner.

    Attributes
    ----------
    west, north : float
        Metres at the upper left corner.
    per_metre : float
        Millimetres of a metre.
    wide, high : float
    """

    west: float
    north: float
    per_metre: float
    wide: float
    high: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north in metres."""
        east = self.west + self.wide / self.per_metre
        return self.west, self.north - self.high / self.per_metre, east, self.north

    def at(self, points: Floats) -> Floats:
        """Return points (n, 2) of metres in millimetres."""
        corner = np.array([self.west, self.north])
        return np.asarray((points - corner) * np.array([1, -1]) * self.per_metre)

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Return one point in millimetres."""
        across, down = self.at(np.array([x, y]))
        return float(across), float(down)

    def path(self, points: Floats) -> str:
        """Return a line (n, 2) of metres as the data of an SVG path."""
        return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in self.at(points))

    def rings(self, rings: Iterable[Floats]) -> str:
        """Return closed rings as the data of an SVG path."""
        return " ".join(f"{self.path(ring)}Z" for ring in rings)

    @property
    def scale(self) -> tuple[float, str]:
        """Return a bar of a round length, at most a fifth of the map: millimetres, and words."""
        room = self.wide / 5 / self.per_metre
        length = max((each for each in _STEPS if each <= room), default=_STEPS[0])
        told = f"{length} m" if length < 1000 else f"{length // 1000} km"
        return length * self.per_metre, told


def around(points: Floats, *, wide: float, high: float) -> Frame:
    """Return the map in whose middle all points lie, as large as there is room for.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
        Metres; at least one.
    wide, high : float
        Millimetres.
    """
    low, top = points.min(axis=0), points.max(axis=0)
    size = np.maximum(top - low, SMALLEST)
    per_metre = float(min((wide - 2 * PAD) / size[0], (high - 2 * PAD) / size[1]))
    middle = (low + top) / 2
    west = float(middle[0] - wide / 2 / per_metre)
    north = float(middle[1] + high / 2 / per_metre)
    return Frame(west, north, per_metre, wide, high)


def rings_of(shape: shapely.Geometry) -> list[Floats]:
    """Return the rings of a polygon or multipolygon."""
    polygons = [each for each in shapely.get_parts(shape) if shapely.get_type_id(each) == 3]
    return [
        np.asarray(shapely.get_coordinates(ring))
        for each in polygons
        for ring in shapely.get_rings(each)
    ]
