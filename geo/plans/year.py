"""The year's visits of one kommun: from the store to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from geo import follow_up, records, weeks
from geo.analysis.eb_rate import eb_rate
from geo.analysis.innermost import innermost
from geo.follow_up import Document, Held, Pace
from geo.follow_up.visits import NOWHERE
from geo.model import PeriodKind, Presence, Selection, Verdict
from geo.planning.year import Log, Sites, YearPlan, build
from geo.records import Records
from geo.settings import KommunSettings
from geo.store.engine import Store

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RISING = frozenset({Verdict.INCREASING, Verdict.GROWING})
NEED_DAYS = 365
"""Days back that tell how much each place needs."""


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
        sites=_sites(found, valid, own, now),
        log=_log(found, held, place, valid, today),
        per_week=own.visits_per_week,
        store_version=found.store_version,
        now=now,
    )


def goals(plan: YearPlan | None) -> Mapping[int, float]:
    """Return the days between visits that each place's quota gives, by ``place_id``."""
    return {} if plan is None else plan.goals


def debts(plan: YearPlan | None) -> Mapping[int, float]:
    """Return how many visits each place is behind its pace, by ``place_id``."""
    return {} if plan is None else plan.debts


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


def _sites(found: Records, valid: Ints, own: KommunSettings, now: datetime) -> Sites:
    places = found.places.iloc[valid]
    middle = places.geometry.centroid
    return Sites(
        place_ids=tuple(int(each) for each in places["place_id"]),
        names=tuple(str(name) for name in places["name"]),
        x=middle.x.to_numpy(),
        y=middle.y.to_numpy(),
        need=_need(found, now)[valid],
        urgency=_urgency(found, own, now)[valid],
    )


def _need(found: Records, now: datetime) -> Floats:
    """Return each place's rate of incidents, by empirical Bayes, each in the smallest place."""
    start = int(now.timestamp()) - NEED_DAYS * 86_400
    joined = found.assignment
    inner = innermost(joined.row, joined.place, found.places.area.to_numpy())
    when = found.incidents["mid_utc"].to_numpy()[joined.row]
    recent = inner & (when >= start) & (when < int(now.timestamp()))
    count = np.bincount(joined.place[recent], minlength=len(found.places)).astype(np.float64)
    return eb_rate(count, np.full(len(count), float(NEED_DAYS))).mean


def _urgency(found: Records, own: KommunSettings, now: datetime) -> Floats:
    """Return 1 for places that increase, or where incidents are new, in the last whole week."""
    urgent = np.zeros(len(found.places))
    if found.last_day is None:
        return urgent
    today = weeks.local_day(int(now.timestamp()))
    period = weeks.shift(weeks.containing(today, PeriodKind.WEEK), -1)
    selection = Selection(
        found.kommun, period, minimum_count=own.minimum_count, nearest_m=own.nearest_m
    )
    position = {int(each): at for at, each in enumerate(found.places["place_id"])}
    for place in records.lagesbild(found, selection, now=now).places:
        compared = place.comparison
        if compared.verdict in RISING or compared.presence is Presence.NEW:
            urgent[position[place.place_id]] = 1.0
    return urgent
