"""Draws the demo's incidents: where, what and when, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.demo import rates
from geo.demo.rates import CATEGORIES, PROFILE_OF
from geo.demo.world import KommunWorld, Place, Truth, points_in

Int = NDArray[np.int64]
Float = NDArray[np.float64]

POLICE = frozenset({"skadegorelse", "stold_inbrott", "brak_vald", "narkotika", "hot", "klotter"})
"""Categories that are reported to the police in about half of the cases."""
POLICE_SHARE = 0.5
LARGEST_WORKBOOK = 100_000
"""Police reports a kommun at most: a sheet has 1,048,576 rows. The rest are EST reports."""
INTERVALS = frozenset({"skadegorelse", "stold_inbrott", "glaskross", "klotter"})
"""Categories that are found afterwards: from when it was whole to when it was not."""
POLICE_ERROR_M = 83 / 1.1774
"""Per axis, so that the median error is 83 m (Gerell 2018)."""
OUTSIDE = 0.08
FARTHEST_OUTSIDE_M = 2500.0
DISPERSION = 14.0
"""Shape of the gamma that makes the weekly counts vary more than Poisson."""
SECONDS_PER_WEEK = 7 * 86_400


@dataclass(frozen=True)
class Events:
    """Incidents in order of time; times are local wall-clock seconds from the first Monday."""

    place: Int
    """Position of the place, -1 outside all places."""
    category: Int
    start: Int
    end: Int
    x: Float
    y: Float
    police: NDArray[np.bool_]
    happened: NDArray[np.bool_]
    """False where a measure has prevented it: it is drawn, but stands in no file."""
    weekly: Int
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
    expected = rates.weekly(world, known, first_monday=first_monday, weeks=weeks, scale=scale)
    weekly = rng.poisson(expected * rng.gamma(DISPERSION, 1 / DISPERSION, expected.shape))
    place = np.repeat(np.repeat(np.arange(len(known)), weeks), weekly.ravel())
    week = np.repeat(np.tile(np.arange(weeks), len(known)), weekly.ravel())
    category = rates.categories(known, place, week, first_monday=first_monday, weeks=weeks, rng=rng)
    night = np.array([p.truth is Truth.NIGHT for p in known])[place]
    start = week * SECONDS_PER_WEEK + _in_week(category, night, rng)
    start = _off_clock_changes(start, first_monday)
    end = _ends(start, category, rng)
    # What is found after the demo's last week is not in its files yet: it ends with the week.
    end = np.maximum(start, np.minimum(end, weeks * SECONDS_PER_WEEK - 300))
    end = np.where(end > start, _off_clock_changes(end, first_monday), start)
    outside = rng.random(len(place)) < OUTSIDE
    x, y = _positions(known, place, rng)
    x, y = _move_outside(known, x, y, outside, rng)
    np.subtract.at(weekly, (place[outside], week[outside]), 1)
    order = np.argsort(start, kind="stable")
    return Events(
        place=np.where(outside, -1, place)[order],
        category=category[order],
        start=start[order],
        end=end[order],
        x=x[order],
        y=y[order],
        police=_reported(category, rng)[order],
        happened=np.ones(len(place), dtype=np.bool_),
        weekly=weekly,
    )


def _reported(category: Int, rng: np.random.Generator) -> NDArray[np.bool_]:
    crime = _among(category, POLICE)
    share = min(POLICE_SHARE, LARGEST_WORKBOOK / max(1, int(crime.sum())))
    return crime & (rng.random(len(category)) < share)


def _among(category: Int, codes: frozenset[str]) -> NDArray[np.bool_]:
    return np.isin(category, [CATEGORIES.index(code) for code in sorted(codes)])


def _in_week(category: Int, night: NDArray[np.bool_], rng: np.random.Generator) -> Int:
    """Return seconds into the week: by the category's hours, at night-time places nights."""
    profile = np.array([PROFILE_OF.get(code, "evening") for code in CATEGORIES])[category]
    profile[night] = "night"
    hour = np.zeros(len(category), dtype=np.int64)
    for name in ("evening", "nightlife", "after_school", "day", "night"):
        rows = np.flatnonzero(profile == name)
        hour[rows] = rng.choice(168, len(rows), p=rates.hours(name))
    return hour * 3600 + rng.integers(0, 12, len(category)) * 300


def _off_clock_changes(times: Int, first_monday: date) -> Int:
    """Move times out of the hours that clock changes skip or repeat: those belong in tests."""
    days = np.datetime64(first_monday) + (times // 86_400).astype("timedelta64[D]")
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    last_week = (days + np.timedelta64(7, "D")).astype("datetime64[M]") > days.astype(
        "datetime64[M]"
    )
    sunday = times // 86_400 % 7 == 6
    change = np.isin(month, (3, 10)) & last_week & sunday & (times % 86_400 // 3600 == 2)
    return np.where(change, times + 7200, times)


def _ends(start: Int, category: Int, rng: np.random.Generator) -> Int:
    """Return when it was found: hours later, sometimes days, rarely more than a week."""
    hours = np.exp(rng.normal(1.6, 1.4, len(start))).clip(0.5, 24 * 20)
    return np.where(_among(category, INTERVALS), start + (hours * 12).astype(np.int64) * 300, start)


def _positions(known: list[Place], place: Int, rng: np.random.Generator) -> tuple[Float, Float]:
    x, y = np.empty(len(place)), np.empty(len(place))
    for i, each in enumerate(known):
        rows = place == i
        x[rows], y[rows] = points_in(each.polygon, int(rows.sum()), rng)
    return x, y


def _move_outside(
    known: list[Place],
    x: Float,
    y: Float,
    outside: NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[Float, Float]:
    """Move the points that are `outside` to some way off, where no place is."""
    anywhere = shapely.union_all([place.polygon for place in known])
    shapely.prepare(anywhere)
    x, y = x.copy(), y.copy()
    rows = np.flatnonzero(outside)
    from_x, from_y = x.copy(), y.copy()
    reach = FARTHEST_OUTSIDE_M
    while len(rows):
        angle, far = rng.uniform(0, 2 * np.pi, len(rows)), rng.uniform(100, reach, len(rows))
        x[rows] = from_x[rows] + far * np.cos(angle)
        y[rows] = from_y[rows] + far * np.sin(angle)
        rows = rows[shapely.contains_xy(anywhere, x[rows], y[rows])]
        reach *= 1.1  # in the middle of a large tätort no short way leads out
    return x, y
