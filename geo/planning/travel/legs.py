"""What travel answers: minutes between points, and the way itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Mode(StrEnum):
    """How a patrol gets about."""

    FOOT = "till_fots"
    CAR = "bil_och_fot"


@dataclass(frozen=True)
class Legs:
    """Ways between all pairs of points; arrays of shape (points, points), row = from.

    Attributes
    ----------
    walked, driven : ndarray of float
        Minutes on foot and by car; both ``inf`` where there is no way.
    metres : ndarray of float
        Metres on foot.
    off_path : ndarray of float, shape (points,)
        Metres from each point to the path it was moved to; 0 where paths are not known.
    """

    walked: Floats
    driven: Floats
    metres: Floats
    off_path: Floats

    @property
    def minutes(self) -> Floats:
        """Return minutes from door to door."""
        return self.walked + self.driven


class Ways(Protocol):
    """How one gets from point to point: by crow's flight, or on a network of paths."""

    @property
    def method(self) -> str:
        """Return how ways are found, in Swedish, for the line of basis."""

    def legs(self, x: Floats, y: Floats, *, mode: Mode) -> Legs:
        """Return the ways between all pairs of points (metres in the store's CRS)."""

    def path(self, start: tuple[float, float], end: tuple[float, float], *, mode: Mode) -> Floats:
        """Return the way as x, y of its bends, shape (n, 2), n ≥ 2; a straight line if need be."""
