"""How densely incidents lie, smoothed: exactly where that is cheap, on nodes where it is not."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from geo.analysis.hotspots.grid import Grid
from geo.analysis.hotspots.kernel_sums import Points, added_up, on_nodes
from geo.analysis.hotspots.kernels import COARSEST, FARTHEST, Kernel

Floats = NDArray[np.float64]

TOLERANCE = 1e-3
"""Error allowed, as a share of the peak."""
NODE, POINT = 20, 8
"""What a node and a point cost on nodes, in pairs of point and cell added up (measured)."""
_KM2 = 1e6


def kernel_density(
    x: Floats,
    y: Floats,
    grid: Grid,
    *,
    bandwidth: float,
    kernel: Kernel = "quartic",
    weight: Floats | None = None,
) -> Floats:
    """Return the density of incidents at every cell's centre, per km².

    f(s) = Σ_i w_i K(|s - s_i| / h) / h² (Silverman 1986, *Density Estimation for Statistics and
    Data Analysis*, section 4.2, without the division by n: incidents, not a probability).

    Few incidents are added up exactly; of many, the sum is taken on nodes, see
    :func:`geo.analysis.hotspots.kernel_sums.on_nodes`, as close together as the error allows:
    at most about a thousandth of the peak, also where incidents are stacked on one point.

    There is no correction at the boundary: every incident given counts, also one outside that is
    near enough, and nothing is assumed of what was not given. So density falls towards a boundary
    beyond which nothing is recorded.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)
        Positions in the grid's CRS; NaN is left out.
    grid : Grid
    bandwidth : float
        Metres: the radius of the quartic kernel, the standard deviation of the Gaussian.
    kernel : {"quartic", "gaussian"}
    weight : ndarray of float, shape (n,), optional
        Not below 0; 1 if not given.

    Returns
    -------
    ndarray of float, shape (rows, columns)
        0 outside.

    Raises
    ------
    ValueError
        If the bandwidth is not above 0.

    Examples
    --------
    >>> grid = Grid(0.0, 0.0, 150.0, np.ones((3, 3), dtype=bool))
    >>> kernel_density(np.array([225.0]), np.array([225.0]), grid, bandwidth=300.0)[1].round(3)
    array([ 5.968, 10.61 ,  5.968])
    """
    if not bandwidth > 0:
        raise ValueError(f"a bandwidth of {bandwidth} m smooths nothing")
    h = bandwidth / grid.cell
    rim = ceil(FARTHEST[kernel] * h + 0.5)
    shape = grid.shape[0] + 2 * rim, grid.shape[1] + 2 * rim
    points = _near(x, y, weight, grid, rim, shape)
    value = _summed(points, shape, h, kernel)[rim:-rim, rim:-rim]
    return np.where(grid.inside, value * (_KM2 / bandwidth**2), 0.0)


def _near(
    x: Floats,
    y: Floats,
    weight: Floats | None,
    grid: Grid,
    rim: int,
    shape: tuple[int, int],
) -> Points:
    """Return the points that reach the grid, in cells from the centre of the rim's first cell."""
    column = (x - grid.x0) * (1 / grid.cell) + (rim - 0.5)
    row = (y - grid.y0) * (1 / grid.cell) + (rim - 0.5)
    near = (column >= 0) & (column < shape[1] - 1) & (row >= 0) & (row < shape[0] - 1)
    if near.all():
        return Points(column, row, weight)
    return Points(column[near], row[near], None if weight is None else weight[near])


def _summed(points: Points, shape: tuple[int, int], h: float, kernel: Kernel) -> Floats:
    """Return the sum of kernels at every cell, by the cheaper way that is exact enough."""
    number = len(points.column)
    pairs = number * (2 * ceil(FARTHEST[kernel] * h + 0.5) - 1) ** 2
    fine = ceil(1 / (COARSEST[kernel] * h))
    while NODE * fine**2 * shape[0] * shape[1] + POINT * number < pairs:
        value, doubt = on_nodes(points, shape, h, kernel, fine)
        allowed = TOLERANCE * float(value.max())
        if doubt <= allowed:
            return value
        # The error falls with the square of the nodes' distance.
        fine = max(fine + 1, ceil(1.1 * fine * sqrt(doubt / allowed)))
    return added_up(points, shape, h, kernel)
