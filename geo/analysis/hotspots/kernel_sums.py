"""Sums of kernels at the cells' centres: pair by pair, or on nodes by FFT.

Positions and bandwidths are in cells; a whole position is a cell's centre.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.ndimage import uniform_filter

from geo.analysis.hotspots.kernels import CURVATURE, DOUBT, FARTHEST, SHAPES, Kernel

Floats = NDArray[np.float64]
Shape = tuple[int, int]

_PAIRS = 1 << 18
"""Pairs held at once."""
_POINTS = 1 << 17
"""Points binned at once: their columns stay in the processor's cache."""


class Points(NamedTuple):
    """Columns, rows and weights, shape (n,); from 0 to below the last column and row."""

    column: Floats
    row: Floats
    weight: Floats | None


def added_up(points: Points, shape: Shape, h: float, kernel: Kernel) -> Floats:
    """Return the exact sum of kernels at every cell; cells within a kernel of the rim excepted."""
    total = np.zeros(shape[0] * shape[1])
    steps = np.arange(-int(FARTHEST[kernel] * h + 0.5), int(FARTHEST[kernel] * h + 0.5) + 1)
    # Steps over the end of a row land in the rim of the next.
    around = (steps[:, np.newaxis] * shape[1] + steps).ravel()
    size = max(1, _PAIRS // len(around))
    for start in range(0, len(points.column), size):
        column, row = (of[start : start + size, np.newaxis] for of in points[:2])
        c, r = np.rint(column), np.rint(row)
        across, upwards = ((steps - (column - c)) / h) ** 2, ((steps - (row - r)) / h) ** 2
        value = SHAPES[kernel](upwards[:, :, np.newaxis] + across[:, np.newaxis, :])
        if points.weight is not None:
            value *= points.weight[start : start + size, np.newaxis, np.newaxis]
        node = (r * shape[1] + c).astype(np.int64) + around
        np.clip(node, 0, len(total) - 1, out=node)
        total += np.bincount(node.ravel(), value.ravel(), len(total))
    return total.reshape(shape)


def on_nodes(
    points: Points, shape: Shape, h: float, kernel: Kernel, fine: int
) -> tuple[Floats, float]:
    """Return the sum of kernels at every cell by linear binning and FFT, and its likely error.

    Wand (1994), *Journal of Computational and Graphical Statistics* 3, 433–445. A point's weight
    is spread linearly over the four nodes around it, `fine` nodes to a cell. That widens the
    kernel along each axis by f (1 - f) squared distances of nodes, 1/6 on average (f: where the
    point lies between nodes), so as much is taken from the kernel.

    What is left differs from point to point and has either sign. Its leading term is half the
    kernel's curvature times what f (1 - f) - 1/6 sums to; summed per node, so that points on one
    spot are seen to agree, and over a kernel's reach as errors of different nodes are, by squares.
    """
    column, row = points.column * fine, points.row * fine
    size = (shape[0] - 1) * fine + 1, (shape[1] - 1) * fine + 1
    nodes, uneven = _binned(Points(column, row, points.weight), size)
    value = _convolved(nodes, h * fine, kernel)[::fine, ::fine]
    side = 2 * ceil(min(FARTHEST[kernel], 2.0) * h * fine) + 1
    spread = side * float(np.sqrt(uniform_filter(uneven, side, mode="constant").max()))
    top = float(SHAPES[kernel](np.zeros(1))[0])
    return value, DOUBT[kernel] * 0.5 * CURVATURE[kernel] * top / (h * fine) ** 2 * spread


def _binned(points: Points, shape: Shape) -> tuple[Floats, Floats]:
    """Return the nodes' weights, and how unlike 1/6 the variances are: (Σ w (f (1 - f) - 1/6))².

    The latter is added up over both axes. Sums of w, wf, wg, wfg, wf² and wg² suffice for all.
    """
    sums = np.zeros((6, shape[0] * shape[1]))
    for start in range(0, len(points.column), _POINTS):
        piece = slice(start, start + _POINTS)
        column, row = points.column[piece], points.row[piece]
        left, low = column.astype(np.int64), row.astype(np.int64)
        f, g = column - left, row - low
        node = low * shape[1] + left
        for total, value in zip(sums, (None, f, g, f * g, f * f, g * g), strict=True):
            if points.weight is not None:
                value = points.weight[piece] if value is None else value * points.weight[piece]
            total += np.bincount(node, value, total.size)
    one, east, north, both, east2, north2 = sums.reshape(6, *shape)
    nodes = one - east - north + both
    nodes[:, 1:] += (east - both)[:, :-1]
    nodes[1:] += (north - both)[:-1]
    nodes[1:, 1:] += both[:-1, :-1]
    return nodes, (east - east2 - one / 6) ** 2 + (north - north2 - one / 6) ** 2


def _convolved(nodes: Floats, h: float, kernel: Kernel) -> Floats:
    """Return nodes convolved with the kernel less the binning's width; wraps stay in the rim.

    The weights 1/12, 10/12, 1/12 have the variance 1/6: undoing them along each axis takes just
    that from the kernel, whatever its shape. (A narrower bandwidth does so for the Gaussian only:
    of the quartic kernel it would raise the top by twice as much as binning lowers it.)
    """
    shape = [fft.next_fast_len(n, real=True) for n in nodes.shape]
    reach = int(FARTHEST[kernel] * h)
    steps = np.arange(-reach, reach + 1)
    mask = np.zeros(shape)
    mask[np.ix_(steps, steps)] = SHAPES[kernel]((steps[:, np.newaxis] ** 2 + steps**2) / h**2)
    up, right = (
        (5 + np.cos(2 * np.pi * np.arange(n) / size)) / 6
        for n, size in ((shape[0], shape[0]), (shape[1] // 2 + 1, shape[1]))
    )
    spectrum = fft.rfft2(nodes, shape) * fft.rfft2(mask) / (up[:, np.newaxis] * right)
    value = fft.irfft2(spectrum, shape)[: nodes.shape[0], : nodes.shape[1]]
    return np.asarray(np.maximum(value, 0.0))
