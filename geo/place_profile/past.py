"""What the lägesbild of each earlier period said of every place, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment
from geo.lagesbild import Comparison, Lagesbild
from geo.lagesbild.comparing import compare
from geo.lagesbild.counting import Cube, History, count, history_of
from geo.model import Occasion, Period

LONGEST = 104
"""Periods looked back on at most, this one included."""
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Past:
    """The places of a lägesbild in its period and in those before.

    Attributes
    ----------
    periods : tuple of Period
        Those that the record covers, oldest first; the last is the lägesbild's own.
    comparisons : mapping of int to tuple of Comparison
        By ``place_id``: each period's count beside what was normal then.
    """

    periods: tuple[Period, ...]
    comparisons: Mapping[int, tuple[Comparison, ...]]


def first_day(period: Period) -> date:
    """Return the first day that is looked back to, and from which occasions are needed."""
    return _periods(period)[0].start


def look_back(
    *,
    picture: Lagesbild,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    overlap: NDArray[np.bool_],
    occasions: Sequence[Occasion],
    untimed: int,
) -> Past:
    """Say of every place and period what its lägesbild said when the period was over.

    All are compared in the same way, with what was on record before each of them, so that the
    marks in a place's series are those that the meetings saw.

    Parameters
    ----------
    picture : Lagesbild
        Of the last period: what it says is taken as it is.
    places, incidents, assignment, overlap, untimed
        What `picture` was built from.
    occasions : sequence of Occasion
        From :func:`first_day` on.
    """
    selection = picture.basis.selection
    now = {place.place_id: place.comparison for place in picture.places}
    ids = places["place_id"].to_numpy(dtype=np.int64)
    valid = np.isin(ids, list(now))
    recent = history_of(selection.period, incidents, untimed)
    periods = _periods(selection.period)
    first = incidents["start_utc"].iloc[0] if len(incidents) > untimed else None
    covered = 0 if first is None else int((weeks.edges_utc(periods)[:-2] >= int(first)).sum())
    history = History(periods, periods[-1:], covered, None)
    cube = count(selection, incidents, assignment.only(valid), history, int(valid.sum()))
    then = [
        compare(
            _cut(cube, end, len(recent.periods)),
            _history(history, end, len(recent.periods)),
            selection,
            occasions,
            overlap[valid][:, valid],
            over=True,
        ).places
        for end in range(len(periods) - min(covered, LONGEST - 1), len(periods))
    ]
    shown = periods[len(periods) - len(then) - 1 :]
    return Past(
        shown,
        {
            int(place_id): (*(each[at] for each in then), now[int(place_id)])
            for at, place_id in enumerate(ids[valid])
        },
    )


def _periods(period: Period) -> tuple[Period, ...]:
    """Return the periods looked back on, and before them those that the first is held against."""
    nothing = pd.DataFrame({"start_utc": pd.array([], dtype="Int64")})
    size = len(history_of(period, nothing, 0).periods)
    return weeks.before(period, LONGEST + size - 1)


def _cut(cube: Cube, end: int, size: int) -> Cube:
    """Return the counts of the `size` periods before position `end`."""
    part = slice(max(0, end - size), end)
    return Cube(
        places=cube.places[:, part],
        everywhere=cube.everywhere[part],
        last_year=cube.last_year,
        categories=[],
        now=NONE,
        lately=NONE,
    )


def _history(history: History, end: int, size: int) -> History:
    """Return the `size` periods before position `end`, and how many of them are covered."""
    periods = history.periods[max(0, end - size) : end]
    uncovered = len(history.periods) - 1 - history.covered
    covered = min(end - 1 - uncovered, len(periods) - 1)
    return History(periods, periods[-1:], covered, None)
