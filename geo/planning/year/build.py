"""The year from what is promised, needed and done: the recipe."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from geo.follow_up import Pace
from geo.follow_up.visits import EPOCH
from geo.planning.year import ahead
from geo.planning.year.capacity import WEEKS, capacity
from geo.planning.year.given import Calendar, Log, Sites
from geo.planning.year.result import PlaceYear, YearPlan
from geo.planning.year.shares import Shares, shares
from geo.planning.year.towns import HOME, Towns, towns

Ints = NDArray[np.int64]

USUAL_MINUTES = 15.0
"""A visit, where none has its minutes noted."""


def build(
    *,
    kommun: str,
    pace: Pace,
    sites: Sites,
    log: Log,
    per_week: int | None,
    store_version: int,
    now: datetime,
) -> YearPlan:
    """Plan the rest of a year.

    Parameters
    ----------
    kommun : str
    pace : Pace
        Of the promise; its rows are rows of `log`.
    sites : Sites
    log : Log
    per_week : int, optional
        Visits that the kommun says it has room for in a week.
    store_version : int
    now : datetime
    """
    held, calendar = pace.held, Calendar.of(pace)
    made = calendar.made(pace, log, len(sites))
    done = made.sum(axis=1)
    elsewhere = pace.done - int(done.sum())
    shared = shares(
        sites.need,
        held.target,
        done,
        elapsed=calendar.elapsed,
        days=held.days,
        elsewhere=elsewhere,
    )
    room = capacity(log.weekly(pace.today, WEEKS), held.target, held.days, stated=per_week)
    found = towns(sites.x, sites.y, sites.need)
    whole = ahead.season(
        pace, sites, log, made, calendar=calendar, shares=shared, room=room, towns=found
    )
    plan = ahead.plan(whole, held.target, made, calendar)
    planned = np.zeros_like(made)
    planned[:, calendar.now :] = plan.visits
    rows = np.array(pace.rows, dtype=np.int64)
    return YearPlan(
        kommun=kommun,
        pace=pace,
        places=_places(sites, log, shared, made, planned, found, calendar.elapsed / held.days),
        weeks=calendar.mondays,
        now=calendar.now,
        capacity=room,
        floor=shared.floor,
        cap=shared.cap,
        left_out=plan.left_out,
        beyond=shared.beyond,
        elsewhere=elsewhere,
        unplaced=log.unplaced,
        with_measure=int(log.with_measure[rows].sum()),
        on_foot=int(log.on_foot[rows].sum()),
        minutes=_minutes(log),
        plain=plan.plain,
        store_version=store_version,
        built=now,
    )


def _places(
    sites: Sites,
    log: Log,
    shared: Shares,
    made: Ints,
    planned: Ints,
    found: Towns,
    share: float,
) -> tuple[PlaceYear, ...]:
    """Return the places, those with the largest quota first."""
    last = log.last(len(sites))
    order = np.lexsort((np.arange(len(sites)), -sites.need, -shared.quota))
    return tuple(
        PlaceYear(
            place_id=sites.place_ids[at],
            name=sites.names[at],
            quota=int(shared.quota[at]),
            expected=float(shared.quota[at]) * share,
            made=tuple(made[at].tolist()),
            planned=tuple(planned[at].tolist()),
            last=_day(int(last[at])),
            trip=0.0 if found.of[at] == HOME else float(found.minutes[found.of[at]]),
        )
        for at in order
    )


def _day(number: int) -> date | None:
    return None if number < 0 else EPOCH + timedelta(days=number)


def _minutes(log: Log) -> float:
    known = log.minutes[~np.isnan(log.minutes)]
    return float(np.median(known)) if len(known) else USUAL_MINUTES
