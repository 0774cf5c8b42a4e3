"""What the rule asks of each cell, and whether a system meets it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.privacy.attack import Attacker, Reach, holds, true_point
from geo.privacy.state import Floats, K, must_stay_open, must_stay_wide
from geo.privacy.system import System

NEAR = 1e-6
MOST_POINTS = 400
"""Tables that look the same in public which are kept from one round to the next."""


@dataclass(frozen=True, eq=False)
class Broken:
    """A demand that is not met.

    Attributes
    ----------
    cell : int
    short : float
        By how much.
    reaches : tuple of Reach
        One way, or both where it is the width that is too small.
    """

    cell: int
    short: float
    reaches: tuple[Reach, ...]


def broken(system: System, points: Floats, *, k: int = K) -> tuple[list[Broken], Floats]:
    """Return demands that are not met, and the tables found on the way.

    Parameters
    ----------
    system : System
    points : ndarray, shape (points, atoms)
        Sets of atoms that may look the same in public: whatever a cell is in one of them needs no
        programme to be solved.

    Returns
    -------
    broken : list of Broken
    points : ndarray
        Those that do look the same, and new ones.
    """
    attacker = Attacker(system, k=k)
    seen = _Seen(system, np.vstack([true_point(system.atoms), holds(system, points, k=k)]))
    value, state = system.value, system.state
    small = np.flatnonzero(must_stay_open(value, state, k=k))
    _widen_together(attacker, seen, small, k)
    found: list[Broken] = []
    for cell in small:
        found += _too_narrow(attacker, seen, cell, k)
    for cell in np.flatnonzero(must_stay_wide(value, state, k=k)):
        found += _too_thin(attacker, seen, cell, k)
    return found, seen.points[-MOST_POINTS:]


def _widen_together(attacker: Attacker, seen: _Seen, small: NDArray[np.int64], k: int) -> None:
    """Find tables in which many small cells are nought, or k − 1, at once: fewer programmes."""
    for down in (True, False):
        left = len(small) + 1
        while True:
            open_ = seen.low[small] > NEAR if down else seen.high[small] < k - 1 - NEAR
            if not open_.any() or open_.sum() >= left:
                break
            left = int(open_.sum())
            rows = np.asarray(attacker.parts[small[open_]].sum(axis=0))
            seen.add(attacker.push(-rows) if down else attacker.push(rows))


def _too_narrow(attacker: Attacker, seen: _Seen, cell: np.int64, k: int) -> list[Broken]:
    """Return what keeps a small cell from being any value from 0 to k − 1, one way at a time."""
    row = attacker.parts[cell]
    if seen.high[cell] < k - 1 - NEAR:
        up = seen.add(attacker.push(row))
        if up.bound < k - 1 - NEAR:
            return [Broken(int(cell), k - 1 - up.bound, (up,))]
    if seen.low[cell] > NEAR:
        down = seen.add(attacker.push(-row))
        if -down.bound > NEAR:
            return [Broken(int(cell), -down.bound, (down,))]
    return []


def _too_thin(attacker: Attacker, seen: _Seen, cell: np.int64, k: int) -> list[Broken]:
    """Return what keeps a hidden cell from having k values."""
    if seen.high[cell] - seen.low[cell] >= k - 1 - NEAR:
        return []
    row = attacker.parts[cell]
    both = (seen.add(attacker.push(row)), seen.add(attacker.push(-row)))
    wide = both[0].bound + both[1].bound
    return [Broken(int(cell), k - 1 - wide, both)] if wide < k - 1 - NEAR else []


class _Seen:
    """The least and greatest value of each cell in the tables found so far."""

    def __init__(self, system: System, points: Floats) -> None:
        self.parts = system.parts
        self.points = points
        cells = points @ self.parts.T
        self.low: NDArray[np.float64] = cells.min(axis=0)
        self.high: NDArray[np.float64] = cells.max(axis=0)

    def add(self, reach: Reach) -> Reach:
        cells = self.parts @ reach.atoms
        self.low, self.high = np.minimum(self.low, cells), np.maximum(self.high, cells)
        self.points = np.vstack([self.points, reach.atoms])
        return reach
