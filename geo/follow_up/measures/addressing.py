"""Which visits addressed a measure: visits of its place that speak of it, while it held.

A visit addresses a measure if it is of the measure's place, is not before the measure was decided
(14 days of grace) nor after it ended, and either its own measures are of the same kind, or its
cause is the measure's cause (folded, one within the other).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.folding import fold
from geo.follow_up.measures.model import Measure
from geo.join import Assignment
from geo.shipped import measure_kinds
from geo.weeks import local_day

GRACE = timedelta(days=14)
"""A problem is often seen at a visit before a meeting decides something about it."""
ALIKE = {"patrull": frozenset({"patrull", "kontroll"}), "kontroll": frozenset({"kontroll"})}
"""Kinds that a visit may be called of without naming the measure's own."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A visit that addressed a measure, and why it is counted as such.

    Attributes
    ----------
    visit_id : int
    day : date
        Local.
    measure, cause : str
        As the visit says.
    why : str
        Swedish: ”samma slag av åtgärd” or ”samma orsak”.
    """

    visit_id: int
    day: date
    measure: str
    cause: str
    why: str


def addressed(
    measure: Measure,
    visits: pd.DataFrame,
    assignment: Assignment,
    place_ids: NDArray[np.int64],
) -> tuple[Addressed, ...]:
    """Return the visits that addressed a measure, newest first; see the module for the rule.

    Parameters
    ----------
    measure : Measure
    visits : DataFrame
        With ``visit_id, start_utc, measure, cause``.
    assignment : Assignment
        Of the visits to the places.
    place_ids : ndarray of int
        Of the places, in their frame's order.
    """
    if measure.place_id is None:
        return ()
    at = np.flatnonzero(place_ids == measure.place_id)
    rows = assignment.row[np.isin(assignment.place, at)]
    first, last = _span(measure)
    found = []
    for row in np.unique(rows).tolist():
        visit = visits.iloc[row]
        day = local_day(int(visit["start_utc"]))
        why = _why(measure, str(visit["measure"]), str(visit["cause"]))
        if why and first <= day <= last:
            found.append(
                Addressed(int(visit["visit_id"]), day, visit["measure"], visit["cause"], why)
            )
    return tuple(sorted(found, key=lambda each: (each.day, each.visit_id), reverse=True))


def _span(measure: Measure) -> tuple[date, date]:
    known = [day for day in (measure.began, measure.status_day, measure.deadline) if day]
    first = measure.began or (min(known) if known else date.min + GRACE)
    return first - GRACE, measure.ended or date.max


def _why(measure: Measure, said: str, cause: str) -> str:
    kinds = {measure_kinds.of_text(part) for part in said.split(",")} - {None}
    if kinds & ALIKE.get(measure.kind, frozenset({measure.kind})):
        return "samma slag av åtgärd"
    own, told = fold(measure.cause), fold(cause)
    if own and told and (own in told or told in own):
        return "samma orsak"
    return ""
