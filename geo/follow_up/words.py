"""The pace in plain Swedish."""

from __future__ import annotations

from math import inf

from geo import look
from geo.follow_up.current import Held
from geo.follow_up.pace import Pace


def headline(pace: Pace) -> str:
    """Return the pace in one line: ``79 av 100, ligger 9 efter; 3,6 i veckan behövs``."""
    done = f"{look.number(pace.done)} av {look.number(pace.held.target)}"
    return f"{done}, {_ahead(pace)}{_needed(pace)}"


def _ahead(pace: Pace) -> str:
    if pace.done >= pace.held.target:
        return "målet är nått"
    if pace.ahead == 0:
        return "ligger i takt"
    where = "före" if pace.ahead > 0 else "efter"
    return f"ligger {look.number(abs(pace.ahead))} {where}"


def _needed(pace: Pace) -> str:
    if not pace.left:
        return ""
    if pace.per_week == inf:
        return "; tiden är slut"
    if pace.weeks_left < 1:
        return f"; {look.count(pace.left, 'besök', 'besök')} behövs till"
    return f"; {look.brief(pace.per_week, 1)} i veckan behövs"


def leads_to(pace: Pace) -> str:
    """Say where it leads, and how sure that is."""
    found = pace.forecast
    if found is None:
        return "För få veckor med besök för att säga vart det leder."
    if pace.done >= pace.held.target:
        return ""
    if found.low == found.high:
        return f"Blir det inga fler slutar det på {look.number(found.middle)}."
    return (
        f"I samma takt som de senaste {found.weeks} veckorna slutar det på omkring "
        f"{look.number(found.middle)} (troligen {look.number(found.low)}–"
        f"{look.number(found.high)}). {_chance(found.reached)}"
    )


def _chance(reached: float) -> str:
    if reached >= 0.9:
        return "Då nås målet troligen."
    if reached <= 0.1:
        return "Då nås målet troligen inte."
    return f"Chansen att nå målet är då ungefär {look.percent(round(reached, 1))}."


def source(held: Held) -> str:
    """Say where the target comes from, and that it is carried on where it is."""
    if held.document is None or held.promise is None:
        return f"Eget mål: {look.number(held.target)} besök {held.start.year}."
    document = held.document
    if not held.carried:
        return f"{document.title}: {held.promise.text}"
    years = f"{document.first.year}"
    if document.last.year != document.first.year:
        years += f"–{document.last.year}"
    return (
        f"Löftet gällde {years}; målet räknas vidare tills ett nytt läses in. "
        f"{document.title}: {held.promise.text}"
    )
