"""An integer program as it is written down: variables and rows one by one, then arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import coo_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Model:
    """What ``scipy.optimize.milp`` takes, and where the visits stand in its answer."""

    cost: Floats
    integrality: Ints
    bounds: Bounds
    constraints: LinearConstraint
    shape: tuple[int, int]

    def visits(self, answer: Floats) -> Ints:
        """Return visits by place and week."""
        places, weeks = self.shape
        return np.rint(answer[: places * weeks]).astype(np.int64).reshape(self.shape)


class Rows:
    """Variables and rows as they are added."""

    def __init__(self) -> None:
        self.cost: list[Floats] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []
        self.whole: list[Ints] = []
        self.count = 0
        self.entries: list[tuple[int, int, float]] = []
        self.limits: list[tuple[float, float]] = []

    def variables(
        self,
        shape: tuple[int, ...],
        *,
        cost: float | Floats = 0.0,
        low: float = 0.0,
        high: float | Ints = np.inf,
        whole: bool = False,
    ) -> Ints:
        """Add variables and return their numbers."""
        number = int(np.prod(shape))
        for column, value in ((self.cost, cost), (self.low, low), (self.high, high)):
            column.append(np.broadcast_to(np.asarray(value, np.float64), shape).ravel())
        self.whole.append(np.full(number, int(whole), dtype=np.int64))
        self.count += number
        return np.arange(self.count - number, self.count).reshape(shape)

    def row(
        self, entries: list[tuple[int, float]], low: float = -np.inf, high: float = np.inf
    ) -> None:
        """Add a row that lies between `low` and `high`."""
        at = len(self.limits)
        self.entries += [(at, int(column), value) for column, value in entries]
        self.limits.append((low, high))

    def model(self, shape: tuple[int, int]) -> Model:
        """Return the program; its first variables are visits by place and week."""
        at, column, value = (np.array(part) for part in zip(*self.entries, strict=True))
        rows = coo_array((value, (at, column)), shape=(len(self.limits), self.count)).tocsr()
        low, high = np.array(self.limits).T
        return Model(
            cost=np.concatenate(self.cost),
            integrality=np.concatenate(self.whole),
            bounds=Bounds(np.concatenate(self.low), np.concatenate(self.high)),
            constraints=LinearConstraint(rows, low, high),
            shape=shape,
        )
