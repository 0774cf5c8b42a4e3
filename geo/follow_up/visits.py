"""Which rows of the visit log count, and at which place each was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.innermost import innermost
from geo.follow_up.promises import Only
from geo.join import Assignment

Ints = NDArray[np.int64]
EPOCH = date(1970, 1, 1)
NOWHERE = -1
EVENING, MORNING = 18, 6
"""Local hours between which a visit that begins is one of evening or night."""


def made(
    visits: pd.DataFrame, assignment: Assignment, area: NDArray[np.float64]
) -> tuple[Ints, Ints]:
    """Return the local day and the one place of each visit.

    A visit in a place that lies within another is one visit: it counts at the smallest place.

    Parameters
    ----------
    visits : DataFrame
        As ``store.read.visits`` gives them.
    assignment : Assignment
        Of the visits to the places.
    area : ndarray of float, shape (places,)

    Returns
    -------
    day, place : ndarray of int, shape (visits,)
        Days since 1970; positions of places, :data:`NOWHERE` where none is known.
    """
    day = weeks.local_seconds(visits["start_utc"].to_numpy(dtype=np.int64)) // 86_400
    place = np.full(len(visits), NOWHERE, dtype=np.int64)
    inner = innermost(assignment.row, assignment.place, area)
    place[assignment.row[inner]] = assignment.place[inner]
    return day, place


def counted(
    visits: pd.DataFrame,
    day: Ints,
    place: Ints,
    *,
    start: date,
    end: date,
    only: Sequence[Only] = (),
    at: NDArray[np.bool_] | None = None,
) -> Ints:
    """Return the rows that count towards a promise, oldest first.

    Parameters
    ----------
    visits : DataFrame
    day, place : ndarray of int, shape (visits,)
        See :func:`made`.
    start, end : date
        Local days; the end is exclusive.
    only : sequence of Only
    at : ndarray of bool, shape (visits,), optional
        Which visits were made where the promise is for.
    """
    kept = (place != NOWHERE) & (day >= number(start)) & (day < number(end))
    if Only.ON_FOOT in only:
        kept &= visits["on_foot"].fillna(False).to_numpy(dtype=bool)
    if Only.WITH_MEASURE in only:
        kept &= visits["measure"].fillna("").str.strip().ne("").to_numpy(dtype=bool)
    if Only.EVENING_OR_NIGHT in only:
        hour = weeks.local_seconds(visits["start_utc"].to_numpy(dtype=np.int64)) % 86_400 // 3600
        kept &= (hour >= EVENING) | (hour < MORNING)
    if at is not None:
        kept &= at
    rows = np.flatnonzero(kept)
    return rows[np.argsort(day[rows], kind="stable")]


def number(day: date) -> int:
    """Return a local day as days since 1970.

    Examples
    --------
    >>> number(date(1970, 1, 2))
    1
    """
    return (day - EPOCH).days
