"""What a place's measures are for: its incidents by kind, and the causes that are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis.innermost import innermost
from geo.folding import fold
from geo.join import Assignment
from geo.model import CATEGORIES

NO_PROBLEM = frozenset({"ovrigt", "arrangemang"})
"""Categories that are not a problem one can do something about."""
FEWEST_VISITS = 2
"""A cause that visits tell counts from so many visits: one may be a slip of the thumb."""


@dataclass(frozen=True, slots=True)
class Told:
    """A cause of a place, and where it is told.

    Attributes
    ----------
    text : str
    where : str
        Swedish: the document, or how many visits.
    """

    text: str
    where: str


def problems(
    incidents: pd.DataFrame,
    assignment: Assignment,
    place_ids: NDArray[np.int64],
    area: NDArray[np.float64],
    *,
    start_utc: int,
    end_utc: int,
) -> dict[int, dict[str, int]]:
    """Return each place's incidents by category, in a time.

    An incident counts in the smallest of its places, so that one problem is not several.

    Parameters
    ----------
    incidents : DataFrame
        With ``category, mid_utc``.
    assignment : Assignment
        Of the incidents to the places.
    place_ids, area : ndarray
        Of the places, in their frame's order.
    start_utc, end_utc : int
        Seconds UTC; the end is exclusive.
    """
    middle = incidents["mid_utc"].to_numpy(dtype=np.int64)[assignment.row]
    within = (middle >= start_utc) & (middle < end_utc)
    within &= innermost(assignment.row, assignment.place, area)
    category = incidents["category"].astype("category")
    names = [str(name) for name in category.cat.categories]
    code = category.cat.codes.to_numpy()[assignment.row[within]].astype(np.int64)
    cells = np.bincount(
        assignment.place[within] * len(names) + code, minlength=len(place_ids) * len(names)
    ).reshape(len(place_ids), len(names))
    found: dict[int, dict[str, int]] = {}
    for at, column in zip(*np.nonzero(cells), strict=True):
        if names[column] in CATEGORIES and names[column] not in NO_PROBLEM:
            of_place = found.setdefault(int(place_ids[at]), {})
            of_place[names[column]] = int(cells[at, column])
    return found


def causes(
    of_places: pd.DataFrame,
    visits: pd.DataFrame,
    assignment: Assignment,
    place_ids: NDArray[np.int64],
    *,
    start_utc: int,
) -> dict[int, tuple[Told, ...]]:
    """Return each place's causes: those that documents tell first, then those that visits do.

    Parameters
    ----------
    of_places : DataFrame
        ``place_id, cause, document`` as ``store.read.causes`` gives them.
    visits : DataFrame
        With ``start_utc, cause``.
    assignment : Assignment
        Of the visits to the places.
    place_ids : ndarray of int
    start_utc : int
        Visits since then, seconds UTC.
    """
    found: dict[int, dict[str, Told]] = {}
    told = of_places[["place_id", "cause", "document"]].itertuples(index=False)
    for place, text, document in told:
        found.setdefault(int(place), {}).setdefault(fold(text), Told(text, document))
    for place, logged in _logged(visits, assignment, place_ids, start_utc).items():
        for text, number in logged.items():
            if number >= FEWEST_VISITS:
                by_visits = Told(text, f"{number} besök det senaste året")
                found.setdefault(place, {}).setdefault(fold(text), by_visits)
    return {place: tuple(each.values()) for place, each in found.items()}


def _logged(
    visits: pd.DataFrame,
    assignment: Assignment,
    place_ids: NDArray[np.int64],
    start_utc: int,
) -> Mapping[int, dict[str, int]]:
    """Return how many visits tell each cause of each place."""
    start = visits["start_utc"].to_numpy(dtype=np.int64)
    texts = visits["cause"].tolist()
    counted: dict[int, dict[str, int]] = {}
    for row, at in zip(assignment.row.tolist(), assignment.place.tolist(), strict=True):
        text = str(texts[row]).strip()
        if text and start[row] >= start_utc:
            of_place = counted.setdefault(int(place_ids[at]), {})
            of_place[text] = of_place.get(text, 0) + 1
    return counted
