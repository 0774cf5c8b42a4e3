"""A seam: measures written down until ``geo.ledger.measures`` is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from geo import weeks
from geo.follow_up.measures import Measure
from geo.follow_up.measures import measures as _measures
from geo.intake import one_row
from geo.model import ImportKind, MeasureStatus
from geo.records import Records, gather
from geo.store.engine import Store
from geo.visit_log import placing


@dataclass(frozen=True, slots=True)
class NewMeasure:
    place_id: int | None
    kind: str
    what: str
    owner: str
    deadline: date | None
    status: MeasureStatus
    meeting: str
    category: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    evidence: str


def suggest(category, cause):
    table = {
        "skadegorelse": ["kamera", "belysning"],
        "stold_inbrott": ["patrull", "information"],
        "samling": ["patrull", "vuxennarvaro"],
    }
    return tuple(Suggestion(k, "x") for k in table.get(category, ()))


def measures(records: Records) -> tuple[Measure, ...]:
    return _measures(
        records.measures,
        records.measure_assignment,
        records.places["place_id"].to_numpy(),
        tuple(records.places["name"]),
        records.places.area.to_numpy(),
    )


def _of(store, kommun, row_key):
    return next(m for m in measures(gather(store, kommun)) if m.row_key == row_key)


def propose(store: Store, kommun: str, new: NewMeasure, *, now: datetime) -> Measure:
    if new.place_id is None:
        place, x, y = "", None, None
    else:
        w = placing.written(placing.Register.of(store, kommun), new.place_id, None)
        place, x, y = w.place_text, w.x, w.y
    row = {
        "row_key": one_row.new_key(),
        "place_text": place,
        "x": x,
        "y": y,
        "category": new.category,
        "cause": new.cause,
        "kind": new.kind,
        "what": new.what,
        "owner": new.owner,
        "deadline": new.deadline.isoformat() if new.deadline else "",
        "status": new.status.value,
        "status_day": weeks.local_day(int(now.timestamp())).isoformat(),
        "began": "",
        "ended": "",
        "cost": "",
        "meeting": new.meeting,
        "promise": "",
        "outcome": "",
    }
    one_row.save(store, ImportKind.MEASURES, kommun, row, now=now)
    return _of(store, kommun, row["row_key"])


def change(
    store, kommun, row_key, *, status=None, owner=None, deadline=None, outcome=None, what=None, now
):
    before = one_row.current(store, ImportKind.MEASURES, kommun, row_key)
    row = {**before.values, "row_key": row_key}
    if status is not None:
        row |= {
            "status": status.value,
            "status_day": weeks.local_day(int(now.timestamp())).isoformat(),
        }
    for name, value in {
        "owner": owner,
        "outcome": outcome,
        "what": what,
        "deadline": deadline.isoformat() if deadline else None,
    }.items():
        if value is not None:
            row[name] = value
    one_row.correct(store, ImportKind.MEASURES, kommun, row, now=now)
    return _of(store, kommun, row_key)


def withdraw(store, kommun, row_key, *, why, now):
    return one_row.withdraw(store, ImportKind.MEASURES, kommun, row_key, why=why, now=now)
