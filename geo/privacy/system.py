"""Cells that hang together: each is a sum of the same atoms, whatever table it stands in.

An atom is the smallest thing that is counted: one area, one group, one stretch of time. Rows,
columns, totals, towns of a kommun, weeks of a year: all are sums of atoms, and so everything that
was ever published of them is one set of linear equations (Fischetti & Salazar, *Solving the cell
suppression problem on tabular data with linear constraints*, Management Science 47(7), 2001: their
general table, of which hierarchical and linked tables are special cases).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.privacy.state import Counts, Floats, State, States


@dataclass(frozen=True, eq=False)
class System:
    """Everything published, and what it follows from.

    Attributes
    ----------
    parts : ndarray, shape (cells, atoms)
        1 where an atom is part of a cell, else 0.
    atoms : ndarray of int, shape (atoms,)
        The truth.
    state : ndarray of int8, shape (cells,)
        How each cell is published, see :class:`State`.
    """

    parts: Floats
    atoms: Counts
    state: States

    def __post_init__(self) -> None:
        if self.parts.shape != (len(self.state), len(self.atoms)):
            raise ValueError("a row of parts for every cell, a column for every atom")
        if (self.atoms < 0).any():
            raise ValueError("nothing is counted less than nought times")

    @property
    def value(self) -> Counts:
        """Return the true value of each cell."""
        return np.rint(self.parts @ self.atoms).astype(np.int64)

    def stated(self, state: States) -> System:
        """Return the same cells published otherwise."""
        return replace(self, state=state.astype(np.int8))


def table(counts: Counts, rows: Floats, columns: Floats, state: States) -> System:
    """Return one table, with any totals of its rows and columns.

    Parameters
    ----------
    counts : ndarray of int, shape (areas, groups)
    rows : ndarray, shape (rows, areas)
        1 where an area is part of a row: the identity, and below it the totals.
    columns : ndarray, shape (columns, groups)
    state : ndarray of int8, shape (rows, columns)
    """
    parts = np.kron(rows, columns).astype(np.float64)
    return System(parts, counts.ravel().astype(np.int64), state.ravel().astype(np.int8))


def with_total(count: int) -> Floats:
    """Return so many lines and their total, as :func:`table` asks for.

    Examples
    --------
    >>> with_total(2).tolist()
    [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    """
    return np.vstack([np.eye(count), np.ones((1, count))])


def first_state(value: Counts, *, k: int) -> States:
    """Return what a table says before anything is hidden for another's sake."""
    small: NDArray[np.bool_] = value < k
    return np.where(small, State.FEW, State.SHOWN).astype(np.int8)
