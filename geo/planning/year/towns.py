"""Which places lie in one town, and how long the trip to it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TOGETHER = 3_000.0
"""Metres between the middles of places that count as of one town."""
NEAR = 6_000.0
"""Metres from the home town within which no trip is reckoned: those are walked or passed by."""
DETOUR, METRES_A_MINUTE = 1.3, 1_000.0
"""Roads beside the crow's way, and 60 km/h: what this program takes where it has no map."""
HOME = -1


@dataclass(frozen=True)
class Towns:
    """Places by town.

    Attributes
    ----------
    of : ndarray of int, shape (places,)
        Number of the remote town, :data:`HOME` near the home town.
    minutes : ndarray of float, shape (towns,)
        By car there and back.
    """

    of: Ints
    minutes: Floats


def towns(x: Floats, y: Floats, weight: Floats) -> Towns:
    """Find the towns that places form, and how far they are from the heaviest one.

    Parameters
    ----------
    x, y : ndarray of float, shape (places,)
        Middles of places in metres.
    weight : ndarray of float, shape (places,)
        The town with most of it is home.

    Examples
    --------
    >>> found = towns(np.array([0.0, 900, 30_000]), np.zeros(3), np.ones(3))
    >>> found.of.tolist(), found.minutes.round().tolist()
    ([-1, -1, 0], [77.0])
    """
    if not len(x):
        return Towns(np.zeros(0, dtype=np.int64), np.zeros(0))
    points = np.column_stack([x, y])
    pairs = cKDTree(points).query_pairs(TOGETHER, output_type="ndarray")
    joined = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(x), len(x)))
    _, label = connected_components(joined, directed=False)
    number = int(label.max()) + 1
    size = np.bincount(label, minlength=number)
    middle = np.column_stack([np.bincount(label, axis) / size for axis in (x, y)])
    home = int(np.argmax(np.bincount(label, weight + 1e-9, minlength=number)))
    away = np.hypot(*(middle - middle[home]).T)
    remote = np.flatnonzero(away > NEAR)
    position = np.full(number, HOME, dtype=np.int64)
    position[remote] = np.arange(len(remote))
    return Towns(position[label], 2 * DETOUR * away[remote] / METRES_A_MINUTE)
