"""A year's plan as plain values for JSON."""

from __future__ import annotations

from typing import Any

from geo.follow_up import words as promised
from geo.planning.year import dose
from geo.planning.year.result import YearPlan
from geo.planning.year.words import notes


def to_json(plan: YearPlan) -> dict[str, Any]:
    """Return the plan as dicts, lists, texts and numbers."""
    pace = plan.pace
    forecast = pace.forecast
    return {
        "kommun": plan.kommun,
        "target": pace.held.target,
        "start": pace.held.start.isoformat(),
        "end": pace.held.end.isoformat(),
        "carried_on": pace.held.carried,
        "source": promised.source(pace.held),
        "today": pace.today.isoformat(),
        "done": pace.done,
        "expected": pace.expected,
        "ahead": pace.ahead,
        "left": pace.left,
        "per_week": pace.per_week if pace.weeks_left else None,
        "forecast": None
        if forecast is None
        else {
            "middle": forecast.middle,
            "low": forecast.low,
            "high": forecast.high,
            "weeks": forecast.weeks,
            "reached": round(forecast.reached, 4),
        },
        "headline": promised.headline(pace),
        "notes": list(notes(plan)),
        "dose": [dose.given(plan), dose.needed(plan)],
        "weeks": [day.isoformat() for day in plan.weeks],
        "now": plan.now,
        "places": [
            {
                "place_id": place.place_id,
                "name": place.name,
                "quota": place.quota,
                "done": place.done,
                "last": place.last.isoformat() if place.last else None,
                "made": list(place.made),
                "planned": list(place.planned),
                "days_between": plan.goals.get(place.place_id),
                "behind": round(place.debt, 3),
            }
            for place in plan.places
        ],
        "store_version": plan.store_version,
        "built": plan.built.isoformat(),
    }
