"""The grid on which hot spots are looked for: square cells, never finer than positions are known.

The police's positions are off by 83 m in the median (Gerell 2018, *Bus stops and violence*, for
Malmö), so a finer cell would tell of single addresses what is not known of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MIN_CELL = 150.0
"""Metres; a finer cell is refused."""
_BLOCK = 16


@dataclass(frozen=True, eq=False)
class Grid:
    """Square cells over an area; flat cell number = row * columns + column.

    Attributes
    ----------
    x0, y0 : float
        South-western corner, in metres of a metric CRS (EPSG:3006 in the store).
    cell : float
        Side of a cell in metres, at least `MIN_CELL`.
    inside : ndarray of bool, shape (rows, columns)
        Cells that belong to the area; row 0 is the southmost, column 0 the westmost.

    Raises
    ------
    ValueError
        If the cell is too fine, or no cell is inside.
    """

    x0: float
    y0: float
    cell: float
    inside: Bools

    def __post_init__(self) -> None:
        if not self.cell >= MIN_CELL:
            raise ValueError(f"a cell of {self.cell} m is finer than {MIN_CELL:.0f} m")
        if self.inside.ndim != 2 or not self.inside.any():
            raise ValueError("a grid needs rows and columns, and a cell that is inside")

    @classmethod
    def over(cls, area: shapely.Geometry, *, cell: float = MIN_CELL) -> Grid:
        """Return the cells that an area touches, so that none of its incidents falls outside.

        Corners are whole multiples of `cell`: the same area always has the same cells, and areas
        beside each other fit together.

        Parameters
        ----------
        area : shapely.Geometry
            Polygon or multipolygon in a metric CRS.
        cell : float
            Metres.

        Raises
        ------
        ValueError
            If the area is empty or the cell finer than `MIN_CELL`.

        Examples
        --------
        >>> Grid.over(shapely.box(600_010, 6_000_010, 600_290, 6_000_100)).inside
        array([[ True,  True]])
        """
        if area.is_empty or not cell >= MIN_CELL:
            raise ValueError(f"no cells of {cell} m over {area.geom_type}")
        west, south, east, north = area.bounds
        column, row = int(np.floor(west / cell)), int(np.floor(south / cell))
        shape = int(np.floor(north / cell)) - row + 1, int(np.floor(east / cell)) - column + 1
        block = cls(column * cell, row * cell, float(cell), np.ones(shape, dtype=np.bool_))
        return replace(block, inside=_touched(area, block))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.inside.shape
        return rows, columns

    def locate(self, x: Floats, y: Floats) -> Ints:
        """Return the flat number of the cell of each point; -1 where it is in none of the inside.

        A cell holds its western and southern border.

        Parameters
        ----------
        x, y : ndarray of float, shape (n,)
            Positions in the grid's CRS; NaN is in no cell.

        Examples
        --------
        >>> grid = Grid(0.0, 0.0, 150.0, np.array([[True, True], [True, False]]))
        >>> grid.locate(np.array([0.0, 150.0, 200.0, np.nan]), np.array([0.0, 10.0, 200.0, 0.0]))
        array([ 0,  1, -1, -1])
        """
        rows, columns = self.shape
        with np.errstate(invalid="ignore"):  # NaN compares as nowhere
            column, row = np.floor((x - self.x0) / self.cell), np.floor((y - self.y0) / self.cell)
            within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        flat = np.where(within, row * columns + column, 0).astype(np.int64)
        return np.where(within & self.inside.ravel()[flat], flat, -1)

    def count(self, x: Floats, y: Floats, *, weight: Floats | None = None) -> NDArray[Any]:
        """Return how many points, or which sum of weights, each cell holds.

        Parameters
        ----------
        x, y : ndarray of float, shape (n,)
        weight : ndarray of float, shape (n,), optional

        Returns
        -------
        ndarray of int64 (of float64 with weights), shape (rows, columns)
        """
        cell = self.locate(x, y)
        known = cell >= 0
        chosen = None if weight is None else weight[known]
        return np.bincount(cell[known], chosen, self.inside.size).reshape(self.shape)

    def centres(self) -> tuple[Floats, Floats]:
        """Return x and y of every cell's centre, each of shape (rows, columns)."""
        rows, columns = self.shape
        x = self.x0 + (np.arange(columns) + 0.5) * self.cell
        y = self.y0 + (np.arange(rows) + 0.5) * self.cell
        east, north = np.meshgrid(x, y)
        return east, north

    def polygons(self, cells: Ints) -> NDArray[np.object_]:
        """Return the squares of flat cell numbers, as shapely polygons."""
        row, column = np.divmod(np.asarray(cells), self.shape[1])
        west, south = self.x0 + column * self.cell, self.y0 + row * self.cell
        boxes: NDArray[np.object_] = shapely.box(west, south, west + self.cell, south + self.cell)
        return boxes


def _touched(area: shapely.Geometry, grid: Grid) -> Bools:
    """Return which of a grid's cells an area touches; only blocks on its border are looked into."""
    shapely.prepare(area)
    rows, columns = grid.shape
    coarse = np.ones((-(-rows // _BLOCK), -(-columns // _BLOCK)), dtype=np.bool_)
    blocks = Grid(grid.x0, grid.y0, grid.cell * _BLOCK, coarse)
    squares = blocks.polygons(np.arange(coarse.size)).reshape(coarse.shape)
    one_each = np.ones((_BLOCK, _BLOCK), dtype=np.bool_)
    inside = np.kron(shapely.contains_properly(area, squares), one_each)[:rows, :columns]
    some = np.kron(shapely.intersects(area, squares), one_each)[:rows, :columns]
    border = np.flatnonzero(some & ~inside)
    inside.flat[border] = shapely.intersects(area, grid.polygons(border))
    return inside
