"""OCCASION: evenings and nights of valborg, lönehelg and the like, where people gather."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.model import Occasion
from geo.planning.need.result import Slot
from geo.planning.need.strength import Strength, texts

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TYPES = frozenset({"centrum", "torg", "park", "resecentrum"})
"""Types of places where people gather."""
EVENING, NIGHT = 18, 4
"""The night of an occasion's day: from this hour until that one of the next day."""
SHORT = 4
"""Days; longer occasions, such as school holidays, are presumed to be ordinary evenings."""
PRESUMED = 1.5
"""How many times the usual happens on a short occasion, as long as nothing is known of it ..."""
WEIGHS = 10.0
"""... which counts as if so many incidents had been expected on such nights."""
_DAY = 86_400
_EPOCH = date(1970, 1, 1)


def occasion(
    occasions: Sequence[Occasion],
    middles: Ints,
    types: Sequence[str],
    slots: tuple[Slot, ...],
    *,
    until: int,
) -> Strength:
    """Return how much more than usual happens on such nights; twice the usual is 1.

    What past ones did is held against the same weekdays of the record, all over the kommun, and
    drawn towards :data:`PRESUMED` (a gamma prior worth :data:`WEIGHS` expected incidents).

    Parameters
    ----------
    occasions : sequence of Occasion
        Past and coming.
    middles : ndarray of int
        When incidents with a clear time happened, seconds UTC, ascending.
    types : sequence of str
        Type of each place.
    slots : tuple of Slot
    until : int
        Where the record ends, seconds UTC.
    """
    lifts = past(occasions, middles, until)
    night = nights(np.array([slot.start_utc for slot in slots], dtype=np.int64))
    value, words = np.zeros(len(slots)), [""] * len(slots)
    for each in occasions:
        strength = min(max(lifts[each.name] - 1, 0.0), 1.0)
        first, end = (each.start - _EPOCH).days, (each.end - _EPOCH).days
        for at in np.flatnonzero((night >= first) & (night < end) & (strength > value)):
            value[at], words[at] = strength, each.name.lower()
    here = np.array([typ in TYPES for typ in types], dtype=np.float64)
    return Strength(here[:, np.newaxis] * value, texts(words)[np.newaxis, :])


def nights(utc: Ints) -> Ints:
    """Return the local day (since 1970) whose night each moment lies in, or -1 by day."""
    local = weeks.local_seconds(utc)
    into = (local - EVENING * 3600) % _DAY
    day = (local - EVENING * 3600) // _DAY
    return np.asarray(np.where(into < (24 - EVENING + NIGHT) * 3600, day, -1), dtype=np.int64)


def past(occasions: Sequence[Occasion], middles: Ints, until: int) -> dict[str, float]:
    """Return how many times the usual happened on the nights of each occasion, by name."""
    begins = int(middles[0]) if len(middles) else until
    first, end = ((weeks.local_day(utc) - _EPOCH).days for utc in (begins, until))
    counts = np.zeros(max(end - first, 0))
    night = nights(middles)
    within = (night >= first) & (night < end)
    np.add.at(counts, night[within] - first, 1.0)
    usual = _usual(counts, first, occasions)
    lifts: dict[str, float] = {}
    for name in {each.name for each in occasions}:
        mine = [each for each in occasions if each.name == name]
        at = np.array([day - first for each in mine for day in _days(each)], dtype=np.int64)
        at = np.unique(at[(at >= 0) & (at < len(counts))])
        longest = max(len(_days(each)) for each in mine)
        presumed = PRESUMED if longest <= SHORT else 1.0
        seen, expected = float(counts[at].sum()), float(usual[at].sum())
        lifts[name] = (seen + presumed * WEIGHS) / (expected + WEIGHS)
    return lifts


def _usual(counts: Floats, first: int, occasions: Sequence[Occasion]) -> Floats:
    """Return the mean of ordinary nights of the same weekday, per night."""
    ordinary = np.ones(len(counts), dtype=np.bool_)
    for each in occasions:
        listed = _days(each)
        if len(listed) <= SHORT:
            at = np.array([day - first for day in listed])
            ordinary[at[(at >= 0) & (at < len(counts))]] = False
    weekday = (np.arange(len(counts)) + first + 3) % 7
    many = np.bincount(weekday[ordinary], minlength=7)
    total = np.bincount(weekday[ordinary], counts[ordinary], minlength=7)
    return np.asarray((total / np.maximum(many, 1))[weekday], dtype=np.float64)


def _days(each: Occasion) -> list[int]:
    first = (each.start - _EPOCH).days
    return list(range(first, first + (each.end - each.start) // timedelta(days=1)))
