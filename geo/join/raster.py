"""Polygons as cells of a grid: which cells a border may touch, and which lie wholly inside.

Both answers are on the safe side: a cell is called inside only if no border comes near it, so a
point that rounding puts in a neighbouring cell is still answered right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.join.polygons import Bools, Floats, Ints, Polygons

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
    border: Bools
    inside: Bools


def cells(polygons: Polygons, place: int, grid: Grid) -> Cells:
    """Return the border and inside cells of a place that is not empty."""
    west, south, east, north = polygons.bounds[place]
    pad = grid.size * MARGIN
    column0, column1 = grid.column(np.array([west - pad, east + pad]))
    row0, row1 = grid.row(np.array([south - pad, north + pad]))
    border = np.zeros((row1 - row0 + 1, column1 - column0 + 1), dtype=np.bool_)
    x0, y0, x1, y1 = _pieces(polygons.geometry[place], grid.size / PIECES_PER_CELL)
    columns = [
        grid.column(x) - column0 for x in (np.minimum(x0, x1) - pad, np.maximum(x0, x1) + pad)
    ]
    rows = [grid.row(y) - row0 for y in (np.minimum(y0, y1) - pad, np.maximum(y0, y1) + pad)]
    # A piece is shorter than a cell, so its box touches at most two rows and two columns. Holes
    # outside their polygon (invalid, but met) reach beyond the window: nothing is held there.
    for row in rows:
        for column in columns:
            seen = (row >= 0) & (row < border.shape[0])
            seen &= (column >= 0) & (column < border.shape[1])
            border[row[seen], column[seen]] = True
    if polygons.erratic(place):
        border[:] = True
    window = (int(row0), int(column0))
    return Cells(*window, border, _inside(polygons, place, grid, window, border))


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
    polygons: Polygons, place: int, grid: Grid, window: tuple[int, int], border: Bools
) -> Bools:
    """Tell which cells that no border touches lie inside.

    Along a row all cells between two border cells are alike, so one centre is asked for all.
    """
    free = ~border
    starts = free.copy()
    starts[:, 1:] &= border[:, :-1]
    rows, columns = np.nonzero(starts)
    if not len(rows):
        return free
    x = grid.west + (columns.astype(np.float64) + (window[1] + 0.5)) * grid.size
    y = grid.south + (rows.astype(np.float64) + (window[0] + 0.5)) * grid.size
    of_run = polygons.hold(place, x, y)
    run = np.cumsum(starts.ravel(), dtype=np.int32) - 1
    return np.asarray(of_run[run].reshape(border.shape) & free)
