"""Places in the order of their need, and what other weights change in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.lagesbild.words import DAYS
from geo.planning.need.result import Need, Part, Slot
from geo.planning.need.slots import BANDS, HOURS, cells


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place at its best time: the slot in which its need is greatest.

    Attributes
    ----------
    place_id, rank : int
    at : int
        Position of the place in the need.
    slot : Slot
    need : float
    parts : mapping of Part to float
        They add up to `need`.
    because : str
        Swedish.
    """

    place_id: int
    rank: int
    at: int
    slot: Slot
    need: float
    parts: Mapping[Part, float]
    because: str


@dataclass(frozen=True, slots=True)
class Move:
    """Where a place stands before and after a change of weights."""

    place_id: int
    before: int
    after: int
    need_before: float
    need_after: float


def rank(need: Need) -> tuple[Ranked, ...]:
    """Return the places, that with the greatest need in any slot first."""
    value = need.value
    if not value.size:
        return ()
    best = value.argmax(axis=1)
    top = value[np.arange(len(value)), best]
    order = np.lexsort((-value.mean(axis=1), -top))
    return tuple(
        Ranked(
            place_id=need.place_ids[at],
            rank=number,
            at=int(at),
            slot=need.slots[best[at]],
            need=float(top[at]),
            parts={part: float(table[at, best[at]]) for part, table in need.parts.items()},
            because=need.because[at][best[at]],
        )
        for number, at in enumerate(order, start=1)
    )


def moves(before: Need, after: Need) -> tuple[Move, ...]:
    """Return every place's rank under two profiles, in the order of the second."""
    old = {each.place_id: each for each in rank(before)}
    return tuple(
        Move(each.place_id, old[each.place_id].rank, each.rank, old[each.place_id].need, each.need)
        for each in rank(after)
        if each.place_id in old
    )


def slot_label(slot: Slot) -> str:
    """Return the band of a slot: ``fre 22–24``.

    Examples
    --------
    >>> slot_label(Slot(1_774_040_400, 1_774_047_600))
    'fre 22–24'
    """
    day, band = divmod(int(cells((slot,))[0]), BANDS)
    return f"{DAYS[day]} {band * HOURS:02d}–{band * HOURS + HOURS:02d}"
