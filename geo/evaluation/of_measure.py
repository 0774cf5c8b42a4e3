"""The effect of a measure on record."""

from __future__ import annotations

from datetime import datetime

from geo.errors import SelectionError
from geo.evaluation.build import evaluate
from geo.evaluation.result import Finding
from geo.follow_up.measures import Measure
from geo.records import Records


def of_measure(records: Records, measure: Measure, *, now: datetime) -> Finding:
    """Hold a measure's place before and after it began against its comparison.

    Raises
    ------
    SelectionError
        The measure has not begun or is of no known place, or too few days are on record.
    """
    if measure.began is None:
        raise SelectionError(
            "Åtgärden har ingen startdag, så det finns inget före och efter.",
            hint="Skriv in dagen då den började, under Åtgärder.",
        )
    if measure.place_id is None:
        raise SelectionError(
            "Åtgärden hör inte till någon plats i registret.",
            hint="Ge den en plats under Åtgärder; det som gäller hela kommunen har inget att "
            "jämföras med.",
        )
    return evaluate(records, measure.place_id, measure.began, now=now)
