"""A network of ways: crossings joined by edges, each edge a line with its bends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.planning.travel.legs import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Snapped:
    """Points moved to the nearest edge.

    Attributes
    ----------
    edge : ndarray of int, shape (points,)
    along : ndarray of float, shape (points,)
        Metres from the edge's start.
    off : ndarray of float, shape (points,)
        Metres from the point to the edge.
    """

    edge: Ints
    along: Floats
    off: Floats


@dataclass(frozen=True, eq=False)
class Graph:
    """A network in which every crossing can be reached from every other.

    No two edges join the same crossings, and none leads back to where it starts.

    Attributes
    ----------
    start, end : ndarray of int, shape (edges,)
        Crossings, counted from 0.
    forward, backward : ndarray of float, shape (edges,)
        Cost of a metre from start to end, and back; ``inf`` where that way is closed.
    first : ndarray of int, shape (edges + 1,)
        Where each edge's bends begin, and where the last one's end.
    x, y : ndarray of float, shape (bends,)
        Bends of all edges, both ends included; metres.
    """

    start: Ints
    end: Ints
    forward: Floats
    backward: Floats
    first: Ints
    x: Floats
    y: Floats

    def __post_init__(self) -> None:
        edges = len(self.start)
        each = (self.end, self.forward, self.backward, self.first[1:])
        if not edges or any(len(array) != edges for array in each):
            raise ValueError("a network has at least one edge, and all arrays tell of all edges")
        if self.first[0] != 0 or self.first[-1] != len(self.x) or len(self.x) != len(self.y):
            raise ValueError("every bend belongs to one edge")
        if (np.diff(self.first) < 2).any() or not np.isfinite([self.x, self.y]).all():
            raise ValueError("an edge has two ends somewhere")
        if min(self.start.min(), self.end.min()) < 0 or (self.start == self.end).any():
            raise ValueError("an edge joins two crossings")

    @cached_property
    def crossings(self) -> int:
        """Return how many crossings and dead ends there are."""
        return int(max(self.start.max(), self.end.max())) + 1

    @cached_property
    def lines(self) -> NDArray[np.object_]:
        """Return the edges as shapely LineStrings."""
        of = np.repeat(np.arange(len(self.start)), np.diff(self.first))
        return np.asarray(shapely.linestrings(self.x, self.y, indices=of))

    @cached_property
    def metres(self) -> Floats:
        """Return the length of each edge."""
        return np.asarray(shapely.length(self.lines))

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.lines)

    def snap(self, x: Floats, y: Floats) -> Snapped:
        """Return the nearest place on the nearest edge of each point, not only the nearest bend.

        Parameters
        ----------
        x, y : ndarray of float, shape (points,)
            Metres.
        """
        points = shapely.points(x, y)
        edge = np.asarray(self._tree.nearest(points), dtype=np.int64)
        lines = self.lines[edge]
        along = np.clip(shapely.line_locate_point(lines, points), 0, self.metres[edge])
        return Snapped(edge, along, np.asarray(shapely.distance(lines, points)))

    def piece(self, edge: int, begin: float, end: float) -> Floats:
        """Return the bends of an edge from `begin` to `end` metres, shape (n, 2), in that order."""
        low, high = min(begin, end), max(begin, end)
        rows = slice(int(self.first[edge]), int(self.first[edge + 1]))
        bends = np.column_stack([self.x[rows], self.y[rows]])
        at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(bends, axis=0).T))])
        ends = np.column_stack([np.interp([low, high], at, bends[:, k]) for k in (0, 1)])
        inner = bends[(at > low) & (at < high)]
        found = np.concatenate([ends[:1], inner, ends[1:]])
        return found if begin <= end else found[::-1]
