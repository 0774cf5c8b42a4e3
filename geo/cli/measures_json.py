"""The chain of measures as JSON."""

from __future__ import annotations

from typing import Any

from geo.follow_up.measures import Chain, PlaceChain, State


def to_json(found: Chain) -> dict[str, Any]:
    """Return a chain as values that JSON knows; days are ISO dates."""
    return {
        "today": found.today.isoformat(),
        "words": found.words,
        "surfaced": [
            {"what": each.what.value, "place_id": each.place_id, "place": each.place,
             "words": each.words, "row_key": each.row_key, "category": each.category,
             "cause": each.cause}
            for each in found.surfaced
        ],
        "places": [_place(each) for each in found.places],
    }  # fmt: skip


def _place(place: PlaceChain) -> dict[str, Any]:
    return {
        "place_id": place.place_id,
        "name": place.name,
        "problems": [
            {"category": each.category, "number": each.number, "met_by": list(each.met_by)}
            for each in place.problems
        ],
        "causes": [
            {"cause": each.told.text, "told": each.told.where, "met_by": list(each.met_by)}
            for each in place.causes
        ],
        "measures": [_state(each) for each in place.states],
        "effects": dict(place.effects),
    }


def _state(state: State) -> dict[str, Any]:
    measure = state.measure
    days = ("deadline", "status_day", "began", "ended")
    texts = ("row_key", "category", "cause", "kind", "what", "owner", "meeting", "promise")
    return {
        "number": measure.measure_id,
        **{name: getattr(measure, name) for name in (*texts, "outcome")},
        **{name: day.isoformat() if (day := getattr(measure, name)) else None for name in days},
        "status": measure.status.value,
        "cost": measure.cost.value if measure.cost else None,
        "overdue_days": state.overdue,
        "ownerless": state.ownerless,
        "no_deadline": state.no_deadline,
        "stalled_days": state.stalled,
        "words": state.words,
    }
