"""Polygons as cells of a grid: which cells a border may touch, and which lie wholly inside.

Both answers are on the safe side: a cell is called inside only if no border comes near it, so a
point that rounding puts in a neighbouring cell is still answered right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MARGIN = 1e-3
"""Borders are widened by this share of a cell on each side."""
PIECES_PER_CELL = 2
COLLECTIONS = (4, 5, 6, 7)
"""GEOS type ids of MultiPoint, MultiLineString, MultiPolygon and GeometryCollection."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A regular grid of square cells.

    Attributes
    ----------
    west, south : float
        Lower left corner, in the places' CRS.
    size : float
        Side of a cell, same unit.
    columns, rows : int
    """

    west: float
    south: float
    size: float
    columns: int
    rows: int

    def column(self, x: Floats) -> Ints:
        """Return the column of each x, clipped to the grid."""
        return np.clip((x - self.west) / self.size, 0, self.columns - 1).astype(np.int64)

    def row(self, y: Floats) -> Ints:
        """Return the row of each y, clipped to the grid."""
        return np.clip((y - self.south) / self.size, 0, self.rows - 1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one geometry: a window of the grid with what each cell is.

    ``border`` and ``inside`` have shape (rows, columns) of the window.
    """

    row: int
    column: int
    border: NDArray[np.bool_]
    inside: NDArray[np.bool_]


def cells(geometry: shapely.Geometry, grid: Grid) -> Cells:
    """Return the border and inside cells of a geometry (prepared, not empty)."""
    west, south, east, north = shapely.bounds(geometry)
    pad = grid.size * MARGIN
    column0, column1 = grid.column(np.array([west - pad, east + pad]))
    row0, row1 = grid.row(np.array([south - pad, north + pad]))
    border = np.zeros((row1 - row0 + 1, column1 - column0 + 1), dtype=np.bool_)
    x0, y0, x1, y1 = _pieces(geometry, grid.size / PIECES_PER_CELL)
    first_column = grid.column(np.minimum(x0, x1) - pad) - column0
    last_column = grid.column(np.maximum(x0, x1) + pad) - column0
    first_row = grid.row(np.minimum(y0, y1) - pad) - row0
    last_row = grid.row(np.maximum(y0, y1) + pad) - row0
    # A piece is shorter than a cell, so its box touches at most two rows and two columns.
    for rows in (first_row, last_row):
        for columns in (first_column, last_column):
            border[rows, columns] = True
    inside = _inside(geometry, grid, int(row0), int(column0), border)
    return Cells(int(row0), int(column0), border, inside)


def _pieces(geometry: shapely.Geometry, longest: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the geometry's segments cut into pieces no longer than `longest`."""
    lines = _lines(geometry)
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    joined = line[1:] == line[:-1]
    start = coordinates[:-1][joined]
    along = coordinates[1:][joined] - start
    count = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1]) / longest), 1).astype(np.int64)
    which = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    begin = start[which] + along[which] * (step / count[which])[:, None]
    end = start[which] + along[which] * ((step + 1) / count[which])[:, None]
    return begin[:, 0], begin[:, 1], end[:, 0], end[:, 1]


def _lines(geometry: shapely.Geometry) -> NDArray[np.object_]:
    """Return every ring and line of a geometry; single points as lines of no length."""
    parts = np.array([geometry], dtype=object)
    while np.isin(shapely.get_type_id(parts), COLLECTIONS).any():
        parts = shapely.get_parts(parts)
    kind = shapely.get_type_id(parts)
    points = parts[kind == 0]
    xy = shapely.get_coordinates(points)
    return np.concatenate(
        [
            shapely.get_rings(parts[kind == 3]),
            parts[(kind == 1) | (kind == 2)],
            shapely.linestrings(np.stack([xy, xy], axis=1)) if len(xy) else points,
        ]
    )


def _inside(
    geometry: shapely.Geometry, grid: Grid, row0: int, column0: int, border: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which cells that no border touches lie inside.

    Along a row all cells between two border cells are alike, so one centre is asked for all.
    """
    free = ~border
    starts = free.copy()
    starts[:, 1:] &= border[:, :-1]
    rows, columns = np.nonzero(starts)
    x = grid.west + (columns + column0 + 0.5) * grid.size
    y = grid.south + (rows + row0 + 0.5) * grid.size
    answer = np.zeros(border.shape, dtype=np.int8)
    answer[rows, columns] = np.where(shapely.intersects_xy(geometry, x, y), 1, -1)
    # Carry each run's answer along its row: a run starts with +1 or -1 and ends at a border.
    run = np.cumsum(starts.ravel()) - 1
    of_run = answer.ravel()[starts.ravel()] > 0
    if not len(of_run):
        return np.zeros(border.shape, dtype=np.bool_)
    return np.asarray(of_run[run].reshape(border.shape) & free)
