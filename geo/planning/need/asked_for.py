"""PROMISE and PRIORITY: a promise that lags, and places that a meeting has put first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.look import count
from geo.model import Priority
from geo.planning.need.result import Slot
from geo.planning.need.slots import days
from geo.planning.need.strength import Strength, per_place, texts

Floats = NDArray[np.float64]


def promise(debt: Floats | None, behind: Mapping[int, int], slots: int, *, n: int) -> Strength:
    """Return how far each place is behind the pace of the promise.

    Parameters
    ----------
    debt : ndarray, shape (places,), optional
        0–1; None where no promise is known.
    behind : mapping of int to int
        Visits behind, by the place's position, for the words.
    slots, n : int
        Number of slots and of places.
    """
    if debt is None:
        missing = "Löfte: inget löfte om besök är inläst. Delen är 0."
        return per_place(np.zeros(n), [""] * n, slots, missing)
    words = [
        (
            f"ligger {count(behind[at], 'besök', 'besök')} efter"
            if behind.get(at)
            else "löftet släpar"
        )
        if debt[at] > 0
        else ""
        for at in range(n)
    ]
    return per_place(debt, words, slots)


def priority(
    priorities: Sequence[Priority], place_ids: Sequence[int], slots: tuple[Slot, ...]
) -> Strength:
    """Return 1 where a place has been put first on the slot's day."""
    value = np.zeros((len(place_ids), len(slots)))
    words = np.empty(value.shape, dtype=object)
    words[:] = ""
    position = {place_id: at for at, place_id in enumerate(place_ids)}
    day = days(slots)
    for each in priorities:
        if each.place_id not in position:
            continue
        at = position[each.place_id]
        text = f"prioriterad: {each.note}" if each.note else "prioriterad av mötet"
        for slot, when in enumerate(day):
            if each.first_day <= when < each.until_day:
                value[at, slot], words[at, slot] = 1.0, text
    return Strength(value, words if len(place_ids) else texts([""]))
