"""A forecast in a sentence or two: what ranked best, how well, and whether to use it at all."""

from __future__ import annotations

from dataclasses import dataclass

from geo.analysis.forecast.choice import Forecast
from geo.analysis.forecast.scores import Scores
from geo.look import brief, number

MANY_UNITS = 100
"""From so many units on, the top is told as a share instead of a number."""


@dataclass(frozen=True, slots=True)
class Units:
    """What is ranked, in Swedish: one of them, and all."""

    one: str
    all: str


PLACES = Units("platsen", "platserna")
CELLS = Units("rutan", "rutorna")


def words(found: Forecast, *, units: Units, periods: str = "veckor") -> str:
    """Return what a reader should know before using the ranking.

    Parameters
    ----------
    found : Forecast
    units : Units
    periods : str
        What several periods are called: "veckor", "månader".
    """
    scores = found.scores
    tried = f"{len(scores.origins)} {periods} prövade"
    if not scores.known:
        events = int(scores.events.sum())
        return (
            f"För få händelser för att säga vilken modell som är bra här: använd inte rankningen "
            f"({tried}, {events} händelser)."
        )
    if not found.beats_chance:
        return f"Ingen modell slår slumpen här: använd inte rankningen ({tried})."
    return f"{_best(found, units, tried)} {_lead(found)}".rstrip()


def _best(found: Forecast, units: Units, tried: str) -> str:
    scores, at = found.scores, found.at
    model = scores.models.index(found.model)
    low, high = (each[model, at] / scores.chance[at] for each in scores.hit_rate_interval)
    top = _top(scores, at, units)
    return (
        f"Bästa modellen här har varit {found.label}: {top} fångade "
        f"{_caught(scores.hit_rate[model, at])} % av händelserna, "
        f"{_times(scores.times_chance[model, at])} gånger slumpen "
        f"(95 %-intervall {_times(low)}–{_times(high)}; {tried})."
    )


def _top(scores: Scores, at: int, units: Units) -> str:
    """Return what was at the top of the ranking."""
    if scores.by_area:
        return f"de {brief(100 * scores.shares[at], 2)} % av ytan som rankades högst"
    number = round(scores.taken[at] * scores.units)
    if scores.units >= MANY_UNITS:
        return f"de {brief(100 * scores.shares[at], 2)} % högst rankade {units.all}"
    if number == 1:
        return f"den högst rankade {units.one}"
    return f"de {number} högst rankade {units.all}"


def _lead(found: Forecast) -> str:
    if found.clearly_best or len(found.scores.models) == 1:
        return ""
    return "Skillnaden mot de andra modellerna är inom felmarginalen."


def _caught(share: float) -> str:
    """Return a share in whole percent, but nearly all is not all."""
    return "över 99" if 0.99 < share < 1 else f"{100 * share:.0f}"


def _times(value: float) -> str:
    """Return a ratio with the digits that it can bear."""
    return number(value, 0 if value >= 20 else 1)
