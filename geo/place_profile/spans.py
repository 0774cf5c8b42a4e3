"""When and where the incidents of a span of periods happened, and which other places hold them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment
from geo.lagesbild import Lagesbild, hours
from geo.lagesbild.counting import by_word
from geo.model import Period
from geo.place_profile.result import Shared, SpanView

Ints = NDArray[np.int64]


def view(
    rows: Ints,
    *,
    incidents: pd.DataFrame,
    place: int,
    place_ids: Ints,
    assignment: Assignment,
    where: tuple[float, float],
    picture: Lagesbild,
    first_day: date,
) -> SpanView:
    """Look at the place's incidents of one span.

    Parameters
    ----------
    rows : ndarray of int64
        Positions in `incidents`, ascending.
    incidents : DataFrame
    place : int
        Position of the place.
    place_ids : ndarray of int64
        Of every position.
    assignment : Assignment
    where : tuple of float
        Latitude, longitude.
    picture : Lagesbild
        Its places are the others that an incident may lie in.
    first_day : date
        See :func:`first_day`.
    """
    alone = assignment.only(np.arange(len(place_ids)) == place)
    when = hours.read(incidents, alone, rows, rows, 1, where).of_place(0)
    shared, in_others = _shared(rows, place, place_ids, assignment, picture)
    return SpanView(
        first_day=first_day,
        rows=rows,
        drawn=rows[assignment.positioned[rows]],
        hours=when.table,
        unknown_hour=when.unknown,
        dark_share=when.dark_share,
        busy=when.busy,
        in_others=in_others,
        shared=shared,
        precision=by_word(incidents["precision"].iloc[rows]),
    )


def first_day(period: Period, first_utc: int | None) -> date:
    """Return the first local day of a span that the record covers.

    Parameters
    ----------
    period : Period
        The span's first.
    first_utc : int, optional
        When the record begins.
    """
    return period.start if first_utc is None else max(period.start, weeks.local_day(first_utc))


def _shared(
    rows: Ints, place: int, place_ids: Ints, assignment: Assignment, picture: Lagesbild
) -> tuple[tuple[Shared, ...], int]:
    """Count the incidents in each other place of the lägesbild, and those in any other."""
    names = {each.place_id: each.name for each in picture.places}
    other = np.isin(place_ids, list(names))
    other[place] = False
    pairs = np.isin(assignment.row, rows) & other[assignment.place]
    number = np.bincount(assignment.place[pairs], minlength=len(place_ids))
    found = [
        Shared(int(place_ids[at]), names[int(place_ids[at])], int(number[at]))
        for at in np.argsort(-number, kind="stable")
        if number[at]
    ]
    return tuple(found), len(np.unique(assignment.row[pairs]))
