"""What is planted in the demo for the program to find, place by place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from geo.demo import extras, rates
from geo.demo.events import SECONDS_PER_WEEK, Events
from geo.demo.reports import Reports, ids_of
from geo.demo.world import Place, Truth

SHOWN_WEEKS = 13


def describe(
    known: list[Place],
    events: Events,
    est: Reports,
    police: Reports,
    *,
    first: date,
    weeks: int,
) -> dict[str, dict[str, Any]]:
    """Return each planted truth with its parameters, weeks, counts and rows.

    Counts are incidents drawn at the place. A lägesbild counts otherwise: written positions err
    (15 m in EST reports, a median of 83 m in police reports), so that at small places some fall
    just outside; some rows are broken or have no position; and a place holds those within it.
    """
    return {
        place.name: _one(place.truth, i, events, est, police, first=first, weeks=weeks)
        for i, place in enumerate(known)
        if place.truth
    }


def _one(
    truth: Truth,
    place: int,
    events: Events,
    est: Reports,
    police: Reports,
    *,
    first: date,
    weeks: int,
) -> dict[str, Any]:
    begins = weeks - _lasts(truth, weeks)
    here = events.happened & (events.place == place)
    here &= events.start >= begins * SECONDS_PER_WEEK
    hour = events.start[here] // 3600 % 24
    weekly = events.weekly[place]
    return {
        "sanning": truth.value,
        "parametrar": _parameters(truth),
        "veckor": [_week(first, begins), _week(first, weeks - 1)],
        "antal": int(here.sum()),
        "antal_natt_22_04": int(((hour >= 22) | (hour < 4)).sum()),
        "medel_per_vecka": round(float(weekly.mean()), 2),
        "sista_13_veckorna": weekly[-SHOWN_WEEKS:].tolist(),
        "est_rapporter": ids_of(est, here),
        "polisanmalningar": ids_of(police, here),
    }


def _lasts(truth: Truth, weeks: int) -> int:
    """Return in how many of the last weeks the truth holds: those that change, while they do."""
    changing = {Truth.GROWING: rates.RAMP_WEEKS, Truth.FADING: rates.FADE_WEEKS}
    return min(weeks, changing.get(truth, SHOWN_WEEKS))


def _parameters(truth: Truth) -> dict[str, float | str]:
    """Return how the truth was made."""
    made: dict[Truth, dict[str, float | str]] = {
        Truth.GROWING: {"sista_veckan_gånger_det_vanliga": rates.GROWTH},
        Truth.FADING: {"sista_veckan_gånger_det_vanliga": rates.FADED},
        Truth.NIGHT: {"timmar": "22–04, mest fredag och lördag"},
        Truth.QUIET: {"besök": 0},
        Truth.PERCEIVED: {"andel_otrygga_procent_ungefär": extras.UNSAFE_PERCEIVED},
    }
    return made[truth]


def _week(first: date, number: int) -> str:
    year, week, _ = (first + timedelta(days=7 * number)).isocalendar()
    return f"{year}-W{week:02d}"
