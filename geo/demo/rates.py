"""How much is expected where and when in the demo, of what kinds, and at which hours."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.demo.world import KommunWorld, Place, Truth

Float = NDArray[np.float64]

CATEGORY_WEIGHTS = MappingProxyType(
    {
        "skadegorelse": 14.0,
        "stold_inbrott": 13.0,
        "brak_vald": 8.0,
        "narkotika": 6.0,
        "klotter": 6.0,
        "hot": 3.0,
        "glaskross": 4.0,
        "anlagd_brand": 2.0,
        "samling": 10.0,
        "samling_unga": 8.0,
        "trafik_buskorning": 8.0,
        "nedskrapning": 6.0,
        "belysning": 4.0,
        "skymd_sikt": 2.0,
        "odslig_plats": 2.0,
        "rykte_oro": 3.0,
        "arrangemang": 1.0,
    }
)
CATEGORIES = tuple(CATEGORY_WEIGHTS)
MORE_AT = MappingProxyType(
    {
        "centrum": {"brak_vald": 1.8, "samling": 1.4},
        "resecentrum": {"narkotika": 1.8, "brak_vald": 1.4},
        "skola": {"samling_unga": 3.0, "klotter": 2.0},
        "gångtunnel": {"klotter": 3.0, "belysning": 3.0},
        "park": {"samling": 1.8, "skymd_sikt": 3.0},
    }
)
"""Categories that are more usual at places of a type."""
MORE_IN_THE_DARK_SEASON = MappingProxyType(
    {"belysning": 2.5, "odslig_plats": 2.0, "rykte_oro": 1.5, "stold_inbrott": 1.4}
)
DARK_WEEKS = 9
"""Weeks on either side of midwinter that are the dark season."""

SUMMER_COAST, SUMMER_INLAND = 0.3, 0.06
"""How much more happens at midsummer than on average; as much less in midwinter."""
MIDSUMMER = 192
"""Day of the year when most happens: 11 July."""

RAMP_WEEKS = 8
"""Weeks in which a growing place grows, ever faster."""
FADE_WEEKS = 3 * RAMP_WEEKS
GROWTH, FADED = 6.0, 0.15
"""What the last week's rate is beside the usual one, at a growing and at a fading place."""

PROFILE_OF = MappingProxyType(
    {
        "brak_vald": "nightlife",
        "hot": "nightlife",
        "samling_unga": "after_school",
        "klotter": "after_school",
        "nedskrapning": "day",
        "belysning": "day",
        "skymd_sikt": "day",
        "arrangemang": "day",
    }
)
"""When a category happens; the others in the evening."""


def weekly(
    world: KommunWorld, known: list[Place], *, first_monday: date, weeks: int, scale: float
) -> Float:
    """Return expected incidents, shape (places, weeks); the last week is the demo's last."""
    share = np.array([place.weight for place in known])
    base = world.per_week * scale * share / share.sum()
    swing = SUMMER_COAST if world.coastal else SUMMER_INLAND
    summer = np.cos(2 * np.pi * (_day_of_year(first_monday, weeks) - MIDSUMMER) / 365.25)
    rates = base[:, None] * (1 + swing * summer)[None, :]
    left = weeks - 1 - np.arange(weeks)
    grow = 1 + (GROWTH - 1) * np.clip((RAMP_WEEKS - left) / RAMP_WEEKS, 0, 1) ** 3
    fade = 1 - (1 - FADED) * np.clip((FADE_WEEKS - left) / FADE_WEEKS, 0, 1)
    for i, place in enumerate(known):
        if place.truth is Truth.GROWING:
            rates[i] *= grow
        elif place.truth is Truth.FADING:
            rates[i] *= fade
    return np.asarray(rates)


def categories(
    known: list[Place],
    place: NDArray[np.int64],
    week: NDArray[np.int64],
    *,
    first_monday: date,
    weeks: int,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Draw what each incident is, by the type of its place and by season."""
    from_midwinter = np.abs((_day_of_year(first_monday, weeks) + 10 + 182) % 365 - 182)
    dark = (from_midwinter <= 7 * DARK_WEEKS)[week]
    result = np.zeros(len(place), dtype=np.int64)
    for i, each in enumerate(known):
        for season in (False, True):
            rows = np.flatnonzero((place == i) & (dark == season))
            mix = _mix(each.typ, dark=season)
            result[rows] = rng.choice(len(CATEGORIES), len(rows), p=mix)
    return result


def hours(profile: str) -> Float:
    """Return the share of each hour of the week, Monday first, shape (168,)."""
    day, hour = np.divmod(np.arange(168), 24)
    # The small hours of Saturday and Sunday belong to the evening before.
    weekend_night = np.isin((day - (hour < 6)) % 7, (4, 5))
    free = day >= 5
    weights = {
        "evening": 0.2 + 2.0 * np.exp(-(((hour - 20) / 3.5) ** 2)) * np.where(free, 1.3, 1.0),
        "nightlife": 0.1 + 4.0 * (weekend_night & ((hour >= 21) | (hour < 3))) + 0.5 * (hour >= 18),
        "after_school": 0.1
        + 1.5 * (~free & (hour >= 14) & (hour < 18))
        + 0.8 * ((hour >= 18) & (hour < 22)),
        "day": 0.05 + 1.0 * ((hour >= 7) & (hour < 18)) * np.where(free, 0.5, 1.0),
        "night": 0.02 + 1.0 * ((hour >= 22) | (hour < 4)) * np.where(weekend_night, 2.5, 1.0),
    }[profile]
    return np.asarray(weights / weights.sum())


def _mix(typ: str, *, dark: bool) -> Float:
    weights = {
        code: weight
        * MORE_AT.get(typ, {}).get(code, 1.0)
        * (MORE_IN_THE_DARK_SEASON.get(code, 1.0) if dark else 1.0)
        for code, weight in CATEGORY_WEIGHTS.items()
    }
    values = np.array(list(weights.values()))
    return np.asarray(values / values.sum())


def _day_of_year(first_monday: date, weeks: int) -> NDArray[np.int64]:
    """Return the day of the year on which each week begins."""
    days = np.datetime64(first_monday) + 7 * np.arange(weeks)
    return np.asarray((days - days.astype("datetime64[Y]")).astype(np.int64))
