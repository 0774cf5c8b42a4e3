"""A preview from what is on record: areas as asked for, promises, measures, signed accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from geo.ledger import measures as ledger_measures
from geo.ledger import standing
from geo.model import Kommun, Period
from geo.privacy import Area, divide
from geo.privacy.generalise import SMALLEST
from geo.publishing.account.preview import Preview, preview
from geo.records import Records
from geo.store import publications
from geo.store.engine import Store


def make(
    store: Store,
    records: Records,
    kommun: Kommun,
    period: Period,
    wanted: Sequence[Area],
    population: int | None,
    *,
    smallest: int = SMALLEST,
    now: datetime,
) -> Preview:
    """Return the preview of a kommun's account; see :func:`preview`.

    Parameters
    ----------
    wanted : sequence of Area
        With the populations that the user states.
    population : int or None
        Of the kommun.
    smallest : int
        Inhabitants of an area, at least.
    """
    places = records.places
    ids = [int(each) for each in places["place_id"]]
    division = divide(
        wanted, population, size=dict(zip(ids, places.area, strict=True)),
        shares_ground=records.overlap, place_ids=ids, smallest=smallest,
    )  # fmt: skip
    last = period.end - timedelta(days=1)
    return preview(
        records, kommun, period, division,
        standings=standing.standings(store, records, today=last),
        measures=ledger_measures.measures(records),
        signed=publications.publications(store, kommun.code),
        now=now,
    )  # fmt: skip
