"""What is known of the place beside its incidents: visits and surveys."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from geo.analysis.intervals import wilson
from geo.join import Assignment, PlaceNames
from geo.lagesbild import Lagesbild
from geo.place_profile.result import SurveyAnswer, VisitItem
from geo.weeks import STOCKHOLM


def visits_of(
    visits: pd.DataFrame, assignment: Assignment, place: int, last_day: date
) -> tuple[VisitItem, ...]:
    """Return the place's visits up to and including a day, newest first.

    Parameters
    ----------
    visits : DataFrame
        As the store gives them.
    assignment : Assignment
        Of `visits`; `place` is a position in what they were joined to.
    place : int
    last_day : date
    """
    listed = visits.iloc[np.unique(assignment.row[assignment.place == place])]
    items = [_visit(row) for row in listed.itertuples()]
    items.sort(key=lambda each: each.start, reverse=True)
    return tuple(each for each in items if each.start.date() <= last_day)


def _visit(row: Any) -> VisitItem:
    return VisitItem(
        start=datetime.fromtimestamp(int(row.start_utc), STOCKHOLM),
        minutes=_known(row.minutes, int),
        officers=_known(row.officers, int),
        on_foot=_known(row.on_foot, bool),
        cause=row.cause,
        measure=row.measure,
        dialogue=_known(row.dialogue, bool),
    )


def surveys_of(
    surveys: pd.DataFrame, picture: Lagesbild, place_id: int
) -> tuple[SurveyAnswer, ...]:
    """Return the place's survey answers from before the period's end, newest first.

    Names mean the places that they mean in the lägesbild.
    """
    ids = [place.place_id for place in picture.places]
    names = PlaceNames([place.name for place in picture.places])
    own = names.match(surveys["place_text"]) == ids.index(place_id)
    asked = surveys["period_start"] < picture.basis.selection.period.end.isoformat()
    listed = surveys[own & asked.to_numpy(dtype=np.bool_)].sort_values(
        ["period_end", "question"], ascending=[False, True], kind="stable"
    )
    return tuple(_answer(row) for row in listed.itertuples())


def _answer(row: Any) -> SurveyAnswer:
    n, share = _known(row.n, int), float(row.share_unsafe)
    interval = wilson(np.array([share]), np.array([float(n or 0)]))
    return SurveyAnswer(
        period_start=row.period_start,
        period_end=row.period_end,
        question=row.question,
        n=n,
        share=share,
        low=_known(interval.low[0], float),
        high=_known(interval.high[0], float),
        women=_known(row.share_unsafe_women, float),
        men=_known(row.share_unsafe_men, float),
    )


def _known(value: Any, kind: type) -> Any:
    return None if pd.isna(value) else kind(value)
