"""What the incidents of the last 52 periods hint at, in Swedish sentences that say how sure."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis import near_repeat, perception, presence_bias, under_reporting
from geo.analysis.innermost import innermost
from geo.join import Assignment
from geo.lagesbild import Lagesbild
from geo.lagesbild.counting import by_word, of_groups
from geo.lagesbild.hours import CLEAR
from geo.model import Group, IncidentSource
from geo.place_profile.result import Hints, SpanView, VisitItem

Ints = NDArray[np.int64]

WEEK = 7 * 86_400
MOST = 1000
"""Latest incidents whose pairs are looked through: half a million pairs at most."""
CLEAR_DAY = 86_400
"""Only incidents known to within a day tell what comes within days of them, in seconds."""
SMALLEST = 2 * near_repeat.DISTANCE_BANDS[1]
"""Metres across; in a smaller place nearly all incidents are near each other anyway."""
TOO_SMALL = (
    f"Platsen är för liten (under {SMALLEST:.0f} m) för att säga om händelser följer på varandra "
    "närmare än annars."
)
ONCE = "Händelser räknas här bara i den minsta plats de ligger i."
SEED = 0
"""Same records, same sentence."""


def all_of(
    place_id: int,
    year: SpanView,
    *,
    picture: Lagesbild,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    visits: tuple[VisitItem, ...],
    covered_utc: tuple[int, int],
    first_visit_utc: int | None,
) -> Hints:
    """Return everything that the last 52 periods hint at.

    Parameters
    ----------
    place_id : int
    year : SpanView
        The place's incidents of those periods.
    picture, places, incidents, assignment
        As in :func:`geo.place_profile.build`.
    visits : tuple of VisitItem
        The place's.
    covered_utc : tuple of int
        The part of those periods that the record covers.
    first_visit_utc : int, optional
        When the kommun's log of visits begins.
    """
    start, end = covered_utc
    low, high = np.searchsorted(incidents["mid_utc"].to_numpy(), covered_utc)
    everywhere = slice(int(low), int(high))
    logged = end if first_visit_utc is None else max(start, first_visit_utc)
    return Hints(
        near_repeat_of(incidents, year.drawn),
        perception_of(
            place_id,
            picture=picture,
            places=places,
            incidents=incidents,
            assignment=assignment,
            everywhere=everywhere,
            weeks=(end - start) / WEEK,
        ),
        presence_of(incidents, year.rows, everywhere, visits, (logged, end)),
    )


def near_repeat_of(incidents: pd.DataFrame, drawn: Ints) -> str:
    """Say whether one incident is followed by more nearby within days.

    Parameters
    ----------
    incidents : DataFrame
    drawn : ndarray of int64
        Rows of the place's incidents with a point, in time order.
    """
    short = _length(incidents, drawn) <= CLEAR_DAY
    near = incidents.iloc[drawn[short][-MOST:]]
    x, y = near["x"].to_numpy(dtype=np.float64), near["y"].to_numpy(dtype=np.float64)
    if len(x) >= near_repeat.FEWEST_EVENTS and np.hypot(np.ptp(x), np.ptp(y)) < SMALLEST:
        return TOO_SMALL
    day = near["mid_utc"].to_numpy() / 86_400
    return near_repeat.words(near_repeat.knox(x, y, day, seed=SEED))


def presence_of(
    incidents: pd.DataFrame,
    rows: Ints,
    everywhere: slice,
    visits: tuple[VisitItem, ...],
    span_utc: tuple[int, int],
) -> str | None:
    """Warn where the place may look hot because police was there.

    Parameters
    ----------
    incidents : DataFrame
    rows : ndarray of int64
        The place's.
    everywhere : slice
        Rows of the kommun in the same time.
    visits : tuple of VisitItem
        The place's.
    span_utc : tuple of int
        From when until when both incidents and visits are on record.
    """
    if span_utc[0] >= span_utc[1]:
        return None
    clear = rows[_length(incidents, rows) <= CLEAR]
    found = presence_bias.presence_bias(
        incidents["start_utc"].iloc[clear].to_numpy(dtype=np.int64),
        np.array([int(each.start.timestamp()) for each in visits], dtype=np.int64),
        np.array([each.minutes or 0 for each in visits], dtype=np.int64),
        place=by_word(incidents["category"].iloc[rows]),
        kommun=by_word(incidents["category"].iloc[everywhere]),
        span_utc=span_utc,
    )
    return presence_bias.words(found) if found.warning else None


def perception_of(
    place_id: int,
    *,
    picture: Lagesbild,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    everywhere: slice,
    weeks: float,
) -> str | None:
    """Hold how unsafe the place is felt to be against what is recorded, there and elsewhere.

    Parameters
    ----------
    place_id : int
    picture : Lagesbild
        Its places are compared with each other.
    places : GeoDataFrame
    incidents : DataFrame
    assignment : Assignment
    everywhere : slice
        Rows of the kommun in the time looked at.
    weeks : float
        How long that is.
    """
    ids = places["place_id"].to_numpy(dtype=np.int64)
    status = {place.place_id: place for place in picture.places}
    valid = np.isin(ids, list(status))
    area = places.area.to_numpy(dtype=np.float64)[valid]
    row, place = _once(assignment.only(valid), everywhere, area)
    asked = [status[int(each)].survey for each in ids[valid]]
    at = int(np.flatnonzero(ids[valid] == place_id)[0])
    said = []
    if asked[at] is not None and weeks > 0:
        crime = of_groups(incidents, row, {Group.CRIME, Group.DISORDER})
        found = perception.compare(
            np.array([np.nan if each is None else each.share_unsafe for each in asked]),
            np.array([np.nan if each is None or each.n is None else each.n for each in asked]),
            np.bincount(place[crime], minlength=len(asked)),
            weeks=weeks,
        )
        said.append(f"{perception.words(found)[at]} {ONCE}")
    said.append(_few_report(incidents, row, place, area)[at])
    return " ".join(each for each in said if each) or None


def _once(
    assignment: Assignment, everywhere: slice, area: NDArray[np.float64]
) -> tuple[Ints, Ints]:
    """Return rows and places of a span, each row in the smallest place that it lies in."""
    low, high = np.searchsorted(assignment.row, (everywhere.start, everywhere.stop))
    row, place = assignment.row[low:high], assignment.place[low:high]
    kept = innermost(row, place, area)
    return row[kept], place[kept]


def _few_report(
    incidents: pd.DataFrame, row: Ints, place: Ints, area: NDArray[np.float64]
) -> tuple[str, ...]:
    """Return a hint for each place where few crimes come to the police.

    EST reports that say they were reported stand in the police's file, too: they count once.
    """
    crime = of_groups(incidents, row, {Group.CRIME})
    row, place = row[crime], place[crime]
    listed = incidents.iloc[row]
    police = (listed["source"] == IncidentSource.POLICE.value).to_numpy(dtype=np.bool_)
    kept_quiet = ~police & listed["reported"].eq(False).fillna(False).to_numpy(dtype=np.bool_)
    kinds = incidents["category"].cat.categories
    cell = place * len(kinds) + listed["category"].cat.codes.to_numpy()
    told, untold = (
        np.bincount(cell[chosen], minlength=len(area) * len(kinds)).reshape(len(area), -1)
        for chosen in (police, kept_quiet)
    )
    return under_reporting.words(under_reporting.under_reporting(told, told + untold, area=area))


def _length(incidents: pd.DataFrame, rows: Ints) -> Ints:
    """Return how long the intervals of incidents with a time are, in seconds."""
    listed = incidents.iloc[rows]
    return (listed["end_utc"] - listed["start_utc"]).to_numpy(dtype=np.int64)
