"""What followed a measure on record."""

from __future__ import annotations

from datetime import datetime

from geo.errors import SelectionError
from geo.evaluation.build import evaluate
from geo.evaluation.recorded import begun, place_and_day
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
    place_id, began = place_and_day(measure)
    return evaluate(records, place_id, began, now=now)


def followed(
    records: Records, *, now: datetime, most: int | None = None
) -> tuple[tuple[Measure, Finding | None], ...]:
    """Return the measures that have begun, the latest first, each with what followed it.

    None where too few days are on record to hold it against anything. With `most`, only so many.
    """
    return tuple((each, _or_nothing(records, each, now)) for each in begun(records)[:most])


def _or_nothing(records: Records, measure: Measure, now: datetime) -> Finding | None:
    try:
        return of_measure(records, measure, now=now)
    except SelectionError:
        return None
