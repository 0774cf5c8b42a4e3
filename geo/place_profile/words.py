"""The profile of a place in Swedish sentences: the same on its page and in its report."""

from __future__ import annotations

from geo import look
from geo.analysis.busy_hours import FEWEST
from geo.lagesbild import PlaceStatus, told, words
from geo.place_profile.result import PlaceProfile, Span, SpanView


def clock(view: SpanView) -> str:
    """Return the busy hours and the share in the dark."""
    count = len(view.rows)
    if not count:
        return "Inga händelser i den valda tiden: välj en längre tid."
    parts = [f"{look.count(count, 'händelse', 'händelser')} sedan {view.first_day:%Y-%m-%d}"]
    if view.busy is not None:
        parts.append(f"mest {words.window(view.busy)} ({look.percent(view.busy.share)})")
    elif view.hours.sum() < FEWEST:
        parts.append("för få med känd tid för att peka ut några timmar")
    else:
        parts.append("inga timmar sticker ut")
    if view.dark_share is not None:
        parts.append(f"{look.percent(view.dark_share)} i mörker")
    if view.unknown_hour:
        parts.append(f"{look.number(view.unknown_hour)} med okänd tid räknas inte i klockan")
    return ", ".join(parts) + "."


def visits(status: PlaceStatus) -> str:
    """Return the age of the last visit and how many there were."""
    days = status.days_since_visit
    last = "i dag" if days == 0 else f"för {look.count(days or 0, 'dag', 'dagar')} sedan"
    return (
        f"Senast {last}. {look.number(status.visits_28)} besök på 28 dagar, "
        f"{look.number(status.visits_365)} på 365."
    )


def basis(profile: PlaceProfile) -> tuple[str, ...]:
    """Return the foot of page and report: rows, how exactly they are placed, store and method."""
    now, year = profile.spans[Span.PERIOD], profile.spans[Span.YEAR]
    mix = ", ".join(f"{look.number(n)} {word}" for word, n in year.precision.items())
    return (
        f"Underlag: {look.count(len(now.rows), 'händelse', 'händelser')} i perioden, "
        f"{look.number(len(year.rows))} sedan {year.first_day:%Y-%m-%d}",
        *([f"noggrannhet: {mix}"] if mix else []),
        f"lager version {profile.basis.store_version}, {told.moment(profile.basis.built)}",
        f"metod: {profile.basis.method}",
    )
