"""Moments and answers of a visit in Swedish, as the page says them."""

from __future__ import annotations

from datetime import datetime, timedelta

from geo import look
from geo.visit_log import Draft, Offer, Progress, Version
from geo.weeks import STOCKHOLM, short_day

DAY = 86_400


def clock(utc: int) -> str:
    """Return the local time of day: ``18:40``."""
    return datetime.fromtimestamp(utc, STOCKHOLM).strftime("%H:%M")


def moment(utc: int, now: datetime) -> str:
    """Return the time of day, and the day where it is not today's: ``20 mars 18:40``."""
    local = datetime.fromtimestamp(utc, STOCKHOLM)
    today = now.astimezone(STOCKHOLM).date()
    if local.date() == today:
        return clock(utc)
    year = "" if local.year == today.year else f" {local.year}"
    return f"{short_day(local.date())}{year} {clock(utc)}"


def when(draft: Draft, now: datetime) -> str:
    """Return when a draft's visit is and how long, in words."""
    if draft.start_utc is None:
        return "ingen tid vald"
    start = moment(draft.start_utc, now)
    return f"pågår sedan {start}" if draft.running else f"{start}, {draft.minutes} min"


def summary(draft: Draft, now: datetime) -> str:
    """Return a draft in one line: ``18:40, 15 min · till fots · 2 poliser``."""
    officers = "" if draft.officers is None else look.count(draft.officers, "polis", "poliser")
    foot = {None: "", True: "till fots", False: "inte till fots"}[draft.on_foot]
    dialogue = "dialog" if draft.dialogue else ""
    parts = (when(draft, now), foot, officers, draft.cause, draft.measure, dialogue)
    return " · ".join(part for part in parts if part)


def visited(offer: Offer, now: datetime) -> str:
    """Return how long ago a place was visited, and how far away it is."""
    if offer.last_utc is None:
        ago = "aldrig besökt"
    else:
        here = datetime.fromtimestamp(offer.last_utc, STOCKHOLM).date()
        days = (now.astimezone(STOCKHOLM).date() - here).days
        ago = (
            "besökt i dag" if days <= 0 else f"besökt för {look.count(days, 'dag', 'dagar')} sedan"
        )
    return f"{distance(offer.metres)} · {ago}" if offer.metres is not None else ago


def distance(metres: float) -> str:
    """Return a distance in words: ``du är här``, ``350 m``, ``2,4 km``."""
    if metres < 1:
        return "du är här"
    if metres < 1000:
        return f"{look.number(10 * round(metres / 10) or 10)} m bort"
    return f"{look.number(metres / 1000, 1)} km bort"


def counted(progress: Progress) -> str:
    """Return how far the visits have come: ``80 av 100 i år``."""
    last = progress.end - timedelta(days=1)
    span = "i år" if progress.whole_year else f"till {short_day(last)} {last.year}"
    if progress.target is None:
        return f"{look.number(progress.done)} besök {span}"
    return f"{look.number(progress.done)} av {look.number(progress.target)} {span}"


def listed(visit: Version) -> str:
    """Return what a visit of the list says, beside its place and time."""
    if visit.withdrawn:
        return f"Taget tillbaka: {visit.withdrawn.why}"
    said = [
        "" if visit.minutes is None else f"{visit.minutes} min",
        {None: "", True: "till fots", False: "inte till fots"}[visit.on_foot],
        visit.cause,
        visit.measure,
        f"rättat {look.count(visit.number - 1, 'gång', 'gånger')}" if visit.number > 1 else "",
    ]
    return " · ".join(part for part in said if part)
