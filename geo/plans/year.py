"""The year's visits of one kommun: from the store to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from geo import follow_up, records, weeks
from geo.follow_up import Document, Held, Pace
from geo.follow_up.visits import NOWHERE
from geo.model import PeriodKind, Presence, Selection, Verdict
from geo.planning import need
from geo.planning.need import Part
from geo.planning.year import Log, Sites, YearPlan, build
from geo.plans.need import need as need_of
from geo.records import Records
from geo.settings import KommunSettings
from geo.store.engine import Store

Ints = NDArray[np.int64]

RISING = frozenset({Verdict.INCREASING, Verdict.GROWING})
LASTING = (Part.HARM, Part.FELT)
"""What a year's quota goes by. The other parts of need tell when to come, not how often; the age of
the last visit and the promise itself would go round in a circle."""


def year(
    store: Store,
    kommun: str,
    *,
    now: datetime,
    own: KommunSettings | None = None,
    found: Records | None = None,
    documents: Sequence[Document] | None = None,
) -> YearPlan | None:
    """Plan the year's visits of a kommun.

    Parameters
    ----------
    store : Store
    kommun : str
    now : datetime
        Aware.
    own : KommunSettings, optional
        What the kommun has decided for itself.
    found : Records, optional
        What is on record, where it is at hand.
    documents : sequence of Document, optional
        In place of the shipped promises.

    Returns
    -------
    YearPlan or None
        None where no number of visits is promised and the kommun has no target of its own.
    """
    own = own or KommunSettings()
    today = weeks.local_day(int(now.timestamp()))
    promised = follow_up.shipped() if documents is None else documents
    held = follow_up.held(promised, kommun, today, own=own.visits_per_year)
    if held is None:
        return None
    found = found or records.gather(store, kommun, nearest_m=own.nearest_m)
    pace, place = _pace(found, held, today)
    valid = _valid(found, today)
    return build(
        kommun=kommun,
        pace=pace,
        sites=_sites(store, found, valid, own, now),
        log=_log(found, held, place, valid, today),
        per_week=own.visits_per_week,
        store_version=found.store_version,
        now=now,
    )


def goals(plan: YearPlan | None) -> Mapping[int, float]:
    """Return the days between visits that each place's quota gives, by ``place_id``."""
    return {} if plan is None else plan.goals


def pace_for_need(plan: YearPlan | None) -> need.Pace | None:
    """Return the plan as need asks for it: days between visits, and how far behind places are.

    A place's debt is the visits it is behind its pace, as a share of all its visits of the year.
    """
    if plan is None:
        return None
    return need.Pace(
        goal_days=plan.goals,
        debt={each.place_id: each.debt / each.quota for each in plan.places if each.quota},
        behind={each.place_id: int(each.debt) for each in plan.places if each.debt >= 1},
    )


def _pace(found: Records, held: Held, today: date) -> tuple[Pace, Ints]:
    """Return the pace, and the place of each visit."""
    visits = found.visits
    day, place = follow_up.made(visits, found.visit_assignment, found.places.area.to_numpy())
    until = min(held.end, today + timedelta(days=1))
    rows = follow_up.counted(visits, day, place, start=held.start, end=until)
    known = follow_up.counted(visits, day, place, start=date(1970, 1, 1), end=until)
    return follow_up.pace(held, rows, day, today=today, known=day[known]), place


def _valid(found: Records, today: date) -> Ints:
    """Return the positions of the places that there are today."""
    day = today.isoformat()
    begin, end = found.places["valid_from"], found.places["valid_to"]
    return np.flatnonzero(((begin <= day) & ((end == "") | (end > day))).to_numpy())


def _log(found: Records, held: Held, place: Ints, valid: Ints, today: date) -> Log:
    visits = found.visits
    position = np.full(len(found.places) + 1, NOWHERE, dtype=np.int64)
    position[valid] = np.arange(len(valid))
    day = weeks.local_seconds(visits["start_utc"].to_numpy(dtype=np.int64)) // 86_400
    first, last = ((each - date(1970, 1, 1)).days for each in (held.start, today))
    return Log(
        day=day,
        site=position[place],
        minutes=np.array(visits["minutes"].fillna(np.nan), dtype=np.float64),
        on_foot=visits["on_foot"].fillna(False).to_numpy(dtype=bool),
        with_measure=visits["measure"].fillna("").str.strip().ne("").to_numpy(dtype=bool),
        unplaced=int(((place == NOWHERE) & (day >= first) & (day <= last)).sum()),
    )


def _sites(store: Store, found: Records, valid: Ints, own: KommunSettings, now: datetime) -> Sites:
    """Return the places of today with their need in a usual week, and what is urgent."""
    places = found.places.iloc[valid]
    middle = places.geometry.centroid
    today = weeks.local_day(int(now.timestamp()))
    week = need.week_slots(today - timedelta(days=today.weekday()))
    parts = need_of(store, found, week, now=now)
    at = {place_id: row for row, place_id in enumerate(parts.place_ids)}
    lasting = sum(parts.parts[part].mean(axis=1) for part in LASTING)
    asked = parts.parts[Part.PRIORITY].max(axis=1, initial=0.0) > 0
    rising = _rising(found, own, now)
    ids = [int(each) for each in places["place_id"]]
    return Sites(
        place_ids=tuple(ids),
        names=tuple(str(name) for name in places["name"]),
        x=middle.x.to_numpy(),
        y=middle.y.to_numpy(),
        need=np.array([lasting[at[each]] if each in at else 0.0 for each in ids]),
        urgency=np.array(
            [float(each in rising or (each in at and asked[at[each]])) for each in ids]
        ),
    )


def _rising(found: Records, own: KommunSettings, now: datetime) -> frozenset[int]:
    """Return the places that increase, or where incidents are new, in the last whole week."""
    if found.last_day is None:
        return frozenset()
    today = weeks.local_day(int(now.timestamp()))
    period = weeks.shift(weeks.containing(today, PeriodKind.WEEK), -1)
    selection = Selection(
        found.kommun, period, minimum_count=own.minimum_count, nearest_m=own.nearest_m
    )
    return frozenset(
        place.place_id
        for place in records.lagesbild(found, selection, now=now).places
        if place.comparison.verdict in RISING or place.comparison.presence is Presence.NEW
    )
