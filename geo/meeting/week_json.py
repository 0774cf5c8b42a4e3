"""A week with its decisions as JSON, for other programs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from geo.follow_up.measures import Measure
from geo.lagesbild import to_json as picture_json
from geo.report.week import Week


def to_json(week: Week) -> dict[str, Any]:
    """Return a week as plain dicts, lists, texts and numbers."""
    seal = week.seal
    return {
        "meeting": None
        if seal is None
        else {
            "meeting_id": seal.meeting_id,
            "held": seal.held.isoformat(),
            "frozen_utc": seal.frozen_utc,
            "store_version": seal.store_version,
            "sha256": seal.sha256,
        },
        "kommun": week.kommun.code,
        "decided": [_measure(each) for each in week.decided],
        "carried": [_measure(each) for each in week.carried],
        "priorities": [
            {"place_id": each.place_id, **_days(each.first_day, each.until_day), "note": each.note}
            for each in week.priorities
        ],
        "arrangements": [
            {
                "name": each.name,
                **_days(each.start, each.end),
                "place_id": each.place_id,
                "note": each.note,
            }
            for each in week.arrangements
        ],
        "lagesbild": picture_json(week.picture),
    }


def _measure(each: Measure) -> dict[str, Any]:
    return {
        "place_id": each.place_id,
        "place": each.place,
        "kind": each.kind,
        "what": each.what,
        "owner": each.owner,
        "deadline": each.deadline.isoformat() if each.deadline else None,
        "status": each.status.value,
        "outcome": each.outcome,
    }


def _days(first: date, until: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": (until - timedelta(days=1)).isoformat()}
