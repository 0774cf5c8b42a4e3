"""The weekdays and hours that hold most of a place's incidents, if any stand out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

FEWEST = 8
"""Incidents needed before any hours are named."""
SHARE = 0.35
"""The hours named hold at least this share."""
CONCENTRATION = 2.0
"""... and at least this many times their share of the week."""
DAY_STARTS = 6
"""Hours after midnight belong to the evening before."""


@dataclass(frozen=True, slots=True)
class Window:
    """Weekdays and hours; ``first_hour`` to ``end_hour`` may pass midnight (21 to 26)."""

    first_day: int
    days: int
    first_hour: int
    end_hour: int
    share: float


@lru_cache(maxsize=1)
def _windows() -> tuple[
    NDArray[np.float64], NDArray[np.float64], list[tuple[int, int]], list[tuple[int, int]]
]:
    days = [(first, length) for length in (1, 2, 3) for first in range(7)] + [(0, 7)]
    hours = [(first, first + n) for n in range(3, 9) for first in range(24 - n + 1)]
    by_day = np.array([[(d - first) % 7 < n for d in range(7)] for first, n in days])
    by_hour = np.array([[a <= h < b for a, b in hours] for h in range(24)])
    return by_day.astype(np.float64), by_hour.astype(np.float64), days, hours


def busy_window(table: NDArray[np.float64]) -> Window | None:
    """Return the window that stands out most, or None.

    Of all windows of 1–3 days (or all week) × 3–8 hours that are concentrated enough, the one with
    the largest surplus over an even week.

    Parameters
    ----------
    table : ndarray, shape (7, 24)
        Weights, Monday first.
    """
    total = table.sum()
    if total < FEWEST:
        return None
    by_day, by_hour, days, hours = _windows()
    flat = table.ravel()
    evenings = np.roll(flat, -DAY_STARTS).reshape(7, 24)
    share = by_day @ evenings @ by_hour / total
    size = by_day.sum(axis=1)[:, None] * by_hour.sum(axis=0)[None, :] / flat.size
    surplus = np.where((share >= SHARE) & (share >= CONCENTRATION * size), share - size, -1.0)
    d, h = np.unravel_index(surplus.argmax(), surplus.shape)
    if surplus[d, h] < 0:
        return None
    first, end = hours[h]
    return Window(*days[d], first + DAY_STARTS, end + DAY_STARTS, float(share[d, h]))
