"""Measures on record, and those that have begun: only of them is there a before and an after."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.errors import SelectionError
from geo.follow_up.measures import Measure
from geo.records import Records, measures


def begun(records: Records) -> tuple[Measure, ...]:
    """Return the measures that have begun at a known place, the latest first."""
    found = [
        each for each in measures(records) if each.began is not None and each.place_id is not None
    ]
    return tuple(sorted(found, key=lambda each: each.began or date.min, reverse=True))


def with_measures(records: Records, first: date, end: date) -> NDArray[np.bool_]:
    """Tell which places, or places that share ground with them, had a measure begin in a time."""
    ids = {each.place_id for each in begun(records) if each.began and first <= each.began < end}
    had = records.places["place_id"].isin(ids).to_numpy()
    return np.asarray((records.overlap & had).any(axis=1), dtype=np.bool_)


def place_and_day(measure: Measure) -> tuple[int, date]:
    """Return a measure's place and its first day in effect.

    Raises
    ------
    SelectionError
        It has not begun, or is of no known place.
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
    return measure.place_id, measure.began
