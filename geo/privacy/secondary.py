"""Which cells to hide for others' sake: the cheapest that leave no bounds too narrow.

Cutting planes after Fischetti & Salazar (*Solving the cell suppression problem on tabular data
with linear constraints*, Management Science 47(7), 2001, 1008–1027): a 0–1 programme chooses what
to hide; the attacker looks for a cell whose bounds are too narrow; the prices of its programme say
which cells would have to be hidden (their capacity constraints), and the choice is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from geo.privacy.demands import Broken, broken
from geo.privacy.state import Floats, K, State, States, known
from geo.privacy.system import System

ROUNDS = 400
"""Far more than any table has needed."""
SECONDS = 2.0
"""For one choice; the best one found then is taken."""


@dataclass(frozen=True, eq=False)
class Suppressed:
    """What is hidden.

    Attributes
    ----------
    state : ndarray of int8, shape (cells,)
    silent : bool
        Whether the words "färre än 5" would have told too much, so that none of the new cells has
        them.
    rounds : int
        How often the attacker was asked.
    """

    state: States
    silent: bool
    rounds: int


def suppress(system: System, new: NDArray[np.bool_], *, k: int = K) -> Suppressed:
    """Return how the new cells are published so that the rule holds for all, old ones too.

    Parameters
    ----------
    system : System
        Old cells as they are published; new ones as anything.
    new : ndarray of bool, shape (cells,)
    """
    for silent in (False, True):
        found = _search(system, new, silent, k)
        if found is not None:
            return found
    raise ArithmeticError("what was published before breaks the rule by itself")


def cost(system: System) -> Floats:
    """Return what hiding each cell costs: more for larger numbers, which tell more."""
    return np.asarray(1.0 + np.log1p(system.value))


def _search(system: System, new: NDArray[np.bool_], silent: bool, k: int) -> Suppressed | None:
    value = system.value
    small = new & (value < k)
    choice = _Choice(system, np.flatnonzero(new & ~small), silent, k)
    points: Floats = np.zeros((0, len(system.atoms)))
    hidden: NDArray[np.bool_] | None = np.zeros(len(choice.cells), dtype=np.bool_)
    for count in range(1, ROUNDS + 1):
        if hidden is None:
            return None
        state = _stated(system.state, new, small, choice.cells[hidden], silent)
        found, points = broken(system.stated(state), points, k=k)
        if not found:
            return Suppressed(state, silent, count)
        if not len(choice.cells):
            return None
        for each in found:
            choice.cut(each, hidden)
        hidden = choice.cheapest()
    raise ArithmeticError("no end to what would have to be hidden")


def _stated(
    state: States,
    new: NDArray[np.bool_],
    small: NDArray[np.bool_],
    hidden: NDArray[np.int64],
    silent: bool,
) -> States:
    told = np.where(new, State.SHOWN, state).astype(np.int8)
    told[small] = State.SILENT if silent else State.FEW
    told[hidden] = State.SILENT if silent else State.HIDDEN
    return told


class _Choice:
    """The 0–1 programme over the cells that may be hidden."""

    def __init__(self, system: System, cells: NDArray[np.int64], silent: bool, k: int) -> None:
        self.cells = cells
        self.cost = cost(system)[cells]
        value = system.value[cells]
        hidden = np.full(len(cells), State.SILENT if silent else State.HIDDEN, dtype=np.int8)
        low, _ = known(value, hidden, k=k)
        self.down = value - low
        self._at = {int(cell): at for at, cell in enumerate(cells)}
        self._rows: list[Floats] = []
        self._least: list[float] = []

    def cut(self, each: Broken, hidden: NDArray[np.bool_]) -> None:
        """Rule out the choice that let a cell's bounds be too narrow.

        With the attacker's prices fixed, hiding a cell can move the bound by at most its price
        times how far it may then be from its value; what is missing must come from there.
        """
        gain = np.zeros(len(self.cells))
        for reach in each.reaches:
            above, below = reach.above[self.cells], reach.below[self.cells]
            gain += np.where(above > 1e-9, np.inf, 0.0) + below * self.down
        missing = each.short + float(gain[hidden & np.isfinite(gain)].sum())
        own = self._at.get(each.cell)
        if own is None:
            self._add(np.minimum(gain, missing), missing)
            return
        missing -= gain[own] if np.isfinite(gain[own]) else 0.0
        row = np.minimum(gain, missing)
        row[own] = -missing
        self._add(row, 0.0)

    def _add(self, row: Floats, least: float) -> None:
        scale = float(np.abs(row).max()) or 1.0
        self._rows.append(np.where(np.abs(row) > 1e-7 * scale, row, 0.0) / scale)
        self._least.append(least / scale)

    def cheapest(self) -> NDArray[np.bool_] | None:
        """Return the cheapest choice that no cut rules out, or None where there is none."""
        found = milp(
            self.cost,
            constraints=LinearConstraint(np.vstack(self._rows), lb=np.array(self._least)),
            integrality=np.ones(len(self.cells)),
            bounds=Bounds(0, 1),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.05},
        )
        return None if found.x is None else np.asarray(found.x > 0.5)
