"""Knox's test over bands of distance and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo.analysis.near_repeat import pairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DISTANCE_BANDS = (0.0, 200.0, 400.0)
"""Metres; police positions are a median 83 m off, so finer bands say little."""
TIME_BANDS = (0.0, 7.0, 14.0)
"""Days."""


@dataclass(frozen=True)
class Knox:
    """Pairs near in space and time; every table has shape (distance bands, time bands).

    Attributes
    ----------
    distance_bands, time_bands : tuple of float
        Edges, metres and days; a band holds its lower edge and not its upper one. With
        `same_place_m` given, that is the first band's upper edge.
    events, permutations : int
    observed : ndarray of int64
        Pairs found.
    expected : ndarray of float64
        Mean over the permutations.
    p : ndarray of float64
        (r + 1) / (permutations + 1), where r permutations have at least as many pairs as found.
    """

    distance_bands: tuple[float, ...]
    time_bands: tuple[float, ...]
    events: int
    permutations: int
    observed: Ints
    expected: Floats
    p: Floats

    @property
    def ratio(self) -> Floats:
        """Observed over the mean of the permutations; nan where that mean is 0."""
        ratio = np.full(self.p.shape, np.nan)
        np.divide(self.observed, self.expected, out=ratio, where=self.expected > 0)
        return ratio


def knox(
    x: Floats,
    y: Floats,
    day: Floats,
    *,
    distance_bands: Sequence[float] = DISTANCE_BANDS,
    time_bands: Sequence[float] = TIME_BANDS,
    same_place_m: float | None = None,
    norm: Literal[1, 2] = 2,
    permutations: int = 999,
    seed: int,
) -> Knox:
    """Count near pairs per band of distance and time, and how many chance gives.

    Parameters
    ----------
    x, y : array of float, shape (n,)
        Metres, in a metric CRS.
    day : array of float, shape (n,)
        Days; may have fractions, as the middle of an interval has, and is taken to the second.
    distance_bands, time_bands : sequence of float
        Ascending edges of bands that hold their lower edge only: (0, 200, 400) is "less than 200 m"
        and "200 m to less than 400 m". The last may be infinite; all pairs are then listed.
    same_place_m : float, optional
        Pairs nearer than this count as the same place, in a band of their own before the others.
    norm : {1, 2}
        2 measures as the crow flies, 1 along a street grid (Manhattan).
    permutations : int
        How many times the days are dealt out anew.
    seed : int

    Raises
    ------
    ValueError
        Arrays of unequal length or with gaps, edges that do not ascend from 0 or more.

    Notes
    -----
    The Near Repeat Calculator's label "a to b" means [a − 1, b): its "0 to 1 days" are pairs of the
    same day, its "1 to 200 meters" those up to but not 200 m.

    Examples
    --------
    >>> x, y, day = np.array([0.0, 30.0, 900.0]), np.zeros(3), np.array([1.0, 3.0, 4.0])
    >>> knox(x, y, day, permutations=9, seed=1).observed
    array([[1, 0],
           [0, 0]])
    """
    x, y, day = (np.asarray(each, dtype=np.float64) for each in (x, y, day))
    near = _edges(distance_bands)
    if same_place_m is not None:
        near = _edges((0.0, same_place_m, *near[near > 0]))
    soon = _edges(time_bands)
    _check(x, y, day, permutations)
    i, j, cuts = pairs.in_bands(x, y, near, norm)
    days, since = pairs.ticks(day, soon)
    observed = pairs.tables(days[:, np.newaxis], i, j, cuts, since)[0]
    total = np.zeros(observed.shape, dtype=np.int64)
    reached = np.zeros(observed.shape, dtype=np.int64)
    for dealt in pairs.dealt(days, permutations, seed):
        tables = pairs.tables(dealt, i, j, cuts, since)
        total += tables.sum(axis=0)
        reached += (tables >= observed).sum(axis=0)
    return Knox(
        distance_bands=tuple(near.tolist()),
        time_bands=tuple(soon.tolist()),
        events=len(x),
        permutations=permutations,
        observed=observed,
        expected=total / permutations,
        p=(reached + 1) / (permutations + 1),
    )


def _edges(bands: Sequence[float] | Floats) -> Floats:
    edges = np.asarray(bands, dtype=np.float64)
    if len(edges) < 2 or not edges[0] >= 0 or not (np.diff(edges) > 0).all():
        raise ValueError("bands are two or more edges that ascend from 0 or more")
    return edges


def _check(x: Floats, y: Floats, day: Floats, permutations: int) -> None:
    if not len(x) == len(y) == len(day):
        raise ValueError("x, y and day are of one length")
    if not all(np.isfinite(each).all() for each in (x, y, day)):
        raise ValueError("leave out incidents without a position or a time first")
    if permutations < 1:
        raise ValueError("at least one permutation")
