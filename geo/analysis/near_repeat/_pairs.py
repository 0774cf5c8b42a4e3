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
_SHORT = 1 << 13
"""Fewer incidents than this leave 19 or more random bits in a number of 32."""


def pairs(x: Floats, y: Floats, edges: Floats, norm: int) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of all distance bands, sorted by band, and where each band begins."""
    tree = cKDTree(np.column_stack([x, y]))
    reach = edges[-1] * (1 + 1e-12)  # the tree may round otherwise than the line below
    i, j = tree.query_pairs(reach, p=norm, output_type="ndarray").T.astype(np.int64)
    dx, dy = np.abs(x[i] - x[j]), np.abs(y[i] - y[j])
    band = np.searchsorted(edges, np.hypot(dx, dy) if norm == 2 else dx + dy, side="right") - 1
    order = np.lexsort((i, band))
    cuts = np.searchsorted(band[order], np.arange(len(edges)))
    return i[order], j[order], cuts


def compact(day: Floats) -> NDArray[np.generic]:
    """Return days in the smallest type that holds their differences exactly."""
    if not len(day) or (day != np.rint(day)).any():
        return day
    since = day - day.min()
    for kind in (np.int16, np.int32):
        if since.max() < np.iinfo(kind).max:
            return np.asarray(since, dtype=kind)
    return day


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


def tables(days: NDArray[Any], i: Ints, j: Ints, cuts: Ints, edges: Floats) -> Ints:
    """Count pairs per band of distance and time for every column of `days`."""
    if days.dtype.kind == "i":  # a whole number is below 7.5 exactly if it is below 8
        edges = np.ceil(edges).clip(max=np.iinfo(days.dtype).max).astype(days.dtype)
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
