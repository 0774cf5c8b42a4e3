"""Which of the demo's measures have a planted effect, and how to find it in the files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from geo.demo.decided import Decided
from geo.demo.effect import Planted, Worked
from geo.demo.events import SECONDS_PER_WEEK
from geo.demo.measures import number_of
from geo.demo.reports import Reports, ids_of
from geo.demo.world import Place

SECONDS_PER_DAY = 86_400


def planted(
    listed: tuple[Decided, ...], known: list[Place], *, first: date, until: date
) -> list[Planted]:
    """Return the effects to work, in the order of the file; `first` is the demo's first Monday."""
    names = [place.name for place in known]
    found = []
    for row, each in enumerate(listed):
        if each.effect is not None and each.began is not None:
            began = until - timedelta(days=each.began)
            begins = (began - first).days * SECONDS_PER_DAY
            found.append(Planted(row, names.index(each.place), begins, each.effect))
    return found


def describe(
    kommun: str,
    known: list[Place],
    planted: list[Planted],
    worked: Worked,
    est: Reports,
    police: Reports,
    *,
    first: date,
    weeks: int,
) -> list[dict[str, Any]]:
    """Return each effect with its parameters, and the rows before, after and in the ring.

    As many weeks are told before as there are after. Rows are of incidents drawn at the place;
    what is written of them may err in its position, or be broken.
    """
    events, told = worked.events, []
    for position, each in enumerate(planted):
        after = weeks - each.begins // SECONDS_PER_WEEK
        here = events.happened & (events.place == each.place)
        began = events.start >= each.begins
        asked = events.start >= each.begins - after * SECONDS_PER_WEEK
        moved = worked.moved_by == position
        told.append(
            {
                "åtgärd": number_of(kommun, each.row),
                "plats": known[each.place].name,
                "början": str(first + timedelta(seconds=each.begins)),
                "veckor": after,
                "kvar": each.effect.kept,
                "flyttas": each.effect.moved,
                "ring_m": each.effect.ring_m,
                "uteblivna": worked.gone[position],
                "före": _rows(est, police, here & asked & ~began),
                "efter": _rows(est, police, here & began),
                "i_ringen": _rows(est, police, moved),
            }
        )
    return told


def _rows(est: Reports, police: Reports, which: np.ndarray[Any, np.dtype[np.bool_]]) -> list[str]:
    return [*ids_of(est, which), *ids_of(police, which)]
