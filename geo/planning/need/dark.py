"""DARK: dark hours, where people feel unsafe or more than elsewhere happens in the dark."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.planning.need.log import Log
from geo.planning.need.result import Slot
from geo.planning.need.strength import Strength, texts

Floats = NDArray[np.float64]

KNOWN = 10.0
"""Incidents at which a place's own share in the dark weighs as much as that of all."""


def dark(log: Log, felt: Floats, slots: tuple[Slot, ...], where: tuple[float, float]) -> Strength:
    """Return the dark part of each slot, times what makes the dark matter at the place.

    That is the larger of how unsafe it is felt to be, and how far its share of incidents in the
    dark exceeds that of all places, as a part of what is left to 1.

    Parameters
    ----------
    log : Log
    felt : ndarray, shape (places,)
        0–1.
    slots : tuple of Slot
    where : tuple of float
        Latitude, longitude.
    """
    matters = np.maximum(felt, excess(log, where))
    value = matters[:, np.newaxis] * dark_part(slots, where)[np.newaxis, :]
    return Strength(np.asarray(value, dtype=np.float64), texts(["mörkt"]))


def dark_part(slots: tuple[Slot, ...], where: tuple[float, float]) -> Floats:
    """Return how much of each slot is dark: of its beginning, middle and end."""
    parts = [
        weeks.is_dark(
            np.array([s.start_utc + (s.end_utc - s.start_utc) * step // 4 for s in slots]), *where
        )
        for step in (1, 2, 3)
    ]
    return np.asarray(np.mean(parts, axis=0, dtype=np.float64))


def excess(log: Log, where: tuple[float, float]) -> Floats:
    """Return how far each place's share in the dark exceeds that of all, 0–1, shape (places,)."""
    clear = log.clear
    in_dark = weeks.is_dark(log.middle[clear], *where)
    if not len(in_dark) or in_dark.all():
        return np.zeros(log.n_places)
    share = float(in_dark.mean())
    known = np.bincount(log.place[clear], minlength=log.n_places)
    mine = np.bincount(log.place[clear][in_dark], minlength=log.n_places)
    own = (mine + KNOWN * share) / (known + KNOWN)
    return np.asarray(np.clip((own - share) / (1 - share), 0.0, 1.0), dtype=np.float64)
