"""Cells of a grid hold every incident of their area, once."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.hotspots import MIN_CELL, Grid

L_SHAPE = shapely.Polygon([(0, 0), (5000, 0), (5000, 900), (900, 900), (900, 4000), (0, 4000)])
NEAR = st.integers(-100_000, 600_000).map(lambda centimetres: centimetres / 100)


def test_a_cell_finer_than_positions_are_known_is_refused():
    with pytest.raises(ValueError, match="finer"):
        Grid(0.0, 0.0, 149.9, np.ones((2, 2), dtype=bool))
    with pytest.raises(ValueError, match=r"100\.0 m"):
        Grid.over(L_SHAPE, cell=100.0)
    with pytest.raises(ValueError, match="finer"):
        Grid(0.0, 0.0, float("nan"), np.ones((2, 2), dtype=bool))
    assert Grid.over(L_SHAPE).cell == MIN_CELL


def test_an_empty_area_has_no_grid():
    with pytest.raises(ValueError, match="no cells"):
        Grid.over(shapely.Polygon())
    with pytest.raises(ValueError, match="inside"):
        Grid(0.0, 0.0, 150.0, np.zeros((2, 2), dtype=bool))


@pytest.mark.parametrize("cell", [150.0, 260.0, 500.0])
def test_the_cells_inside_are_those_the_area_touches(cell):
    area = L_SHAPE.difference(shapely.Point(3000, 450).buffer(400))
    grid = Grid.over(area, cell=cell)
    every = grid.polygons(np.arange(grid.inside.size))
    np.testing.assert_array_equal(grid.inside.ravel(), shapely.intersects(area, every))
    assert not grid.inside.all()


@given(NEAR, NEAR)
def test_a_point_is_in_the_cell_that_holds_it_and_none_of_the_area_is_lost(x, y):
    grid = Grid.over(L_SHAPE)
    cell = grid.locate(np.array([x]), np.array([y]))[0]
    if shapely.intersects_xy(L_SHAPE, x, y):
        assert cell >= 0
    if cell >= 0:
        west, south, east, north = shapely.bounds(grid.polygons(np.array([cell]))[0])
        assert west <= x < east
        assert south <= y < north
        assert grid.inside.ravel()[cell]


def test_unknown_positions_are_in_no_cell():
    grid = Grid.over(L_SHAPE)
    odd = np.array([np.nan, np.inf, -np.inf, 1e30])
    assert grid.locate(odd, odd).tolist() == [-1] * 4
    assert grid.count(odd, odd).sum() == 0


@given(st.integers(0, 2**32 - 1))
def test_counting_conserves_incidents_and_weights(seed):
    rng = np.random.default_rng(seed)
    grid = Grid.over(L_SHAPE)
    x, y = rng.uniform(-500, 6000, (2, 300))
    weight = rng.random(300)
    known = grid.locate(x, y) >= 0
    count = grid.count(x, y)
    assert count.dtype == np.int64
    assert count.sum() == known.sum()
    assert count[~grid.inside].sum() == 0
    np.testing.assert_allclose(grid.count(x, y, weight=weight).sum(), weight[known].sum())


def test_centres_are_located_in_their_own_cells():
    grid = Grid.over(L_SHAPE, cell=260.0)
    x, y = grid.centres()
    cells = np.arange(grid.inside.size).reshape(grid.shape)
    located = grid.locate(x.ravel(), y.ravel()).reshape(grid.shape)
    np.testing.assert_array_equal(located, np.where(grid.inside, cells, -1))
    squares = grid.polygons(cells.ravel())
    np.testing.assert_allclose(shapely.get_x(shapely.centroid(squares)), x.ravel())
    np.testing.assert_allclose(shapely.area(squares), 260.0**2)


def test_grids_beside_each_other_share_their_corners():
    west = Grid.over(shapely.box(600_001, 6_400_001, 601_000, 6_401_000))
    east = Grid.over(shapely.box(601_000, 6_400_777, 602_345, 6_402_000))
    assert (west.x0 - east.x0) % 150 == (west.y0 - east.y0) % 150 == west.x0 % 150 == 0


def test_every_settlement_of_a_kommun_lies_in_its_cells(shared_data):
    folder = shared_data / "sweden"
    kommun = gpd.read_file(folder / "kommuner_five_4326.geojson").to_crs(3006).geometry.iloc[0]
    grid = Grid.over(kommun)
    assert grid.inside.sum() * grid.cell**2 >= kommun.area
    inside = shapely.intersection_all([kommun.buffer(-1), kommun])
    points = shapely.get_coordinates(shapely.segmentize(inside.exterior, 50.0))
    assert (grid.locate(points[:, 0], points[:, 1]) >= 0).all()
