"""The town in which most stops lie, where a walk goes to others as well."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.report.frame import Floats

APART = 2_000.0
"""Metres between stops of different towns, at least."""
SMALL = 0.3
"""A town that is a smaller part than this of the whole could not be read on a map of it."""
FEWEST = 3
"""Spots that make a map of their own worth its room."""


def crowded(spots: Floats) -> Floats | None:
    """Return the spots of the town with the most, if they crowd on a map of all of them.

    Towns are the connected components of spots within :data:`APART` of each other.

    Parameters
    ----------
    spots : ndarray, shape (n, 2)
        Metres.

    Examples
    --------
    >>> town = np.array([[0.0, 0], [500, 0], [0, 900]])
    >>> crowded(np.vstack([town, [[30_000.0, 0]]])).tolist() == town.tolist()
    True
    >>> crowded(town) is None
    True
    """
    if len(spots) <= FEWEST:
        return None
    pairs = cKDTree(spots).query_pairs(APART, output_type="ndarray")
    links = coo_matrix((np.ones(len(pairs)), pairs.T), shape=(len(spots), len(spots)))
    count, town = connected_components(links, directed=False)
    sizes = np.bincount(town, minlength=count)
    chosen = np.asarray(spots[town == int(sizes.argmax())])
    if sizes.max() < FEWEST or np.ptp(chosen, axis=0).max() > SMALL * np.ptp(spots, axis=0).max():
        return None
    return chosen
