"""How long 50 × 50 ways on foot take in Monaco, beside scipy on the extract's own nodes.

The peer moves points to nodes instead of edges and does not contract bends; its distances differ by
the way to the node. Both search from 50 points with scipy's Dijkstra. The figure aimed at is 1 s.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.planning.travel import Mode, Network, chains
from geo.sources.osm import ways as osm

POINTS = 50
ROUNDS = 7


def test_ways_between_fifty_points(shared_data: Path) -> None:
    begin = perf_counter()
    extract = shared_data / "walking" / "graphhopper_monaco.osm.gz"
    found = osm.read(extract, crs="EPSG:32632").foot
    read = perf_counter() - begin
    foot = chains.network(found.x, found.y, found.pairs, np.ones_like(found.speed))
    build = perf_counter() - begin - read
    assert foot is not None
    ways = Network(foot, None, "Monaco")
    rng = np.random.default_rng(1)
    at = rng.choice(len(foot.x), POINTS, replace=False)
    x, y = (values[at] + rng.normal(0, 20, POINTS) for values in (foot.x, foot.y))

    a, b = found.pairs.T
    metres = np.hypot(found.x[a] - found.x[b], found.y[a] - found.y[b])
    tail, head, cost = np.r_[a, b], np.r_[b, a], np.r_[metres, metres]
    nodes = csr_array((cost, (tail, head)), shape=(len(found.x), len(found.x)))
    tree = cKDTree(np.column_stack([found.x, found.y]))

    ours, theirs = [], []
    for _ in range(ROUNDS):
        begin = perf_counter()
        legs = ways.legs(x, y, mode=Mode.FOOT)
        ours.append(perf_counter() - begin)
        begin = perf_counter()
        near = tree.query(np.column_stack([x, y]))[1]
        beside = np.array([dijkstra(nodes, indices=one)[near] for one in near])
        theirs.append(perf_counter() - begin)
    reached = np.isfinite(legs.metres) & np.isfinite(beside) & (beside > 500)
    off = np.abs(legs.metres[reached] / beside[reached] - 1)
    print(
        f"\n{POINTS} × {POINTS} ways on foot, {len(foot.start)} edges of {len(found.pairs)} "
        f"segments; median of {ROUNDS}: {median(ours):.4f} s (first {ours[0]:.4f}), scipy on nodes "
        f"{median(theirs):.4f} s, ratio {median(theirs) / median(ours):.1f}; lengths differ by "
        f"{np.median(off):.1%} (median); reading {read:.2f} s, building {build:.3f} s"
    )
