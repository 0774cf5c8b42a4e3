"""Tonight's plan as a list to log from: its stops, and which of them are done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

import numpy as np

from geo.planning import patrol
from geo.planning.patrol import Plan, Stop, StopKind
from geo.records import Records
from geo.store import patrol_plans, visit_versions
from geo.store.engine import Store
from geo.visit_log.draft import Draft

AHEAD_SECONDS = 6 * 3600
"""A plan is shown so long before its shift begins ..."""
AFTER_SECONDS = 4 * 3600
"""... and after it ends, for what was not logged on the way."""
NEAR_SECONDS = 45 * 60
"""A visit of the place that begins so near a stop's time is the stop's own."""


@dataclass(frozen=True, slots=True)
class StopToLog:
    """A stop of tonight's plan.

    Attributes
    ----------
    draft : Draft
        What is filled in when it is logged; the same for all who log this stop, so that two
        phones make one visit.
    name, because : str
    patrol : int
    done_utc : int, optional
        Start of the visit that did it, seconds UTC.
    """

    draft: Draft
    name: str
    because: str
    patrol: int
    done_utc: int | None = None


@dataclass(frozen=True, slots=True)
class Tonight:
    """A plan that holds now, and its visits in order of time."""

    plan_id: int
    plan: Plan
    stops: tuple[StopToLog, ...]


def tonight(store: Store, records: Records, *, now: datetime) -> Tonight | None:
    """Return the plan of the shift that goes on, or of one just before or after, if there is one.

    Parameters
    ----------
    store : Store
    records : Records
        Of the kommun: its visits tell which stops are done.
    now : datetime
        Aware.

    Raises
    ------
    FormatError
        The plan that is kept cannot be read.
    """
    at = int(now.timestamp())
    around = (at, at), (at - AFTER_SECONDS, at + AHEAD_SECONDS)
    for begin, end in around:
        kept = patrol_plans.latest(store, records.kommun, from_utc=begin, until_utc=end)
        if kept is not None:
            plan = patrol.from_json(kept.plan)
            stops = tuple(_to_log(store, records, plan))
            return Tonight(kept.plan_id, plan, stops)
    return None


def begun(stop: StopToLog, *, now_utc: int) -> Draft:
    """Return a stop's draft as it is logged now: its planned time once that has passed, else now.

    A stop whose planned visit still goes on, or lies ahead, begins now.
    """
    planned, minutes = stop.draft.start_utc or 0, stop.draft.minutes or 0
    passed = planned + 60 * minutes <= now_utc
    return stop.draft if passed else replace(stop.draft, start_utc=now_utc)


def _to_log(store: Store, records: Records, plan: Plan) -> Iterator[StopToLog]:
    names = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    listed = [
        (stop, walk.patrol)
        for walk in plan.walks
        for stop in walk.stops
        if stop.kind is StopKind.VISIT and stop.place_id in names
    ]
    taken: set[int] = set()
    for stop, of in sorted(listed, key=lambda each: (each[0].start_utc, each[1])):
        draft, done = _draft(store, records.kommun, plan, stop, of)
        if done is None:
            done = _visited(records, stop, taken)
        yield StopToLog(draft, str(names[stop.place_id]), stop.because, of, done)


def _draft(store: Store, kommun: str, plan: Plan, stop: Stop, of: int) -> tuple[Draft, int | None]:
    """Return the draft of a stop, and when its visit began if it is saved.

    The number follows from the stop itself. One that was saved and taken back is followed by
    another, so that the stop can be logged again.
    """
    for again in range(100):
        told = f"{kommun} {of} {stop.place_id} {stop.start_utc} {again}"
        draft = Draft(
            blake2b(told.encode(), digest_size=8).hexdigest(),
            place_id=stop.place_id,
            start_utc=stop.start_utc,
            minutes=stop.minutes,
            officers=plan.shift.officers,
        )
        saved = visit_versions.newest(store, kommun, draft.row_key)
        if saved is None or saved.withdrawn is None:
            break
    return draft, saved.start_utc if saved and saved.current else None


def _visited(records: Records, stop: Stop, taken: set[int]) -> int | None:
    """Return when a visit of the place began that is near the stop's time and no other stop's."""
    joined = records.visit_assignment
    at = int(np.flatnonzero(records.places["place_id"].to_numpy() == stop.place_id)[0])
    start = records.visits["start_utc"].to_numpy(dtype=np.int64)
    for row in joined.row[joined.place == at].tolist():
        if row not in taken and abs(int(start[row]) - stop.start_utc) <= NEAR_SECONDS:
            taken.add(row)
            return int(start[row])
    return None
