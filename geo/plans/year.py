"""The year's visits of one kommun: from the store to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from geo import follow_up, records, weeks
from geo.follow_up import Document, Held, Pace
from geo.follow_up.visits import NOWHERE
from geo.ledger.documents import documents as promised_documents
from geo.model import PeriodKind, Presence, Selection, Verdict
from geo.planning import need
from geo.planning.need import Need, Part
from geo.planning.year import Log, Sites, YearPlan, build, standing
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
        In place of those that hold in the store.

    Returns
    -------
    YearPlan or None
        None where no number of visits is promised and the kommun has no target of its own.
    """
    own = own or KommunSettings()
    given = _given(store, kommun, now, own, found, documents)
    if given is None:
        return None
    return build(
        kommun=kommun,
        pace=given.pace,
        sites=_sites(store, given.found, given.valid, own, now),
        log=given.log,
        per_week=own.visits_per_week,
        store_version=given.found.store_version,
        now=now,
    )


def pace_for_need(
    store: Store,
    kommun: str,
    *,
    now: datetime,
    own: KommunSettings | None = None,
    found: Records | None = None,
    documents: Sequence[Document] | None = None,
) -> need.Pace | None:
    """Return how far the year has come, as need asks for it: no week is planned.

    See :func:`year`.
    """
    given = _given(store, kommun, now, own or KommunSettings(), found, documents)
    if given is None:
        return None
    ids = tuple(int(each) for each in given.found.places["place_id"].iloc[given.valid])
    lasting = _lasting(_usual_week(store, given.found, now), ids)
    return standing(pace=given.pace, place_ids=ids, need=lasting, log=given.log)


@dataclass(frozen=True)
class _Given:
    """What is promised and done: positions of today's places are in `valid`."""

    found: Records
    pace: Pace
    valid: Ints
    log: Log


def _given(
    store: Store,
    kommun: str,
    now: datetime,
    own: KommunSettings,
    found: Records | None,
    documents: Sequence[Document] | None,
) -> _Given | None:
    """Return what the year is reckoned from; None where no number of visits is promised."""
    today = weeks.local_day(int(now.timestamp()))
    promised = promised_documents(store) if documents is None else documents
    held = follow_up.held(promised, kommun, today, own=own.visits_per_year)
    if held is None:
        return None
    found = found or records.gather(store, kommun, nearest_m=own.nearest_m)
    pace, place = _pace(found, held, today)
    valid = _valid(found, today)
    return _Given(found, pace, valid, _log(found, held, place, valid, today))


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
    parts = _usual_week(store, found, now)
    at = {place_id: row for row, place_id in enumerate(parts.place_ids)}
    asked = parts.parts[Part.PRIORITY].max(axis=1, initial=0.0) > 0
    rising = _rising(found, own, now)
    ids = [int(each) for each in places["place_id"]]
    return Sites(
        place_ids=tuple(ids),
        names=tuple(str(name) for name in places["name"]),
        x=middle.x.to_numpy(),
        y=middle.y.to_numpy(),
        need=_lasting(parts, ids),
        urgency=np.array(
            [float(each in rising or (each in at and asked[at[each]])) for each in ids]
        ),
    )


def _usual_week(store: Store, found: Records, now: datetime) -> Need:
    today = weeks.local_day(int(now.timestamp()))
    week = need.week_slots(today - timedelta(days=today.weekday()))
    return need_of(store, found, week, now=now)


def _lasting(week: Need, place_ids: Sequence[int]) -> NDArray[np.float64]:
    """Return the need of a usual week that a year's quota goes by, per place."""
    total = sum(week.parts[part].mean(axis=1) for part in LASTING)
    of = dict(zip(week.place_ids, total, strict=True))
    return np.array([of.get(each, 0.0) for each in place_ids])


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
