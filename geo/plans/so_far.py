"""What the log says of a shift that goes on: the visits made, and when each place was last seen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.planning.patrol import Done, Plan, telling
from geo.records import Records

USUAL = 15
"""Minutes of a visit whose length nobody wrote down."""


def done(records: Records, plan: Plan, *, until_utc: int) -> tuple[Done, ...]:
    """Return the visits of the shift that are in the log, oldest first.

    A visit at a place that lies within another is at the place that the plan has a stop at; where
    it has none, at the smallest.

    Parameters
    ----------
    records : Records
    plan : Plan
    until_utc : int
        Seconds UTC; later visits are not made yet.
    """
    starts = records.visits["start_utc"].to_numpy(dtype=np.int64)
    begins = plan.shift.start_utc
    planned = {stop.place_id for stop in telling.visits(plan)}
    ids = records.places["place_id"].to_numpy()
    areas = records.places.geometry.area.to_numpy()
    places: dict[int, list[int]] = {}
    for row, place in zip(
        records.visit_assignment.row, records.visit_assignment.place, strict=True
    ):  # fmt: skip
        if begins <= starts[row] < min(until_utc + 1, plan.shift.end_utc):
            places.setdefault(int(row), []).append(int(place))
    found = []
    for row, candidates in places.items():
        place = min(candidates, key=lambda at: (int(ids[at]) not in planned, areas[at]))
        minutes = records.visits["minutes"].iloc[row]
        told = USUAL if pd.isna(minutes) else int(minutes)
        found.append(Done(int(ids[place]), int(starts[row]), told))
    return tuple(sorted(found, key=lambda each: each.start_utc))


def last_visits(records: Records, *, before_utc: int) -> Mapping[int, int]:
    """Return when each place was last visited before a moment, seconds UTC, by ``place_id``."""
    starts = records.visits["start_utc"].to_numpy(dtype=np.int64)[records.visit_assignment.row]
    earlier = starts < before_utc
    ids = records.places["place_id"].to_numpy()[records.visit_assignment.place[earlier]]
    found: dict[int, int] = {}
    for place, start in zip(ids, starts[earlier], strict=True):
        found[int(place)] = max(int(start), found.get(int(place), 0))
    return found
