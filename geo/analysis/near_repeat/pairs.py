"""Pairs near in space, and how many are near in time under any order of the days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_AT_ONCE = 128
"""Permutations that lie side by side, so that a pair is one subtraction of two short rows."""
_PAIRS = 4_000
"""... and pairs looked at in one go: they stay in the processor's cache."""
_DAY = 86_400
_SHORT = 1 << 13
"""Fewer incidents than this leave 19 or more random bits in a number of 32."""


def in_bands(x: Floats, y: Floats, edges: Floats, norm: int) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of all distance bands, sorted by band, and where each band begins."""
    tree = cKDTree(np.column_stack([x, y]))
    reach = edges[-1] * (1 + 1e-12)  # the tree may round otherwise than the line below
    i, j = tree.query_pairs(reach, p=norm, output_type="ndarray").T.astype(np.int64)
    dx, dy = np.abs(x[i] - x[j]), np.abs(y[i] - y[j])
    band = np.searchsorted(edges, np.hypot(dx, dy) if norm == 2 else dx + dy, side="right") - 1
    order = np.lexsort((i, band))
    cuts = np.searchsorted(band[order], np.arange(len(edges)))
    return i[order], j[order], cuts


def ticks(day: Floats, edges: Floats) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return days and edges as whole numbers of days or seconds, in the smallest type.

    Whole numbers are compared exactly, and the fewer bits they have the sooner.
    """
    seconds = np.rint(day * _DAY).astype(np.int64)
    seconds -= seconds.min(initial=np.iinfo(np.int64).max)
    unit = 1 if (seconds % _DAY).any() else _DAY
    since, most = seconds // unit, int(seconds.max(initial=0)) // unit
    kind = next(k for k in (np.int16, np.int32, np.int64) if most < np.iinfo(k).max)
    # What is less than 7.5 days apart is, in whole days, less than 8 apart.
    whole = np.ceil((edges * (_DAY / unit)).round(6)).clip(max=most + 1)
    return since.astype(kind), whole.astype(kind)


def dealt(days: NDArray[np.generic], permutations: int, seed: int) -> Iterator[NDArray[np.generic]]:
    """Deal the days out anew: blocks of shape (n, up to `_AT_ONCE`), one permutation a column.

    Numbers with random upper bits, and a position in the lower ones, are sorted: that is faster
    than shuffling. Where the upper bits are alike the positions decide; they are shuffled first,
    so every order is as likely as any other.
    """
    rng = np.random.default_rng(seed)
    n = len(days)
    low = (1 << n.bit_length()) - 1
    for done in range(0, permutations, _AT_ONCE):
        days = rng.permutation(days)
        key = _random_bits(rng, min(_AT_ONCE, permutations - done), n)
        key &= ~key.dtype.type(low)
        key |= np.arange(n, dtype=key.dtype)
        key.sort(axis=1)
        key &= key.dtype.type(low)
        yield np.ascontiguousarray(np.take(days, key).T)


def _random_bits(rng: np.random.Generator, rows: int, n: int) -> NDArray[Any]:
    """Return unsigned integers of shape (rows, n) that leave enough bits above a position."""
    if n >= _SHORT:
        return rng.integers(0, 1 << 64, (rows, n), dtype=np.uint64)
    both = rng.integers(0, 1 << 64, (rows, n // 2 + 1), dtype=np.uint64)
    return both.view(np.uint32)[:, :n]


def tables(days: NDArray[Any], i: Ints, j: Ints, cuts: Ints, edges: NDArray[Any]) -> Ints:
    """Count pairs per band of distance and time for every column of `days`."""
    below = np.zeros((days.shape[1], len(cuts) - 1, len(edges)), dtype=np.int64)
    for band in range(len(cuts) - 1):
        for first in range(cuts[band], cuts[band + 1], _PAIRS):
            chunk = slice(first, min(first + _PAIRS, cuts[band + 1]))
            apart = days.take(i[chunk], axis=0)
            apart -= days.take(j[chunk], axis=0)
            np.abs(apart, out=apart)
            for at in np.flatnonzero(edges > 0):  # nothing is less than 0 apart
                near = apart < edges[at]
                below[:, band, at] += near.view(np.uint8).sum(axis=0, dtype=np.uint32)
    return np.diff(below, axis=2)
