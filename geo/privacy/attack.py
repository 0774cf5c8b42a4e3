"""The attacker: how far up or down a cell can be, given everything that was published.

The attacker subproblem of Fischetti & Salazar (Management Science 47(7), 2001), a linear programme
over the atoms. Its bounds are never narrower than those of whole numbers, see ``audit.whole``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from geo.privacy.state import Counts, Floats, K, known
from geo.privacy.system import System

ROOM = 20
"""An atom is taken to be at most so much more than all that is counted: so that no bound is
infinite. It can only make the attacker stronger."""


@dataclass(frozen=True, eq=False)
class Reach:
    """How far a cell can be moved one way.

    Attributes
    ----------
    bound : float
        The greatest value of the cell, or of minus the cell where it was pushed down.
    atoms : ndarray
        A table that has it and looks the same in public.
    above, below : ndarray, shape (cells,)
        By how much the bound grows when a cell's upper bound rises by one, or its lower one falls.
    """

    bound: float
    atoms: Floats
    above: Floats
    below: Floats


class Attacker:
    """Somebody who has read everything; asked about one cell after another.

    Parameters
    ----------
    system : System
    k : int
    """

    def __init__(self, system: System, *, k: int = K) -> None:
        value = system.value
        self.parts = system.parts
        self.low, self.high = known(value, system.state, k=k)
        self.equal = np.flatnonzero(self.low == self.high)
        self.upper = np.flatnonzero((self.low < self.high) & np.isfinite(self.high))
        self.lower = np.flatnonzero((self.low < self.high) & (self.low > 0))
        self.room = float(system.atoms.sum() + ROOM)
        self._fixed = csr_array(self.parts[self.equal])
        self._within = csr_array(np.vstack([self.parts[self.upper], -self.parts[self.lower]]))
        self._right = np.concatenate([self.high[self.upper], -self.low[self.lower]])

    def push(self, cell: Floats) -> Reach:
        """Return the greatest value of a sum of atoms.

        Parameters
        ----------
        cell : ndarray, shape (atoms,)
            A row of ``parts``, negative for the least value.
        """
        found = linprog(
            -cell,
            A_ub=self._within if len(self._right) else None,
            b_ub=self._right if len(self._right) else None,
            A_eq=self._fixed if len(self.equal) else None,
            b_eq=self.low[self.equal] if len(self.equal) else None,
            bounds=(0, self.room),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(f"the attack has no answer: {found.message}")
        above, below = np.zeros(len(self.parts)), np.zeros(len(self.parts))
        if len(self.equal):
            price = -found.eqlin.marginals
            above[self.equal], below[self.equal] = np.maximum(price, 0), np.maximum(-price, 0)
        if len(self._right):
            price = -found.ineqlin.marginals
            above[self.upper] += price[: len(self.upper)]
            below[self.lower] += price[len(self.upper) :]
        return Reach(-float(found.fun), np.asarray(found.x), above, below)


def holds(system: System, points: Floats, *, k: int = K) -> Floats:
    """Return those of some sets of atoms that look the same in public.

    Parameters
    ----------
    points : ndarray, shape (points, atoms)
    """
    low, high = known(system.value, system.state, k=k)
    cells = points @ system.parts.T
    near = 1e-6
    fits = (cells >= low - near).all(axis=1) & (cells <= high + near).all(axis=1)
    return np.asarray(points[fits])


def true_point(atoms: Counts) -> Floats:
    """Return the truth as the first of the points that look the same in public."""
    return atoms.astype(np.float64)[None, :]
