"""The density is that of a direct sum, whichever way it was found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from geo.analysis.hotspots import Grid, kernel_density
from geo.analysis.hotspots.kernel_density import TOLERANCE
from geo.analysis.hotspots.kernel_sums import Points, added_up, on_nodes
from geo.analysis.hotspots.kernels import CURVATURE, FARTHEST, SHAPES, TOP

KERNELS = ["quartic", "gaussian"]


def grid_of(rows, columns, cell):
    return Grid(600_000.0, 6_400_000.0, cell, np.ones((rows, columns), dtype=bool))


def direct(x, y, grid, bandwidth, kernel, weight=1.0):
    """Sum of all kernels at every cell, one by one, per km²."""
    east, north = grid.centres()
    squared = (east[..., None] - x) ** 2 + (north[..., None] - y) ** 2
    if kernel == "quartic":
        u = np.sqrt(squared) / bandwidth
        value = np.where(u < 1, 3 / np.pi * (1 - u**2) ** 2, 0.0)
    else:
        value = np.exp(-squared / (2 * bandwidth**2)) / (2 * np.pi)
    return (value * weight).sum(axis=-1) / bandwidth**2 * 1e6


def town(number, grid, seed, *, kind="spread"):
    """Incidents of a town with a centre; snapped to a lattice, or a tenth of them on one spot."""
    rng = np.random.default_rng(seed)
    high, wide = (n * grid.cell for n in grid.shape)
    x = grid.x0 + np.append(
        rng.normal(wide / 2, wide / 12, number // 2),
        rng.uniform(-1000, wide + 1000, number - number // 2),
    )
    y = grid.y0 + np.append(
        rng.normal(high / 3, high / 12, number // 2),
        rng.uniform(-1000, high + 1000, number - number // 2),
    )
    if kind == "snapped":
        x, y = np.round(x / 100) * 100, np.round(y / 100) * 100
    if kind == "stacked":
        x[: number // 10], y[: number // 10] = x[0], y[0]
    return x, y


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("cell", [150.0, 250.0, 500.0])
@pytest.mark.parametrize("bandwidth", [150.0, 300.0, 700.0, 1500.0])
@pytest.mark.parametrize("number", [1, 40, 8_000])
def test_the_density_is_within_a_thousandth_of_the_peak_of_a_direct_sum(
    kernel, cell, bandwidth, number
):
    grid = grid_of(20, 30, cell)
    x, y = town(number, grid, seed=1) if number > 1 else np.array([[600_999.0], [6_400_777.0]])
    expected = direct(x, y, grid, bandwidth, kernel)
    found = kernel_density(x, y, grid, bandwidth=bandwidth, kernel=kernel)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-3 * expected.max())


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("kind", ["spread", "snapped", "stacked"])
@pytest.mark.parametrize("bandwidth", [300.0, 600.0, 900.0])
@pytest.mark.parametrize("number", [300, 3000])
def test_what_nodes_call_exact_enough_is(kernel, kind, bandwidth, number):
    cell, rim = 150.0, int(np.ceil(FARTHEST[kernel] * bandwidth / 150.0 + 0.5))
    grid = grid_of(40, 50, cell)
    x, y = town(number, grid, seed=number, kind=kind)
    column = np.clip((x - grid.x0) / cell + rim - 0.5, 0, 50 + 2 * rim - 1.001)
    row = np.clip((y - grid.y0) / cell + rim - 0.5, 0, 40 + 2 * rim - 1.001)
    points, shape = Points(column, row, None), (40 + 2 * rim, 50 + 2 * rim)
    h = bandwidth / cell
    exact = added_up(points, shape, h, kernel)[rim:-rim, rim:-rim]
    for fine in (2, 3):
        value, doubt = on_nodes(points, shape, h, kernel, fine)
        worst = np.abs(value[rim:-rim, rim:-rim] - exact).max()
        allowed = TOLERANCE * value.max()
        assert doubt > allowed or worst <= allowed


def test_many_incidents_on_one_spot_are_not_smeared():
    grid = grid_of(100, 120, 150.0)
    x, y = town(300_000, grid, seed=3, kind="stacked")
    found = kernel_density(x, y, grid, bandwidth=400.0)
    column, row = int((x[0] - grid.x0) // 150), int((y[0] - grid.y0) // 150)
    near = Grid(
        grid.x0 + (column - 3) * 150, grid.y0 + (row - 3) * 150, 150.0, np.ones((7, 7), dtype=bool)
    )
    close = (abs(x - x[0]) < 1500) & (abs(y - y[0]) < 1500)
    expected = direct(x[close], y[close], near, 400.0, "quartic")
    part = found[row - 3 : row + 4, column - 3 : column + 4]
    np.testing.assert_allclose(part, expected, rtol=0, atol=1e-3 * expected.max())


@pytest.mark.parametrize("kernel", KERNELS)
def test_weights_are_multiplicities(kernel):
    grid = grid_of(15, 15, 200.0)
    x, y = town(200, grid, seed=5)
    times = np.random.default_rng(5).integers(0, 4, 200)
    options = {"bandwidth": 450.0, "kernel": kernel}
    weighed = kernel_density(x, y, grid, weight=times.astype(float), **options)
    repeated = kernel_density(np.repeat(x, times), np.repeat(y, times), grid, **options)
    np.testing.assert_allclose(weighed, repeated, rtol=1e-9, atol=1e-9)


def test_weights_count_on_nodes_too():
    grid = grid_of(30, 30, 150.0)
    x, y = town(200_000, grid, seed=6)
    weight = np.random.default_rng(6).random(200_000)
    found = kernel_density(x, y, grid, bandwidth=1500.0, weight=weight)
    spots = [(5, 5), (10, 15), (29, 0)]
    for row, column in spots:
        one = Grid(
            grid.x0 + column * 150.0, grid.y0 + row * 150.0, 150.0, np.ones((1, 1), dtype=bool)
        )
        expected = direct(x, y, one, 1500.0, "quartic", weight)[0, 0]
        assert abs(found[row, column] - expected) <= 1e-3 * found.max()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(KERNELS), st.floats(400.0, 1500.0))
def test_far_from_the_edge_the_density_sums_to_the_incidents(seed, kernel, bandwidth):
    rng = np.random.default_rng(seed)
    grid = grid_of(140, 140, 150.0)
    x, y = rng.uniform(9_000, 12_000, (2, 50))
    found = kernel_density(x + grid.x0, y + grid.y0, grid, bandwidth=bandwidth, kernel=kernel)
    assert found.sum() * 0.15**2 == pytest.approx(50, rel=0.02)
    assert (found >= 0).all()


def test_outside_nothing_is_said_but_incidents_there_are_felt_inside():
    grid = Grid(0.0, 0.0, 150.0, np.array([[True, False]]))
    found = kernel_density(np.array([225.0]), np.array([75.0]), grid, bandwidth=300.0)
    assert found[0, 1] == 0
    assert found[0, 0] > 0


def test_unknown_positions_and_none_at_all_are_no_density():
    grid = grid_of(3, 3, 150.0)
    nowhere = np.array([np.nan, 1e9])
    assert not kernel_density(nowhere, nowhere, grid, bandwidth=300.0).any()
    assert not kernel_density(np.zeros(0), np.zeros(0), grid, bandwidth=300.0).any()


@pytest.mark.parametrize("bandwidth", [0.0, -1.0, float("nan")])
def test_a_bandwidth_that_smooths_nothing_is_refused(bandwidth):
    with pytest.raises(ValueError, match="smooths nothing"):
        kernel_density(np.zeros(1), np.zeros(1), grid_of(2, 2, 150.0), bandwidth=bandwidth)


@pytest.mark.parametrize("kernel", KERNELS)
def test_kernels_have_the_weight_top_and_curvature_they_are_said_to_have(kernel):
    def at(u):
        return float(SHAPES[kernel](np.array([u * u]))[0])

    far = 1.0 if kernel == "quartic" else 12.0
    assert quad(lambda u: 2 * np.pi * u * at(u), 0, far)[0] == pytest.approx(1)
    assert at(0) == pytest.approx(TOP[kernel])
    bend = (at(1e-3) - 2 * at(0) + at(-1e-3)) / 1e-6
    assert -bend / at(0) == pytest.approx(CURVATURE[kernel], rel=1e-3)
