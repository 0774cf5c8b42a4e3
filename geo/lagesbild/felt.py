"""How unsafe each place of a kommun is felt to be, beside what is recorded there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.analysis import perception, under_reporting
from geo.analysis.innermost import innermost
from geo.analysis.perception import Perception
from geo.join import Assignment
from geo.lagesbild import visited
from geo.lagesbild.build import valid
from geo.lagesbild.counting import of_groups
from geo.model import Group, IncidentSource

Ints = NDArray[np.int64]

DAYS = 364
"""Days whose incidents are held against the survey: 52 weeks."""
ONCE = "Händelser räknas här bara i den minsta plats de ligger i eller intill."


@dataclass(frozen=True)
class Felt:
    """What is felt and recorded, place by place; everything in the order of the places.

    Attributes
    ----------
    place_id : tuple of int
    name : tuple of str
    perception : Perception
    sentences : tuple of str
        The field of each place and its numbers, in Swedish.
    few_report : tuple of str
        A hint where few crimes come to the police; else empty.
    first, last : date
        Days whose incidents are counted.
    """

    place_id: tuple[int, ...]
    name: tuple[str, ...]
    perception: Perception
    sentences: tuple[str, ...]
    few_report: tuple[str, ...]
    first: date
    last: date

    def of(self, place_id: int) -> str:
        """Return what is said of one place: nothing if it was not asked about."""
        at = self.place_id.index(place_id)
        asked = not np.isnan(self.perception.unsafe.value[at])
        said = [f"{self.sentences[at]} {ONCE}" if asked else "", self.few_report[at]]
        return " ".join(each for each in said if each)


def build(
    *,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    near: Assignment,
    surveys: pd.DataFrame,
    until: date,
    untimed: int,
) -> Felt:
    """Hold the latest survey against the incidents of the 52 weeks before a day.

    An incident counts once, in the smallest place that it lies in.

    Parameters
    ----------
    places : GeoDataFrame
        In metres.
    incidents : DataFrame
        Sorted by ``mid_utc``, as the store gives them.
    assignment : Assignment
        Incidents joined to `places`: they tell where few report, which knows how much small places
        lose to what is around them.
    near : Assignment
        Incidents joined to the places widened by what positions err: a square's own incidents fall
        just outside it else.
    surveys : DataFrame
    until : date
        The day after the last one that counts.
    untimed : int
        Incidents on record with no time.
    """
    there = valid(places, until)
    places = places.loc[there].reset_index(drop=True)
    first = _first_day(incidents, until, untimed)
    edges = weeks.midnight(first), weeks.midnight(until)
    low, high = np.searchsorted(incidents["mid_utc"].to_numpy(), edges)
    area = places.area.to_numpy(dtype=np.float64)
    row, place = _once(near.only(there), int(low), int(high), area)
    asked = visited.latest_surveys(surveys, places["name"], until)
    found = perception.compare(
        np.array([asked[i].share_unsafe if i in asked else np.nan for i in range(len(places))]),
        np.array([(asked[i].n if i in asked else None) or np.nan for i in range(len(places))]),
        np.bincount(
            place[of_groups(incidents, row, {Group.CRIME, Group.DISORDER})], minlength=len(places)
        ),
        weeks=max((until - first).days, 1) / 7,
    )
    return Felt(
        place_id=tuple(int(each) for each in places["place_id"]),
        name=tuple(places["name"]),
        perception=found,
        sentences=perception.words(found),
        few_report=_few_report(
            incidents, *_once(assignment.only(there), int(low), int(high), area), area
        ),
        first=first,
        last=until - timedelta(days=1),
    )


def _first_day(incidents: pd.DataFrame, until: date, untimed: int) -> date:
    """Return where the 52 weeks begin, or where the record does if that is later."""
    start = until - timedelta(days=DAYS)
    if len(incidents) <= untimed:
        return start
    return min(until, max(start, weeks.local_day(int(incidents["start_utc"].iloc[0]))))


def _once(near: Assignment, first: int, end: int, area: NDArray[np.float64]) -> tuple[Ints, Ints]:
    """Return rows and places of a span, each row in the smallest place that it lies in."""
    low, high = np.searchsorted(near.row, (first, end))
    row, place = near.row[low:high], near.place[low:high]
    kept = innermost(row, place, area)
    return row[kept], place[kept]


def _few_report(
    incidents: pd.DataFrame, row: Ints, place: Ints, area: NDArray[np.float64]
) -> tuple[str, ...]:
    """Return a hint for each place where few crimes come to the police.

    EST reports that say they were reported stand in the police's file, too: they count once.
    """
    if not len(area):
        return ()
    crime = of_groups(incidents, row, {Group.CRIME})
    row, place = row[crime], place[crime]
    listed = incidents.iloc[row]
    police = (listed["source"] == IncidentSource.POLICE.value).to_numpy(dtype=np.bool_)
    kept_quiet = ~police & listed["reported"].eq(False).fillna(False).to_numpy(dtype=np.bool_)
    kinds = incidents["category"].cat.categories
    cell = place * len(kinds) + listed["category"].cat.codes.to_numpy()
    told, untold = (
        np.bincount(cell[chosen], minlength=len(area) * len(kinds)).reshape(len(area), len(kinds))
        for chosen in (police, kept_quiet)
    )
    return under_reporting.words(under_reporting.under_reporting(told, told + untold, area=area))
