"""Gi* beside esda, and the density beside KDEpy, with the error of both against a direct sum."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.analysis.hotspots import Grid, getis_ord_gi_star, kernel_density, stability

SIDE = 300
POINTS = 1_000_000
CELLS = 500
CELL = 150.0
BANDWIDTH = 400.0
ROUNDS = 7


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begin = perf_counter()
    result = call()
    return perf_counter() - begin, result


def test_gi_star_beside_esda() -> None:
    from esda.getisord import G_Local
    from libpysal.weights import lat2W

    count = np.random.default_rng(1).poisson(1.0, (SIDE, SIDE))
    count[100:110, 100:110] += 3
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        weights = lat2W(SIDE, SIDE, rook=False)
        theirs, peer = timed(
            lambda: G_Local(count.ravel(), weights, transform="B", star=True, permutations=0)
        )
    ours = [timed(lambda: getis_ord_gi_star(count)) for _ in range(5 * ROUNDS)]
    seconds, found = float(np.median([each[0] for each in ours])), ours[0][1]
    error = float(np.abs(found.z.ravel() - peer.Zs).max())
    print(
        f"\nGi* of {SIDE} × {SIDE} cells, with p, Bonferroni and Benjamini–Hochberg: "
        f"{seconds * 1e3:.1f} ms, esda analytic {theirs:.2f} s, ratio {theirs / seconds:.0f}; "
        f"z differs by at most {error:.0e}"
    )
    np.testing.assert_allclose(found.z.ravel(), peer.Zs, rtol=1e-12, atol=1e-12)


def towns(number: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A fifth of the incidents spread evenly, the rest in four towns."""
    rng = np.random.default_rng(3)
    wide = CELLS * CELL
    parts = [rng.uniform(0, wide, (2, number // 5))]
    for _ in range(4):
        middle, width = rng.uniform(15_000, wide - 15_000, (2, 1)), rng.uniform(700, 3000)
        parts.append(rng.normal(middle, width, (2, number // 5)))
    x, y = np.concatenate(parts, axis=1)
    return x, y


def direct(
    x: NDArray[np.float64], y: NDArray[np.float64], east: float, north: float, kernel: str
) -> float:
    near = (np.abs(x - east) < 8 * BANDWIDTH) & (np.abs(y - north) < 8 * BANDWIDTH)
    squared = ((x[near] - east) ** 2 + (y[near] - north) ** 2) / BANDWIDTH**2
    if kernel == "gaussian":
        value = np.exp(-squared / 2) / (2 * np.pi)
    else:
        value = 3 / np.pi * np.maximum(1 - squared, 0) ** 2
    return float(value.sum()) / BANDWIDTH**2 * 1e6


def test_kernel_density_beside_kdepy() -> None:
    from KDEpy import FFTKDE

    grid = Grid(0.0, 0.0, CELL, np.ones((CELLS, CELLS), dtype=bool))
    x, y = towns(POINTS)
    east, north = grid.centres()
    kept = (x > east.min()) & (x < east.max()) & (y > north.min()) & (y < north.max())
    x, y = x[kept], y[kept]  # KDEpy takes no point beyond the outermost centres
    points, nodes = np.column_stack([x, y]), np.column_stack([east.T.ravel(), north.T.ravel()])
    ours, theirs, quartic = [], [], []
    for _ in range(ROUNDS):
        seconds, peer = timed(
            lambda: FFTKDE(kernel="gaussian", bw=BANDWIDTH).fit(points).evaluate(nodes)
        )
        theirs.append(seconds)
        seconds, found = timed(
            lambda: kernel_density(x, y, grid, bandwidth=BANDWIDTH, kernel="gaussian")
        )
        ours.append(seconds)
        seconds, usual = timed(lambda: kernel_density(x, y, grid, bandwidth=BANDWIDTH))
        quartic.append(seconds)
    peer = peer.reshape(CELLS, CELLS).T * len(x) * 1e6
    rng = np.random.default_rng(1)
    cells = np.append(np.argsort(found.ravel())[-100:], rng.integers(0, CELLS**2, 200))
    spots = list(zip(east.ravel()[cells], north.ravel()[cells], strict=True))

    def error(of: NDArray[np.float64], kernel: str) -> float:
        expected = np.array([direct(x, y, *spot, kernel) for spot in spots])
        return float(np.abs(of.ravel()[cells] - expected).max() / expected.max())

    own, other, third = error(found, "gaussian"), error(peer, "gaussian"), error(usual, "quartic")
    each = [slow / fast for slow, fast in zip(theirs, ours, strict=True)]
    print(
        f"\n{len(x):,} points on {CELLS} × {CELLS} cells of {CELL:.0f} m, h {BANDWIDTH:.0f} m, "
        f"median of {ROUNDS}: Gaussian {np.median(ours):.3f} s, FFTKDE {np.median(theirs):.3f} s, "
        f"ratio {np.median(theirs) / np.median(ours):.1f} (rounds {min(each):.1f}–{max(each):.1f}, "
        f"best of each {min(theirs) / min(ours):.1f}); error of the peak {own:.0e} against "
        f"{other:.0e}; quartic {np.median(quartic):.3f} s, error {third:.0e}"
    )
    assert own < other


def test_stability_of_a_large_grid() -> None:
    grid = Grid(0.0, 0.0, CELL, np.ones((SIDE, SIDE), dtype=bool))
    x, y = np.random.default_rng(1).uniform(0, SIDE * CELL, (2, 10_000))
    once, _ = timed(lambda: getis_ord_gi_star(grid.count(x, y)))
    seconds, _ = timed(lambda: stability(x, y, grid, seed=1))
    print(
        f"\n200 bootstrap draws of 10,000 incidents on {SIDE} × {SIDE} cells: {seconds:.2f} s, "
        f"{200 * once / seconds:.1f} × faster than counting and judging each draw anew"
    )
