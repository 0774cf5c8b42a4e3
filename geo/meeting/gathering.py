"""A week from what is on record now: what a meeting would look at, frozen or not."""

from __future__ import annotations

from datetime import datetime

from geo import intake
from geo.meeting.agenda import agenda
from geo.model import Selection
from geo.records import Records
from geo.report.week import Week
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
        Aware.

    Raises
    ------
    GeoError
        There is no such kommun.
    """
    found = agenda(store, records, selection, now=now)
    places = records.places
    return Week(
        kommun=intake.kommun_of(store, records.kommun),
        picture=found.picture,
        outlines={
            int(place_id): outline.wkb
            for place_id, outline in zip(places["place_id"], places.geometry, strict=True)
        },
        boundary=None if records.boundary is None else records.boundary.wkb,
        crs=records.crs,
        carried=tuple(each.measure for each in (*found.settled, *found.carried)),
        decided=found.decided,
        priorities=found.priorities,
        arrangements=found.arrangements,
    )
