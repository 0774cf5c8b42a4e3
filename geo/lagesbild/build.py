"""Builds the lägesbild: frames and their join in, one frozen picture out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment, How
from geo.lagesbild import hours, news, visited, words
from geo.lagesbild.comparing import Compared, compare
from geo.lagesbild.counting import (
    GROUPS,
    Cube,
    by_word,
    count,
    history_of,
    is_over,
    pairs_among,
)
from geo.lagesbild.result import (
    Basis,
    Comparison,
    Lagesbild,
    NoticeItem,
    PlaceStatus,
    SurveyValue,
    Totals,
)
from geo.model import Group, Occasion, Period, PeriodKind, Selection, Verdict

NEVER = 10_000
"""Days that stand for a place never visited."""


def build(
    *,
    selection: Selection,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    visits: pd.DataFrame,
    visit_assignment: Assignment,
    surveys: pd.DataFrame,
    causes: pd.DataFrame,
    notices: pd.DataFrame,
    occasions: Sequence[Occasion],
    overlap: NDArray[np.bool_],
    untimed: int,
    where: tuple[float, float],
    store_version: int,
    now: datetime,
) -> Lagesbild:
    """Build the lägesbild of one kommun and period.

    Parameters
    ----------
    selection : Selection
    places : GeoDataFrame
        The kommun's places, as the store gives them.
    incidents : DataFrame
        Sorted by ``mid_utc``, as the store gives them.
    assignment, visit_assignment : Assignment
        Incidents and visits joined to `places`.
    visits, surveys, causes, notices : DataFrame
        As the store gives them.
    occasions : sequence of Occasion
        Risk occasions, from :func:`counting.first_day` on: they tell of holidays past, and those
        after the period are listed.
    overlap : ndarray of bool, shape (places, places)
        Which places share ground; see :func:`geo.join.overlaps`.
    untimed : int
        Incidents on record with no time.
    where : tuple of float
        Latitude and longitude for twilight.
    store_version : int
    now : datetime
        Aware; when the picture is built. While the period still runs nothing is said to decrease,
        and visits are counted back from today instead of from the period's last day.
    """
    there = valid(places, selection.period.end)
    places = places.loc[there].reset_index(drop=True)
    assignment, visit_assignment = assignment.only(there), visit_assignment.only(there)
    last_day = selection.period.end - timedelta(days=1)
    today = weeks.local_day(int(now.timestamp()))
    given = _causes(causes)
    history = history_of(selection.period, incidents, untimed)
    over = is_over(history, incidents, untimed, today)
    cube = count(selection, incidents, assignment, history, len(places))
    found = compare(cube, history, selection, occasions, overlap[there][:, there], over=over)
    when = hours.read(incidents, assignment, cube.now, cube.lately, len(places), where)
    seen = visited.visits_of(visits, visit_assignment, len(places), min(last_day, today))
    asked = visited.latest_surveys(surveys, places["name"], selection.period.end)

    ranked = _ranked(
        [
            _status(
                place,
                kind=selection.period.kind,
                comparison=found.places[i],
                by_group=found.by_group[i],
                by_category=cube.categories[i],
                when=when.of_place(i),
                visits=seen[i],
                survey=asked.get(i),
                causes=given.get(int(place.place_id), ()),
            )
            for i, place in enumerate(places.itertuples())
        ]
    )
    return Lagesbild(
        basis=Basis(store_version, now, selection, _method(found), found.window),
        totals=_totals(incidents, assignment, cube, found.whole, when, untimed),
        headline=words.headline(
            found.whole, [place.comparison.verdict for place in ranked], over=over
        ),
        news=news.items(ranked),
        places=ranked,
        periods=history.shown,
        series=found.whole.series,
        hours=when.everywhere,
        during=tuple(
            each
            for each in occasions
            if each.start < selection.period.end and each.end > selection.period.start
        ),
        occasions=tuple(each for each in occasions if each.start >= selection.period.end),
        notices=_notices(notices, selection.period),
    )


def _status(
    place: Any,
    *,
    kind: PeriodKind,
    comparison: Comparison,
    by_group: Mapping[Group, Comparison],
    by_category: Mapping[str, int],
    when: hours.PlaceHours,
    visits: visited.Visits,
    survey: SurveyValue | None,
    causes: tuple[tuple[str, str], ...],
) -> PlaceStatus:
    """Put together what is known of one place, and say it in words."""
    return PlaceStatus(
        place_id=int(place.place_id),
        name=place.name,
        typ=place.typ,
        precision=place.precision,
        rank=0,
        comparison=comparison,
        by_group=by_group,
        by_category=by_category,
        dark_share=when.dark_share,
        hours=when.table,
        unknown_hour=when.unknown,
        last_visit=visits.last,
        days_since_visit=visits.days_since,
        visits_28=visits.of_28_days,
        visits_365=visits.of_365_days,
        causes=causes,
        survey=survey,
        reason=words.reason(
            comparison,
            kind=kind,
            by_category=by_category,
            busy=when.busy,
            dark_share=when.dark_share,
            days_since_visit=visits.days_since,
        ),
    )


def _ranked(statuses: Sequence[PlaceStatus]) -> tuple[PlaceStatus, ...]:
    """Return the places in order, each with its rank."""
    ordered = sorted(statuses, key=_order)
    return tuple(replace(place, rank=rank) for rank, place in enumerate(ordered, start=1))


def valid(places: gpd.GeoDataFrame, until: date) -> NDArray[np.bool_]:
    """Tell which places are places on the last day before `until`."""
    day = (until - timedelta(days=1)).isoformat()
    start, end = places["valid_from"], places["valid_to"]
    return np.asarray((start <= day) & ((end == "") | (end > day)), dtype=np.bool_)


def _method(found: Compared) -> str:
    if not found.window:
        return "för kort historik för att jämföra"
    season = "årstid och helger inräknade" if found.seasonal else "årstiden ännu okänd"
    return (
        f"negativ binomial, {found.window} perioder före, {season}; "
        "högst 5 % av ändringarna väntas vara slump (EWMA, Benjamini–Hochberg)"
    )


def _causes(causes: pd.DataFrame) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, list[tuple[str, str]]] = {}
    columns = (causes[name].tolist() for name in ("place_id", "cause", "document"))
    for place_id, cause, document in zip(*columns, strict=True):
        found.setdefault(place_id, []).append((cause, document))
    return {place_id: tuple(given) for place_id, given in found.items()}


def _order(place: PlaceStatus) -> tuple[float, ...]:
    """Rank: places that increase first, by their excess; then by count.

    Places alike in that come in the order of how unsafe they are felt to be, and then of how long
    ago they were visited.
    """
    now = place.comparison
    rising = now.verdict in (Verdict.INCREASING, Verdict.GROWING)
    excess = now.count - (now.normal_mean or 0.0) if rising else 0.0
    unsafe = place.survey.share_unsafe if place.survey else 0.0
    days = NEVER if place.days_since_visit is None else place.days_since_visit
    return (not rising, -excess, -now.count, -unsafe, -days)


def _totals(
    incidents: pd.DataFrame,
    assignment: Assignment,
    cube: Cube,
    whole: Comparison,
    when: hours.Hours,
    untimed: int,
) -> Totals:
    now = cube.now
    placed = np.zeros(len(now), dtype=np.bool_)
    row, _, how = pairs_among(assignment, now)
    placed[row] = True
    positioned = assignment.positioned[now]
    groups = cube.everywhere[-1]
    return Totals(
        rows=len(now),
        placed=int(placed.sum()),
        outside=int((positioned & ~placed).sum()),
        unplaced=int((~positioned & ~placed).sum()),
        by_nearest=len(np.unique(row[how == How.NEAREST])),
        by_name=len(np.unique(row[how == How.NAME])),
        unknown_hour=when.unknown_everywhere,
        previous=whole.previous,
        last_year=whole.last_year,
        normal_low=whole.normal_low,
        normal_mean=whole.normal_mean,
        normal_high=whole.normal_high,
        dark_share=when.dark_share_everywhere,
        by_precision=by_word(incidents["precision"].iloc[now]),
        by_group={GROUPS[g]: int(n) for g, n in enumerate(groups) if n},
        untimed_on_record=untimed,
    )


def _notices(notices: pd.DataFrame, period: Period) -> tuple[NoticeItem, ...]:
    """Return the period's notices, newest first."""
    start, end = weeks.bounds_utc(period)
    within = notices[(notices["when_utc"] >= start) & (notices["when_utc"] < end)]
    columns = ("when_utc", "type", "name", "summary", "url")
    return tuple(
        NoticeItem(datetime.fromtimestamp(when, weeks.STOCKHOLM), *texts)
        for when, *texts in zip(*(within[name].tolist() for name in columns), strict=True)
    )
