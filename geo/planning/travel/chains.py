"""From many short segments to a network: the largest connected part, its bends no longer nodes.

Of a map's nodes most are bends, at which nothing can be decided. Only crossings, dead ends and
changes of pace stay nodes, so that shortest ways are searched for among a tenth of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.planning.travel.graph import Graph, Ints
from geo.planning.travel.legs import Floats

Chain = list[int]
"""Nodes from one crossing to the next."""


def network(x: Floats, y: Floats, pairs: Ints, pace: Floats) -> Graph | None:
    """Return the largest part of a network in which every node can be reached from every other.

    Parameters
    ----------
    x, y : ndarray of float, shape (nodes,)
        Metres.
    pairs : ndarray of int, shape (segments, 2)
        The nodes that a straight segment joins.
    pace : ndarray of float, shape (segments, 2)
        Cost of a metre from the first to the second node, and back; ``inf`` where closed. Where two
        segments join the same nodes, the cheaper one counts.

    Returns
    -------
    Graph or None
        None where no segment is left.

    Examples
    --------
    >>> x, y = np.array([0.0, 10.0, 10.0, 10.0]), np.array([0.0, 0.0, 5.0, -5.0])
    >>> found = network(x, y, np.array([[0, 1], [1, 2], [1, 3]]), np.ones((3, 2)))
    >>> found.crossings, found.metres.tolist()
    (4, [10.0, 5.0, 5.0])
    """
    arcs = _largest(_arcs(pairs, pace), len(x))
    if not len(arcs.tail):
        return None
    chains = _without_parallels(_chains(arcs, _crossings(arcs, len(x)), len(x)))
    return _graph(chains, arcs, x, y)


@dataclass(frozen=True)
class _Arcs:
    """Every segment twice, once from each end, sorted by tail and head; `back` is the way back."""

    tail: Ints
    head: Ints
    out: Floats
    back: Floats

    def part(self, some: NDArray[np.bool_]) -> _Arcs:
        return _Arcs(self.tail[some], self.head[some], self.out[some], self.back[some])


def _arcs(pairs: Ints, pace: Floats) -> _Arcs:
    """Return each pair of nodes once in each direction, at the cheapest; no loops, none closed."""
    some = (pairs[:, 0] != pairs[:, 1]) & np.isfinite(pace).any(axis=1)
    (a, b), (there, back) = pairs[some].T, pace[some].T
    tail, head = np.concatenate([a, b]), np.concatenate([b, a])
    both = np.column_stack([tail, head])
    found, which = np.unique(both, axis=0, return_inverse=True)
    out = np.full((2, len(found)), np.inf)
    np.minimum.at(out[0], which.ravel(), np.concatenate([there, back]))
    np.minimum.at(out[1], which.ravel(), np.concatenate([back, there]))
    return _Arcs(found[:, 0], found[:, 1], out[0], out[1])


def _largest(arcs: _Arcs, nodes: int) -> _Arcs:
    """Keep the arcs within the largest part that hangs together along the open ways."""
    if not len(arcs.tail):
        return arcs
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    way = np.isfinite(arcs.out)
    matrix = csr_array((np.ones(way.sum()), (arcs.tail[way], arcs.head[way])), shape=(nodes, nodes))
    _, part = connected_components(matrix, directed=True, connection="strong")
    most = np.argmax(np.bincount(part))
    return arcs.part((part[arcs.tail] == most) & (part[arcs.head] == most))


def _crossings(arcs: _Arcs, nodes: int) -> NDArray[np.bool_]:
    """Tell which nodes are more than a bend between two segments of one pace."""
    degree = np.bincount(arcs.tail, minlength=nodes)
    crossing: NDArray[np.bool_] = degree != 2
    first = np.searchsorted(arcs.tail, np.flatnonzero(~crossing))
    other = first + 1
    changes = (arcs.back[first] != arcs.out[other]) | (arcs.out[first] != arcs.back[other])
    crossing[arcs.tail[first[changes]]] = True
    if crossing[arcs.tail].any():
        return crossing
    crossing[arcs.tail[0]] = True  # a ring has no crossing: one of its bends must do
    return crossing


def _chains(arcs: _Arcs, crossing: NDArray[np.bool_], nodes: int) -> list[Chain]:
    """Follow every way from crossing to crossing, once."""
    begin = np.searchsorted(arcs.tail, np.arange(nodes + 1)).tolist()
    head, stop = arcs.head.tolist(), crossing.tolist()
    used: set[tuple[int, int]] = set()
    chains: list[Chain] = []
    for node in np.unique(arcs.tail[crossing[arcs.tail]]).tolist():
        for arc in range(begin[node], begin[node + 1]):
            if (node, head[arc]) in used:
                continue
            chain = [node, head[arc]]
            while not stop[chain[-1]]:
                at = begin[chain[-1]]
                chain.append(head[at] if head[at] != chain[-2] else head[at + 1])
            used.add((chain[-1], chain[-2]))
            chains.append(chain)
    return chains


def _without_parallels(chains: list[Chain]) -> list[Chain]:
    """Cut loops, and all but one of several chains between the same crossings, at a bend.

    Two nodes are joined by one segment at most, so that there is a bend to cut at.
    """
    taken: set[tuple[int, int]] = set()
    single: list[Chain] = []
    for chain in sorted(chains, key=len):
        ends = (min(chain[0], chain[-1]), max(chain[0], chain[-1]))
        if chain[0] == chain[-1]:
            third = (len(chain) - 1) // 3
            single += [chain[: third + 1], chain[third : 2 * third + 1], chain[2 * third :]]
        elif ends in taken:
            middle = len(chain) // 2
            single += [chain[: middle + 1], chain[middle:]]
        else:
            taken.add(ends)
            single.append(chain)
    return single


def _graph(chains: list[Chain], arcs: _Arcs, x: Floats, y: Floats) -> Graph:
    first = np.cumsum([0, *(len(chain) for chain in chains)])
    nodes = np.concatenate([np.array(chain, dtype=np.int64) for chain in chains])
    start, second, end = nodes[first[:-1]], nodes[first[:-1] + 1], nodes[first[1:] - 1]
    key = arcs.tail * len(x) + arcs.head  # sorted, as the arcs are
    arc = np.searchsorted(key, start * len(x) + second)
    number = np.unique(np.concatenate([start, end]), return_inverse=True)[1]
    start, end = number[: len(chains)], number[len(chains) :]
    return Graph(start, end, arcs.out[arc], arcs.back[arc], first, x[nodes], y[nodes])
