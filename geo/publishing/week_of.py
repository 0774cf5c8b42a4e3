"""A week from what is on record now, as long as no meeting has frozen it."""

from __future__ import annotations

from datetime import datetime, timedelta

import shapely

from geo import records as on_record
from geo import weeks
from geo.follow_up.measures import Measure, measures
from geo.intake import kommun_of
from geo.model import Selection
from geo.records import Records
from geo.report.week import Week
from geo.store import priorities
from geo.store.engine import Store


def week_of(store: Store, records: Records, selection: Selection, *, now: datetime) -> Week:
    """Return the lägesbild of a period with the decisions that are on record.

    Parameters
    ----------
    store : Store
    records : Records
        Of the selection's kommun.
    selection : Selection
    now : datetime
        With a time zone.
    """
    period = selection.period
    ahead = weeks.shift(period, 1)
    decided = [each for each in _measures(records) if each.meeting]
    here: list[Measure] = []
    before: list[Measure] = []
    for each in decided:
        new = each.status_day is not None and period.end <= each.status_day < ahead.end
        (here if new and each.open else before).append(each)
    first = period.start - timedelta(days=28)
    return Week(
        kommun=kommun_of(store, records.kommun),
        picture=on_record.lagesbild(records, selection, now=now),
        outlines=dict(
            zip(map(int, records.places["place_id"]), records.places.geometry.to_wkb(),
                strict=True)
        ),
        boundary=None if records.boundary is None else shapely.to_wkb(records.boundary),
        crs=records.crs,
        carried=tuple(
            each for each in before if each.open or (each.status_day or first) >= first
        ),
        decided=tuple(here),
        priorities=tuple(
            each
            for each in priorities.priorities(store, records.kommun)
            if each.first_day < ahead.end and each.until_day > ahead.start
        ),
    )  # fmt: skip


def _measures(records: Records) -> tuple[Measure, ...]:
    return measures(
        records.measures,
        records.measure_assignment,
        records.places["place_id"].to_numpy(),
        tuple(str(name) for name in records.places["name"]),
        records.places.area.to_numpy(),
    )
