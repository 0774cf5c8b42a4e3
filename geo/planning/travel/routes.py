"""Shortest ways between points on the edges of a network.

The points are put into the network as crossings of their own: between the ends of their edge, and
between each other where they lie on the same edge, so that a way goes through either end of an edge
or through none. Then Dijkstra's algorithm (1959, Numerische Mathematik 1, 269–271) finds the way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.planning.travel.graph import Graph, Ints, Snapped
from geo.planning.travel.legs import Floats

AT_ONCE = 64
"""Points from which ways are searched for together; bounds the memory."""


@dataclass(frozen=True)
class _Links:
    """Pieces of edges between nodes, each way; points are the nodes after the crossings."""

    tail: Ints
    head: Ints
    edge: Ints
    begin: Floats
    end: Floats


def costs(graph: Graph, points: Snapped) -> Floats:
    """Return the cost of the cheapest way between all pairs of points, row = from.

    Parameters
    ----------
    graph : Graph
    points : Snapped
        Places on its edges.

    Returns
    -------
    ndarray of float, shape (points, points)
    """
    number, crossings = len(points.edge), graph.crossings
    found = np.zeros((number, number))
    if not number:
        return found
    matrix = _matrix(graph, _links(graph, points), crossings + number)
    for row in range(0, number, AT_ONCE):
        rows = np.arange(row, min(row + AT_ONCE, number))
        found[rows] = dijkstra(matrix, indices=crossings + rows)[:, crossings:]
    return found


def path(graph: Graph, points: Snapped) -> Floats:
    """Return the bends of the cheapest way from the first of two points to the second.

    Returns
    -------
    ndarray of float, shape (n, 2)
        Both ends included.
    """
    links = _links(graph, points)
    nodes = graph.crossings + 2
    source, target = nodes - 2, nodes - 1
    before = dijkstra(_matrix(graph, links, nodes), indices=source, return_predecessors=True)[1]
    way = [target]
    while way[-1] != source:
        way.append(int(before[way[-1]]))
    steps = np.array(way[::-1])
    key = links.tail * nodes + links.head
    order = np.argsort(key)
    used = order[np.searchsorted(key[order], steps[:-1] * nodes + steps[1:])]
    pieces = [graph.piece(int(links.edge[k]), links.begin[k], links.end[k]) for k in used]
    return joined(pieces)


def _links(graph: Graph, points: Snapped) -> _Links:
    """Return all edges, and the pieces into which the points cut theirs, in both directions."""
    whole = np.arange(len(graph.start))
    order = np.lexsort((points.along, points.edge))
    edge, along, node = points.edge[order], points.along[order], graph.crossings + order
    opens = np.diff(edge, prepend=-1) != 0
    closes = np.diff(edge, append=-1) != 0
    tail = np.where(opens, graph.start[edge], np.roll(node, 1))
    begin = np.where(opens, 0.0, np.roll(along, 1))
    last = edge[closes]
    tails = np.concatenate([graph.start, tail, node[closes]])
    heads = np.concatenate([graph.end, node, graph.end[last]])
    edges = np.concatenate([whole, edge, last])
    begins = np.concatenate([np.zeros(len(whole)), begin, along[closes]])
    ends = np.concatenate([graph.metres, along, graph.metres[last]])
    return _Links(
        np.concatenate([tails, heads]),
        np.concatenate([heads, tails]),
        np.concatenate([edges, edges]),
        np.concatenate([begins, ends]),
        np.concatenate([ends, begins]),
    )


def _matrix(graph: Graph, links: _Links, nodes: int) -> csr_array:
    """Return costs as a sparse matrix; a piece of no length is an entry of 0, and counts."""
    half = len(links.edge) // 2
    pace = np.concatenate([graph.forward[links.edge[:half]], graph.backward[links.edge[half:]]])
    way = np.isfinite(pace)
    cost = np.abs(links.end - links.begin)[way] * pace[way]
    return csr_array((cost, (links.tail[way], links.head[way])), shape=(nodes, nodes))


def joined(pieces: list[Floats]) -> Floats:
    """Return pieces as one line, without bends that repeat the one before.

    >>> joined([np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[1.0, 0.0]])]).tolist()
    [[0.0, 0.0], [1.0, 0.0]]
    """
    bends: Floats = np.concatenate(pieces)
    kept = np.append(True, (np.diff(bends, axis=0) != 0).any(axis=1))
    line = bends[kept]
    return line if len(line) > 1 else np.repeat(line, 2, axis=0)
