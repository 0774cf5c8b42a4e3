"""Builds the profile of one place: frames, their join and the lägesbild in, one value out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.errors import SelectionError
from geo.follow_up.measures import Measure
from geo.join import Assignment
from geo.lagesbild import Lagesbild, PlaceStatus
from geo.lagesbild.counting import BEFORE, of_groups
from geo.lagesbild.felt import Felt
from geo.lagesbild.film import Film
from geo.model import Group, Occasion, Period
from geo.place_profile import beside, categories, hints, series, spans
from geo.place_profile.result import PlaceProfile, Span

Ints = NDArray[np.int64]


def build(
    place_id: int,
    *,
    picture: Lagesbild,
    film: Film,
    felt: Felt,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    visits: pd.DataFrame,
    visit_assignment: Assignment,
    surveys: pd.DataFrame,
    occasions: Sequence[Occasion],
    untimed: int,
    where: tuple[float, float],
    measures: Sequence[Measure] = (),
) -> PlaceProfile:
    """Build the profile of a place in the period of a lägesbild.

    Parameters
    ----------
    place_id : int
    picture : Lagesbild
        Of the same frames: what it says of the place is said here.
    film : Film
        Of the same frames, that ends with the lägesbild's period.
    felt : Felt
        Of the same frames, until the end of the lägesbild's period.
    places : GeoDataFrame
        The kommun's places, as the store gives them.
    incidents : DataFrame
        Sorted by ``mid_utc``, as the store gives them.
    assignment, visit_assignment : Assignment
        Incidents and visits joined to `places`.
    visits, surveys : DataFrame
        As the store gives them.
    occasions : sequence of Occasion
        Risk occasions of the periods in the series.
    untimed : int
        Incidents on record with no time.
    where : tuple of float
        Latitude and longitude for twilight.
    measures : sequence of Measure
        Of the place.

    Raises
    ------
    SelectionError
        There is no such place, or it is none in the period.
    """
    status = _status(place_id, picture, places)
    selection = picture.basis.selection
    place_ids = places["place_id"].to_numpy(dtype=np.int64)
    place = int(np.flatnonzero(place_ids == place_id)[0])
    rows = _rows(incidents, assignment, place, selection.groups)
    periods = weeks.before(selection.period, max(Span))
    first_utc = int(incidents["start_utc"].iloc[0]) if len(incidents) > untimed else None
    last_day = selection.period.end - timedelta(days=1)
    today = weeks.local_day(int(picture.basis.built.timestamp()))
    seen = beside.visits_of(visits, visit_assignment, place, min(last_day, today))
    shown = series.covered(film, first_utc)
    views = {
        span: spans.view(
            _within(rows, incidents, periods[-span:]),
            incidents=incidents,
            place=place,
            place_ids=place_ids,
            assignment=assignment,
            where=where,
            picture=picture,
            first_day=spans.first_day(periods[-span], first_utc),
        )
        for span in Span
    }
    return PlaceProfile(
        basis=picture.basis,
        status=status,
        series=series.build(
            film, status, shown, visits=seen, occasions=occasions, measures=measures
        ),
        spans=views,
        categories=categories.changes(
            incidents["category"],
            _within(rows, incidents, periods[-BEFORE:]),
            _within(rows, incidents, periods[-2 * BEFORE : -BEFORE])
            if shown >= 2 * BEFORE
            else None,
            minimum=selection.minimum_count,
            whole=today > last_day,
        ),
        surveys=beside.surveys_of(surveys, picture, place_id),
        visits=seen,
        hints=hints.all_of(
            views[Span.YEAR],
            felt=felt.of(place_id),
            incidents=incidents,
            visits=seen,
            covered_utc=_covered(periods, first_utc),
            first_visit_utc=None if visits.empty else int(visits["start_utc"].min()),
        ),
        measures=tuple(sorted(measures, key=_open_first)),
    )


def _open_first(measure: Measure) -> tuple[bool, int, int]:
    latest = measure.status_day or measure.began
    return not measure.open, -latest.toordinal() if latest else 0, measure.measure_id


def _covered(periods: Sequence[Period], first_utc: int | None) -> tuple[int, int]:
    """Return the part of consecutive periods that the record covers, in seconds UTC."""
    low, high = (int(edge) for edge in weeks.edges_utc(periods)[[0, -1]])
    return (high if first_utc is None else min(max(low, first_utc), high)), high


def _status(place_id: int, picture: Lagesbild, places: gpd.GeoDataFrame) -> PlaceStatus:
    """Return what the lägesbild says of the place."""
    for status in picture.places:
        if status.place_id == place_id:
            return status
    name = places["name"][places["place_id"] == place_id].tolist()
    period = weeks.label(picture.basis.selection.period)
    if name:
        raise SelectionError(
            f"{name[0]} var ingen plats i registret under {period[0].lower()}{period[1:]}.",
            hint="Välj en annan period eller en annan plats.",
        )
    raise SelectionError(
        f"Det finns ingen plats med nummer {place_id} i kommunen.",
        hint="Länken kan vara gammal eller gälla en annan kommun. Välj en plats.",
    )


def _rows(
    incidents: pd.DataFrame, assignment: Assignment, place: int, groups: frozenset[Group]
) -> Ints:
    """Return the rows of the place's incidents of some groups, ascending."""
    rows = np.unique(assignment.row[assignment.place == place])
    return np.asarray(rows[of_groups(incidents, rows, groups)], dtype=np.int64)


def _within(rows: Ints, incidents: pd.DataFrame, periods: Sequence[Period]) -> Ints:
    """Return those of `rows` that lie in consecutive periods."""
    low, high = weeks.edges_utc(periods)[[0, -1]]
    mid = incidents["mid_utc"].to_numpy()[rows]
    return rows[np.searchsorted(mid, low) : np.searchsorted(mid, high)]
