"""A measure as it stands, one value per current row."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis.innermost import innermost
from geo.join import Assignment
from geo.model import ENDED, CostBand, MeasureStatus

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes
    ----------
    measure_id : int
        Of its current version.
    row_key : str
        Its identity, the same for all its versions.
    place_id : int or None
        None where it is of the whole kommun, or its place is not known.
    place : str
        Name of the place, or what stands in the file.
    category : str
        The problem: a code of ``model.CATEGORIES``, or empty.
    kind : str
        A code of ``data/measures/kinds.toml``.
    owner : str
        Organisation; empty where nobody owns it.
    began, ended : date or None
        First and last day in effect.
    meeting : str
        Number of the meeting that decided it, or empty.
    promise : str
        ``DOCUMENT/KEY`` of the promise it is for, or empty.
    outcome : str
        What came of it, in words.
    """

    measure_id: int
    row_key: str
    place_id: int | None
    place: str
    category: str
    cause: str
    kind: str
    what: str
    owner: str
    deadline: date | None
    status: MeasureStatus
    status_day: date | None
    began: date | None
    ended: date | None
    cost: CostBand | None
    meeting: str = ""
    promise: str = ""
    outcome: str = ""

    @property
    def open(self) -> bool:
        """Return whether something remains to be done."""
        return self.status not in ENDED

    def overdue(self, today: date) -> int:
        """Return how many days past its deadline an open measure is; 0 where it is not."""
        if not self.open or self.deadline is None:
            return 0
        return max((today - self.deadline).days, 0)


def measures(
    frame: pd.DataFrame,
    assignment: Assignment,
    place_ids: NDArray[np.int64],
    names: tuple[str, ...],
    area: NDArray[np.float64],
) -> tuple[Measure, ...]:
    """Return the measures of a frame, in its order.

    Parameters
    ----------
    frame : DataFrame
        As ``store.read.measures`` gives them.
    assignment : Assignment
        Of the measures to the places.
    place_ids, names, area
        Of the places, in their frame's order; a measure in a place within another is the smallest
        one's.
    """
    place = np.full(len(frame), NOWHERE, dtype=np.int64)
    inner = innermost(assignment.row, assignment.place, area)
    place[assignment.row[inner]] = assignment.place[inner]
    rows = frame.astype(object).to_dict(orient="records")
    return tuple(
        of_row(row, *((None, "") if at == NOWHERE else (int(place_ids[at]), names[at])))
        for row, at in zip(rows, place, strict=True)
    )


def of_row(row: Mapping[Hashable, Any], place_id: int | None, name: str) -> Measure:
    """Return the measure that a row of the table says, at a place."""
    return Measure(
        measure_id=row["measure_id"],
        row_key=row["row_key"],
        place_id=place_id,
        place=name or row["place_text"],
        category=row["category"],
        cause=row["cause"],
        kind=row["kind"],
        what=row["what"],
        owner=row["owner"],
        deadline=_day(row["deadline"]),
        status=MeasureStatus(row["status"]),
        status_day=_day(row["status_day"]),
        began=_day(row["began"]),
        ended=_day(row["ended"]),
        cost=CostBand(row["cost"]) if row["cost"] else None,
        meeting=row["meeting"],
        promise=row["promise"],
        outcome=row["outcome"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
