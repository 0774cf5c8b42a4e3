"""A plan for tonight, made by hand and kept in a store."""

from __future__ import annotations

import json
from datetime import datetime

from geo.planning import patrol
from geo.planning.patrol import Plan, Point, Shift, Stop, StopKind, Walk
from geo.store import patrol_plans
from geo.store.engine import Store

BECAUSE = "Ökar · skadegörelse, mörkt stråk vid gångtunneln"


def stop(place_id: int | None, start: datetime, *, kind: StopKind = StopKind.VISIT) -> Stop:
    at = int(start.timestamp())
    return Stop(
        kind, place_id, f"Plats {place_id}", 0.0, 0.0, at, at, at + 900, 5.0, 0.0, 300.0,
        because=BECAUSE,
    )  # fmt: skip


def keep(store: Store, kommun: str, *stops: Stop, officers: int = 3) -> int:
    """Keep a plan of one patrol whose shift holds the stops, and return its number."""
    start = min(each.start_utc for each in stops) - 3600
    end = max(each.leave_utc for each in stops) + 3600
    shift = Shift(start, end, Point(0.0, 0.0, "Stationen"), officers=officers)
    walk = Walk(0, start, tuple(stops), end, 0.0, 0.0, 0.0)
    plan = Plan(shift, (walk,), (), 1.0, 1.0, 1.0, 0, "", "", 1)
    return patrol_plans.save(
        store, kommun, json.dumps(patrol.to_json(plan)), start_utc=start, end_utc=end, at_utc=start
    )
