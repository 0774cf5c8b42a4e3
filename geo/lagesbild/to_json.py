"""The lägesbild as JSON, for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from geo import weeks
from geo.lagesbild.result import Lagesbild, PlaceStatus
from geo.model import Occasion


def to_json(picture: Lagesbild) -> dict[str, Any]:
    """Return the lägesbild as plain dicts, lists, texts and numbers."""
    basis, selection = picture.basis, picture.basis.selection
    totals = asdict(picture.totals)
    totals["by_group"] = {group.value: n for group, n in picture.totals.by_group.items()}
    return {
        "basis": {
            "store_version": basis.store_version,
            "built": basis.built.isoformat(timespec="seconds"),
            "selection": {
                "kommun": selection.kommun,
                "period": weeks.code(selection.period),
                "groups": sorted(group.value for group in selection.groups),
            },
            "parameters": {
                "minimum_count": selection.minimum_count,
                "nearest_m": selection.nearest_m,
                "usable_periods": basis.usable_periods,
                "method": basis.method,
            },
        },
        "headline": picture.headline,
        "news": [
            {"place_id": n.place_id, "name": n.name, "what": n.what.value, "text": n.text}
            for n in picture.news
        ],
        "totals": totals,
        "periods": [weeks.code(period) for period in picture.periods],
        "series": list(picture.series),
        "places": [_place(place) for place in picture.places],
        "during": [_occasion(each) for each in picture.during],
        "occasions": [_occasion(each) for each in picture.occasions],
        "notices": [
            {
                "when": n.when.isoformat(timespec="minutes"),
                "type": n.type,
                "name": n.name,
                "summary": n.summary,
                "url": n.url,
            }
            for n in picture.notices
        ],
    }


def _occasion(each: Occasion) -> dict[str, str]:
    return {"name": each.name, "start": each.start.isoformat(), "end": each.end.isoformat()}


def _place(place: PlaceStatus) -> dict[str, Any]:
    c = place.comparison
    return {
        "place_id": place.place_id,
        "name": place.name,
        "rank": place.rank,
        "count": c.count,
        "previous": c.previous,
        "normal_low": c.normal_low,
        "normal_mean": None if c.normal_mean is None else round(c.normal_mean, 2),
        "normal_high": c.normal_high,
        "last_year": c.last_year,
        "verdict": c.verdict.value,
        "p": None if c.p is None else round(c.p, 6),
        "chance": None if c.chance is None else round(c.chance, 6),
        "recent": c.recent,
        "recent_mean": None if c.recent_mean is None else round(c.recent_mean, 2),
        "presence": c.presence.value,
        "series": list(c.series),
        "by_group": {group.value: each.count for group, each in place.by_group.items()},
        "by_category": dict(place.by_category),
        "dark_share": place.dark_share,
        "unknown_hour": place.unknown_hour,
        "last_visit": place.last_visit.isoformat() if place.last_visit else None,
        "days_since_visit": place.days_since_visit,
        "visits_28": place.visits_28,
        "visits_365": place.visits_365,
        "causes": [{"cause": cause, "document": document} for cause, document in place.causes],
        "survey": asdict(place.survey) if place.survey else None,
        "reason": place.reason,
    }
