"""Draws the demo's incidents: where, what and when, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.demo.world import (
    CATEGORY_WEIGHTS,
    KommunWorld,
    Place,
    Truth,
    points_in,
    weekly_rates,
)

CATEGORIES = tuple(CATEGORY_WEIGHTS)
POLICE = frozenset({"skadegorelse", "stold_inbrott", "brak_vald", "narkotika", "hot", "klotter"})
"""Categories that are reported to the police in about half of the cases."""
INTERVALS = frozenset({"skadegorelse", "stold_inbrott", "glaskross", "klotter"})
"""Categories that are found afterwards: from when it was whole to when it was not."""
POLICE_ERROR_M = 83 / 1.1774
"""Per axis, so that the median error is 83 m (Gerell 2018)."""
OUTSIDE = 0.08
DISPERSION = 14.0
SECONDS_PER_WEEK = 7 * 86_400
EVENING_WEEKEND = (0.6, 0.5, 0.6, 0.8, 1.9, 2.1, 0.8)


@dataclass(frozen=True)
class Events:
    """Incidents in order of time; times are local wall-clock seconds from the first Monday."""

    place: NDArray[np.int64]
    """Position of the place, -1 outside all places."""
    category: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    police: NDArray[np.bool_]
    weekly: NDArray[np.int64]
    """Incidents drawn per place and week."""


def draw(
    world: KommunWorld,
    known: list[Place],
    *,
    first_monday: date,
    weeks: int,
    scale: float,
    rng: np.random.Generator,
) -> Events:
    """Draw all incidents of one kommun."""
    rates = weekly_rates(world, known, weeks, scale)
    weekly = rng.poisson(rates * rng.gamma(DISPERSION, 1 / DISPERSION, rates.shape))
    place = np.repeat(np.repeat(np.arange(len(known)), weeks), weekly.ravel())
    week = np.repeat(np.tile(np.arange(weeks), len(known)), weekly.ravel())
    weights = np.array(list(CATEGORY_WEIGHTS.values()))
    category = rng.choice(len(CATEGORIES), len(place), p=weights / weights.sum())
    night = np.array([p.truth is Truth.NIGHT for p in known])[place]
    start = week * SECONDS_PER_WEEK + _in_week(night, rng)
    start = _off_clock_changes(start, first_monday)
    end = _off_clock_changes(_ends(start, category, rng), first_monday)
    x, y = _positions(known, place, rng)
    outside = rng.random(len(place)) < OUTSIDE
    angle, far = rng.uniform(0, 2 * np.pi, len(place)), rng.uniform(1500, 6000, len(place))
    x, y = x + outside * far * np.cos(angle), y + outside * far * np.sin(angle)
    reported = np.isin(category, [CATEGORIES.index(code) for code in POLICE])
    police = reported & (rng.random(len(place)) < 0.5)
    np.subtract.at(weekly, (place[outside], week[outside]), 1)
    order = np.argsort(start, kind="stable")
    return Events(
        np.where(outside, -1, place)[order],
        category[order],
        start[order],
        end[order],
        x[order],
        y[order],
        police[order],
        weekly,
    )


def _in_week(night: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return seconds into the week: mostly evenings and weekends, at night-time places nights."""
    days = np.array(EVENING_WEEKEND)
    day = rng.choice(7, len(night), p=days / days.sum())
    hour = np.where(
        night,
        rng.normal(24.0, 1.6, len(night)),
        np.where(
            rng.random(len(night)) < 0.65,
            rng.normal(20.5, 2.8, len(night)),
            rng.uniform(7, 19, len(night)),
        ),
    )
    seconds = day * 86_400 + (np.clip(hour, 0, 29) * 12).astype(np.int64) * 300
    return np.asarray(seconds % SECONDS_PER_WEEK)


def _off_clock_changes(start: NDArray[np.int64], first_monday: date) -> NDArray[np.int64]:
    """Move times out of the hours that clock changes skip or repeat: those belong in tests."""
    days = np.datetime64(first_monday) + (start // 86_400).astype("timedelta64[D]")
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    last_week = (days + np.timedelta64(7, "D")).astype("datetime64[M]") > days.astype(
        "datetime64[M]"
    )
    sunday = start // 86_400 % 7 == 6
    change = np.isin(month, (3, 10)) & last_week & sunday & (start % 86_400 // 3600 == 2)
    return np.where(change, start + 7200, start)


def _ends(
    start: NDArray[np.int64], category: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    found_later = np.isin(category, [CATEGORIES.index(code) for code in INTERVALS])
    hours = np.exp(rng.normal(1.6, 1.1, len(start))).clip(0.5, 24 * 20)
    return np.where(found_later, start + (hours * 12).astype(np.int64) * 300, start)


def _positions(
    known: list[Place], place: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, y = np.empty(len(place)), np.empty(len(place))
    for i, each in enumerate(known):
        rows = place == i
        x[rows], y[rows] = points_in(each.polygon, int(rows.sum()), rng)
    return x, y
