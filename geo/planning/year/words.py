"""A year's plan in plain Swedish."""

from __future__ import annotations

from geo import look
from geo.planning.year.result import PlaceYear, YearPlan

BURST = "tätt: helst tre dagar i rad"


def notes(plan: YearPlan) -> tuple[str, ...]:
    """Return what one must know of the plan, a sentence each; the first is of its room."""
    told = [plan.capacity.sentence]
    if plan.left_out:
        told.append(
            f"{look.count(plan.left_out, 'besök', 'besök')} får inte plats i de veckor som är "
            "kvar; platser med störst behov går före."
        )
    if plan.beyond:
        told.append(
            f"{look.count(plan.beyond, 'besök', 'besök')} planeras utöver målet, så att varje "
            f"plats får minst {look.number(plan.floor)}."
        )
    if plan.unplaced:
        told.append(
            f"{look.count(plan.unplaced, 'besök', 'besök')} i loggen hör inte till någon känd "
            "plats och räknas inte."
        )
    if plan.elsewhere:
        told.append(
            f"{look.count(plan.elsewhere, 'besök', 'besök')} räknas men gjordes på platser som "
            "inte gäller längre."
        )
    if plan.plain:
        told.append("Planeringen hann inte klart; besöken är jämnt utspridda i stället.")
    return tuple(told)


def kinds(plan: YearPlan) -> str:
    """Say how many of the visits were on foot, and had a measure noted."""
    if not plan.pace.done:
        return "Inga besök än."
    done = look.number(plan.pace.done)
    return (
        f"Av {done} besök var {look.number(plan.on_foot)} till fots, och "
        f"{look.number(plan.with_measure)} har en åtgärd noterad."
    )


def task(place: PlaceYear, week: int) -> str:
    """Return what a place is to have in a week: ``3 besök, tätt: helst tre dagar i rad``."""
    text = f"{look.number(place.planned[week])} besök"
    return f"{text}, {BURST}" if place.burst(week) else text


def cell(place: PlaceYear, week: int) -> str:
    """Return a place's week in words: ``2 gjorda, 1 planerat``."""
    made, planned = place.made[week], place.planned[week]
    parts = []
    if made:
        parts.append(look.count(made, "gjort", "gjorda"))
    if planned:
        parts.append(look.count(planned, "planerat", "planerade"))
    return ", ".join(parts) or "inget"
