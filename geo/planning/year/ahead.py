"""The weeks that are left: those near by the integer program, those far off spread plainly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.follow_up import Pace
from geo.follow_up.visits import number
from geo.planning.year import bursts
from geo.planning.year.capacity import Capacity
from geo.planning.year.given import Calendar, Log, Sites
from geo.planning.year.replan import Replan, Season, plainly, replan
from geo.planning.year.shares import Shares
from geo.planning.year.towns import Towns

Ints = NDArray[np.int64]

HORIZON = 26
"""Weeks that are planned with care; what comes after waits until it is nearer."""
LATE = 1.5
"""How much longer than its usual interval a place may go without a visit."""
URGENT_WEEKS = 4
"""Weeks over which what is urgent now fades."""


def season(
    pace: Pace,
    sites: Sites,
    log: Log,
    made: Ints,
    *,
    calendar: Calendar,
    shares: Shares,
    room: Capacity,
    towns: Towns,
) -> Season:
    """Return all that is left of the year, before bursts are chosen."""
    ahead = slice(calendar.now, None)
    days, quarter = calendar.days[ahead], calendar.quarter[ahead]
    capacity = np.array([room.of(int(each)) for each in days], dtype=np.int64)
    this_week = room.planned - int(made[:, calendar.now].sum())
    capacity[0] = max(min(int(capacity[0]), this_week), 0)
    interval = pace.held.days / 7 / np.maximum(shares.quota, 1)
    fade = np.maximum(1 - np.arange(len(days)) / URGENT_WEEKS, 0)
    return Season(
        days=days,
        capacity=capacity,
        left=shares.left,
        least=shares.least,
        lead=shares.lead,
        weight=sites.need / max(float(sites.need.sum()), 1e-12),
        since=np.maximum((number(pace.today) - log.last(len(sites))) // 7, 0),
        gap=np.maximum(np.ceil(LATE * interval), 2).astype(np.int64),
        urgency=sites.urgency[:, None] * fade[None, :],
        town=towns.of,
        trip=towns.minutes,
        bursts=np.zeros((len(sites), int(quarter.max()) + 1), dtype=np.bool_),
        quarter=quarter,
    )


def plan(whole: Season, target: int, made: Ints, calendar: Calendar) -> Replan:
    """Plan what is left: near weeks with care, far ones plainly.

    Parameters
    ----------
    whole : Season
    target : int
        Of the year; it says how many places have a burst in a quarter.
    made : ndarray of int, shape (places, weeks)
        Of the whole year.
    calendar : Calendar
    """
    far = plainly(whole)
    near = _near(whole, far.visits)
    found = replan(replace(near, bursts=_bursts(near, target, made, calendar)))
    visits = far.visits.copy()
    visits[:, : len(near.days)] = found.visits
    return replace(found, visits=visits, left_out=far.left_out + found.left_out)


def _near(whole: Season, spread: Ints) -> Season:
    """Cut a season after :data:`HORIZON` weeks, with what an even spread has in them."""
    weeks = min(HORIZON, len(whole.days))
    left = spread[:, :weeks].sum(axis=1)
    return replace(
        whole,
        days=whole.days[:weeks],
        capacity=whole.capacity[:weeks],
        left=left,
        least=np.minimum(whole.least, left),
        urgency=whole.urgency[:, :weeks],
        quarter=whole.quarter[:weeks],
        bursts=whole.bursts[:, : int(whole.quarter[:weeks].max()) + 1],
    )


def _bursts(near: Season, target: int, made: Ints, calendar: Calendar) -> NDArray[np.bool_]:
    close = made >= bursts.VISITS
    had = np.asarray(close[:, calendar.quarter == 0].any(axis=1), dtype=np.bool_)
    return bursts.choose(
        near.weight,
        near.left,
        close.sum(axis=1),
        quarters=near.bursts.shape[1],
        places=bursts.per_quarter(target),
        this_quarter=had,
    )
