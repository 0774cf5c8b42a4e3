"""What dose the plan gives, beside what has been tested (``planning.evidence``), said plainly."""

from __future__ import annotations

from geo import look
from geo.planning.year.bursts import VISITS
from geo.planning.year.result import YearPlan


def given(plan: YearPlan) -> str:
    """Say what the plan gives each place: visits and time of a year."""
    if not plan.places:
        return "Det finns inga platser att planera för."
    target, places = plan.pace.held.target, len(plan.places)
    each = target / places
    quotas = [place.quota for place in plan.places]
    hours = each * plan.minutes / 60
    return (
        f"{look.number(target)} besök på {look.count(places, 'plats', 'platser')} är i snitt "
        f"{look.brief(each, 1)} besök per plats och år: {look.brief(hours, 1)} timmar om besöken "
        f"är {look.number(plan.minutes)} minuter. Kvoterna går från {look.number(min(quotas))} "
        f"till {look.number(max(quotas))} besök efter behov; varje plats får minst "
        f"{look.number(plan.floor)}, hur långt bort den än ligger, och högst "
        f"{look.number(plan.cap)}."
    )


def needed(plan: YearPlan) -> str:
    """Say what has been tested, and what the plan does about being far from it."""
    often = max((place.quota for place in plan.places), default=0)
    days = plan.pace.held.days / often if often else 0
    beside = (
        f"Den mest besökta platsen får här ett besök var {look.number(days)}:e dag. "
        if often
        else ""
    )
    return (
        f"Forskningen har prövat mycket tätare besök: från flera om dagen till ungefär "
        f"ett var fjärde dag. "
        f"{beside}Så spridda besök visar att polisen finns och ger samtal, men väntas inte minska "
        f"brotten. Därför samlas en del av besöken: 3–5 platser i kvartalet får en vecka med minst "
        f"{look.number(VISITS)} besök, helst tre dagar i rad och aldrig mer än fyra dagar isär, "
        f"vid olika klockslag."
    )
