"""An organisation's reports of a period, with what is on record of their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import records as on_record
from geo import weeks
from geo.analysis.innermost import innermost
from geo.folding import fold
from geo.follow_up.measures import Measure
from geo.intake import kommun_of
from geo.lagesbild.counting import pairs_among, rows_in
from geo.lagesbild.result import PlaceStatus
from geo.ledger.measures import measures
from geo.model import CATEGORIES, POINT_PRECISIONS, MeasureStatus, Period
from geo.publishing.exports.source import Source
from geo.publishing.feedback import others
from geo.publishing.feedback.organisations import Organisation, find, organisations
from geo.publishing.feedback.result import AtPlace, Feedback
from geo.records import Records
from geo.settings import KommunSettings
from geo.store import whole
from geo.store.engine import Store

Ints = NDArray[np.int64]
DAY = 86_400
"""An incident that may have happened on any hour of a day was reported without a time of day."""


def reporters(store: Store, records: Records, period: Period) -> tuple[Organisation, ...]:
    """Return the organisations with reports in a period, those with most first."""
    rows = rows_in(records.incidents, period)
    return organisations(_names(store, records)[rows])


def feedback(
    store: Store,
    records: Records,
    organisation: str,
    period: Period,
    *,
    own: KommunSettings,
    now: datetime,
) -> Feedback:
    """Return what became of the reports of one organisation.

    Parameters
    ----------
    store : Store
    records : Records
    organisation : str
        Its name in any of its spellings.
    period : Period
    own : KommunSettings
    now : datetime
        Aware.

    Raises
    ------
    SelectionError
        It has never reported.
    """
    names = _names(store, records)
    who = find(organisations(names), organisation)
    source = Source(store, records, kommun_of(store, records.kommun), period, own, now)
    rows = rows_in(records.incidents, period)
    spelled = [name for name in set(names[rows]) if fold(name) == who.key]
    mine = np.isin(names[rows].astype(str), spelled)
    chosen = np.arange(rows.start, rows.stop, dtype=np.int64)[mine]
    places = _places(source, chosen)
    shown = records.incidents.iloc[chosen]
    return Feedback(
        organisation=who,
        kommun=source.kommun,
        period=period,
        reports=len(chosen),
        places=places,
        elsewhere=len(chosen) - sum(place.reports for place in places),
        categories=_categories(shown),
        visits=len(_visits(source, [place.place_id for place in places])),
        without_time=int((shown["end_utc"] - shown["start_utc"] >= DAY).sum()),
        without_point=int((~shown["precision"].isin(list(POINT_PRECISIONS))).sum()),
        store_version=records.store_version,
        made=now,
    )


def _names(store: Store, records: Records) -> NDArray[np.object_]:
    """Return who has reported each incident of the records; empty where nobody is named."""
    known = whole.organisations(store, records.kommun).set_index("incident_id")["organisation"]
    told = known.reindex(records.incidents["incident_id"]).astype(object).fillna("")
    names: NDArray[np.object_] = told.to_numpy(dtype=object)
    return names


def _categories(shown: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    counted = Counter(CATEGORIES[str(code)].label for code in shown["category"])
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _places(source: Source, chosen: Ints) -> tuple[AtPlace, ...]:
    """Return the places where the chosen incidents lie, those with most first."""
    records = source.records
    status = {place.place_id: place for place in source.picture.places}
    ids = records.places["place_id"].to_numpy(dtype=np.int64)
    valid = np.isin(ids, list(status))
    at, place, _ = pairs_among(records.assignment, chosen)
    at, place = at[valid[place]], place[valid[place]]
    inner = innermost(at, place, records.places.area.to_numpy(dtype=np.float64))
    few = _few_report(source)
    found = []
    for number in np.unique(place[inner]).tolist():
        lies = at[inner & (place == number)]
        found.append(
            _at_place(
                source,
                status[int(ids[number])],
                records.incidents.iloc[chosen[lies]],
                int(np.count_nonzero(place == number)),
                int(ids[number]) in few,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.reports, each.name)))


def _at_place(
    source: Source, status: PlaceStatus, shown: pd.DataFrame, own: int, few_report: bool
) -> AtPlace:
    visits = _visits(source, [status.place_id])
    return AtPlace(
        place_id=status.place_id,
        name=status.name,
        reports=len(shown),
        categories=_categories(shown),
        others=others.band(status.comparison.count - own),
        visits=len(visits),
        last_visit=weeks.local_day(int(visits.max())) if len(visits) else None,
        measures=_measures(source, status.place_id),
        verdict=status.comparison.verdict,
        few_report=few_report,
    )


def _few_report(source: Source) -> frozenset[int]:
    """Return the places where fewer incidents than elsewhere seem to come to the police."""
    records = source.records
    felt = on_record.felt(records, on_record.nearby(records), source.lagesbild_period.end)
    return frozenset(
        number for number, hint in zip(felt.place_id, felt.few_report, strict=True) if hint
    )


def _visits(source: Source, place_ids: Sequence[int]) -> Ints:
    """Return when each visit of the period in any of the places began, seconds UTC."""
    records = source.records
    there = np.isin(records.places["place_id"].to_numpy(dtype=np.int64), place_ids)
    joined = records.visit_assignment
    rows = np.unique(joined.row[there[joined.place]])
    starts: Ints = records.visits["start_utc"].to_numpy(dtype=np.int64)[rows]
    return starts[source.in_period(starts)]


def _measures(source: Source, place_id: int) -> tuple[Measure, ...]:
    """Return the measures of a place that are decided or more, and open or ended in the period."""
    known: Sequence[Measure] = measures(source.records)
    return tuple(
        each
        for each in known
        if each.place_id == place_id
        and each.status is not MeasureStatus.PROPOSED
        and (each.open or _within(source, each.status_day))
    )


def _within(source: Source, day: date | None) -> bool:
    period = source.lagesbild_period
    return day is not None and period.start <= day < period.end
