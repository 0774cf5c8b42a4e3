"""Why a visit is needed, in a few words: the weightiest parts first."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from geo.planning.need.result import Part
from geo.planning.need.strength import Floats, Strength

MOST = 3
"""Reasons named."""
LEAST = 0.1
"""A part is named if it is at least this much of the heaviest one."""


def because(
    strengths: Mapping[Part, Strength], parts: Mapping[Part, Floats]
) -> tuple[tuple[str, ...], ...]:
    """Return the reasons of each place and slot: ``klotter (6 på 8 veckor), 44 % otrygga``.

    Parameters
    ----------
    strengths : mapping of Part to Strength
        For their words.
    parts : mapping of Part to ndarray, shape (places, slots)
        Weighed.
    """
    listed = list(parts)
    weighed = np.stack([parts[part] for part in listed])
    words = [np.broadcast_to(strengths[part].words, weighed.shape[1:]) for part in listed]
    order = np.argsort(-weighed, axis=0, kind="stable")
    floor = LEAST * weighed.max(axis=0)

    def of(place: int, slot: int) -> str:
        named: list[str] = []
        for part in order[:, place, slot]:
            if weighed[part, place, slot] <= 0 or weighed[part, place, slot] < floor[place, slot]:
                break
            if text := words[part][place, slot]:
                named.append(text)
        return ", ".join(named[:MOST])

    places, slots = weighed.shape[1:]
    return tuple(tuple(of(place, slot) for slot in range(slots)) for place in range(places))
