"""The selection on a grid: counts, density, where it gathers, and how cells are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.analysis.hotspots import (
    GiStar,
    Grid,
    concentration,
    getis_ord_gi_star,
    kernel_density,
    stability,
)
from geo.explore import area
from geo.explore.columns import Columns
from geo.explore.exploration import Exploration
from geo.look import brief, count, number

SIZES = (150, 250, 500, 1000)
"""Sides of a cell in metres; never finer than positions bear."""
ACROSS = 130
"""More cells than this across a map are too small to be seen."""
MARGIN = 1_000.0
"""Metres around places and points where no boundary is known."""
DRAWS = 100
"""Times that other incidents of the same kind are drawn to see which cells stay hot."""
BANDWIDTHS = 2
"""Bandwidth of a density, in cells."""

Floats = NDArray[np.float64]


def sizes(places: gpd.GeoDataFrame) -> tuple[int, ...]:
    """Return the sides a cell may have, the usual one first: the finest that can be seen.

    Parameters
    ----------
    places : GeoDataFrame
        What the map shows from the beginning, in metres.

    Examples
    --------
    >>> towns = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 40_000], [0, 0]))
    >>> sizes(towns), sizes(towns.iloc[:1])
    ((500, 150, 250, 1000), (150, 250, 500, 1000))
    """
    west, south, east, north = places.total_bounds if len(places) else (0.0,) * 4
    least = max(east - west, north - south) / ACROSS
    usual = next((size for size in SIZES if size >= least), SIZES[-1])
    return (usual, *(size for size in SIZES if size != usual))


def grid_over(
    boundary: BaseGeometry | None, places: gpd.GeoSeries, found: Columns, *, cell: float
) -> Grid | None:
    """Return the cells of a kommun, or of what is on record where its boundary is not known.

    Parameters
    ----------
    boundary : geometry, optional
    places : GeoSeries
    found : Columns
    cell : float
        Metres, at least 150.

    Returns
    -------
    Grid, optional
        None where there is neither boundary, place nor point.
    """
    if boundary is not None:
        return Grid.over(boundary, cell=cell)
    at = found.assignment.positioned
    points = shapely.MultiPoint(np.column_stack([found.x[at], found.y[at]]))
    known = shapely.union_all([*places, points])
    return None if known.is_empty else Grid.over(known.convex_hull.buffer(MARGIN), cell=cell)


def counts(shown: Exploration, grid: Grid) -> NDArray[np.int64]:
    """Return the incidents of each cell, shape (rows, columns)."""
    x, y = _points(shown)
    return grid.count(x, y).astype(np.int64)


def outside(shown: Exploration, grid: Grid) -> int:
    """Return how many points lie in no cell."""
    return len(shown.selected.points) - int(counts(shown, grid).sum())


def bandwidth(grid: Grid) -> float:
    """Return the bandwidth of a density on a grid, in metres."""
    return BANDWIDTHS * grid.cell


def density(shown: Exploration, grid: Grid) -> Floats:
    """Return incidents per km² around each cell; see ``hotspots.kernel_density``."""
    return kernel_density(*_points(shown), grid, bandwidth=bandwidth(grid))


def hot_spots(shown: Exploration, grid: Grid) -> GiStar:
    """Return where the incidents gather, among the cells that the selection can reach.

    See ``hotspots.getis_ord_gi_star``.
    """
    return getis_ord_gi_star(counts(shown, grid), inside=reached(shown, grid))


def steadiness(shown: Exploration, grid: Grid) -> Floats:
    """Return in what share of draws each cell is hot again; see ``hotspots.stability``."""
    near = replace(grid, inside=reached(shown, grid))
    return stability(*_points(shown), near, draws=DRAWS, seed=0)


def gathered(shown: Exploration, grid: Grid) -> str:
    """Say in how few cells most incidents lie; nothing where there are none with a point.

    See ``hotspots.concentration``.
    """
    held, inside = counts(shown, grid), reached(shown, grid)
    half, most = (concentration(held, inside, share=share) for share in (0.5, 0.8))
    if not half.number:
        return ""
    return (
        f"Hälften av händelserna ligger i {count(half.number, 'ruta', 'rutor')}, "
        f"{_part(half.of_area)} av ytan, och fyra femtedelar i {number(most.number)}, "
        f"{_part(most.of_area)}."
    )


def _part(share: float) -> str:
    return "mindre än 0,1 %" if share < 0.001 else f"{brief(100 * share, 1)} %"


def reached(shown: Exploration, grid: Grid) -> NDArray[np.bool_]:
    """Return the cells inside that the chosen places and area touch; all where none is chosen.

    Among cells that a filter has emptied, every other would be hot.
    """
    wanted, found = shown.wanted, shown.found
    areas = []
    if wanted.places:
        chosen = np.isin(found.place_ids, list(wanted.places))
        areas.append(shapely.union_all(shown.shapes.to_numpy()[chosen]))
    if wanted.area is not None:
        areas.append(area.polygon(wanted.area, crs=found.crs))
    inside = grid.inside.copy()
    cells = np.flatnonzero(inside)
    for each in areas:
        shapely.prepare(each)
        inside.ravel()[cells] &= shapely.intersects(each, grid.polygons(cells))
    return inside if inside.any() else grid.inside


def _points(shown: Exploration) -> tuple[Floats, Floats]:
    at = shown.selected.points
    return shown.found.x[at], shown.found.y[at]


def names_of(
    cells: NDArray[np.int64], grid: Grid, places: gpd.GeoSeries, names: Sequence[str]
) -> list[str]:
    """Return what cells are called: the smallest place around their centre, or how far to one.

    Parameters
    ----------
    cells : ndarray of int64
        Flat numbers.
    grid : Grid
    places : GeoSeries
        In the grid's CRS, in the order of `names`.
    """
    geometry = places.to_numpy()
    x, y = (each.ravel()[cells] for each in grid.centres())
    if not len(geometry):
        return [""] * len(cells)
    centres = shapely.points(x, y)
    tree = shapely.STRtree(geometry)
    near = np.empty(len(cells), dtype=np.int64)
    at, place = tree.query_nearest(centres, all_matches=False)
    near[at] = place
    at, place = tree.query(centres, predicate="intersects")
    order = np.argsort(-shapely.area(geometry[place]), kind="stable")
    near[at[order]] = place[order]  # of several places around a cell the smallest comes last
    distance = shapely.distance(geometry[near], centres)
    middle = shapely.get_coordinates(shapely.centroid(geometry[near]))
    ways = _ways(x - middle[:, 0], y - middle[:, 1])
    return [
        str(names[place]) if not far else f"{_rounded(far)} {way} om {names[place]}"
        for place, far, way in zip(near.tolist(), distance.tolist(), ways, strict=True)
    ]


def _rounded(metres: float) -> str:
    if metres < 975:
        return f"{max(50, round(metres / 50) * 50)} m"
    return f"{number(metres / 1000, 1)} km"


def _ways(east: Floats, north: Floats) -> list[str]:
    """Return compass directions in Swedish letters."""
    named = ("N", "NO", "O", "SO", "S", "SV", "V", "NV")
    eighth = np.rint(np.degrees(np.arctan2(east, north)) / 45).astype(np.int64) % 8
    return [named[at] for at in eighth]
