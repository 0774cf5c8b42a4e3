"""What could be worked out of a cell from all that was published, and whether the rule holds.

Two attackers. The one of the rule solves linear programmes. ``whole`` is stronger: it knows that
incidents come in whole numbers, which in tables of three dimensions can tell more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from geo.privacy.attack import ROOM, Attacker
from geo.privacy.demands import NEAR
from geo.privacy.state import Floats, K, State, known, must_stay_open, must_stay_wide
from geo.privacy.system import System


@dataclass(frozen=True, eq=False)
class Audit:
    """The bounds of every cell that is not shown.

    Attributes
    ----------
    cell : ndarray of int
    low, high : ndarray of float
        What it can be at least and at most.
    fails : ndarray of bool
        Where the bounds are narrower than the rule.
    """

    cell: NDArray[np.int64]
    low: Floats
    high: Floats
    fails: NDArray[np.bool_]

    @property
    def holds(self) -> bool:
        """Return whether the rule holds everywhere."""
        return not self.fails.any()


def audit(system: System, *, k: int = K) -> Audit:
    """Return the bounds that linear programmes give, two for each cell that is not shown."""
    attacker = Attacker(system, k=k)
    cells = _looked_at(system)
    bounds = [
        (-attacker.push(-system.parts[at]).bound, attacker.push(system.parts[at]).bound)
        for at in cells
    ]
    return _judged(system, cells, bounds, k)


def whole(system: System, *, k: int = K) -> Audit:
    """Return the bounds in whole numbers: two integer programmes for each cell."""
    low, high = known(system.value, system.state, k=k)
    cells = _looked_at(system)
    limits = LinearConstraint(system.parts, low, high)
    size = system.parts.shape[1]

    def most(row: Floats) -> float:
        found = milp(
            -row,
            constraints=limits,
            integrality=np.ones(size),
            bounds=Bounds(0, float(system.atoms.sum() + ROOM)),
        )
        if found.x is None:
            raise ArithmeticError(f"the attack has no answer: {found.message}")
        return -float(found.fun)

    bounds = [(-most(-system.parts[at]), most(system.parts[at])) for at in cells]
    return _judged(system, cells, bounds, k)


def _looked_at(system: System) -> NDArray[np.int64]:
    value, state = system.value, system.state
    printed = (state != State.SHOWN) & (state != State.IMPLIED)
    return np.flatnonzero(printed | must_stay_open(value, state))


def _judged(
    system: System, cells: NDArray[np.int64], bounds: list[tuple[float, float]], k: int
) -> Audit:
    low, high = (np.array([each[side] for each in bounds], dtype=np.float64) for side in (0, 1))
    value, state = system.value[cells], system.state[cells]
    narrow = must_stay_open(value, state, k=k) & ((low > NEAR) | (high < k - 1 - NEAR))
    thin = must_stay_wide(value, state, k=k) & (high - low < k - 1 - NEAR)
    return Audit(cells, low, high, narrow | thin)
