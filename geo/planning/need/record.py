"""What need is built from: frames of one kommun, decisions of people, and the pace of the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.join import Assignment
from geo.lagesbild.build import valid
from geo.model import Occasion, Priority
from geo.planning.need.log import CLEAR

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

USUAL_GOAL = 28.0
"""Days between visits where no quota says otherwise."""


@dataclass(frozen=True)
class Record:
    """What is on record of a kommun; frames as the store gives them.

    Attributes
    ----------
    places : GeoDataFrame
        In metres.
    incidents : DataFrame
        Sorted by ``mid_utc``, those with no time last.
    assignment, visit_assignment : Assignment
        Incidents and visits joined to `places`.
    visits, surveys : DataFrame
    occasions : sequence of Occasion
        Past ones, which tell what they bring, and coming ones.
    priorities : sequence of Priority
    where : tuple of float
        Latitude, longitude for twilight.
    untimed : int
        Incidents with no time.
    """

    places: gpd.GeoDataFrame
    incidents: pd.DataFrame
    assignment: Assignment
    visits: pd.DataFrame
    visit_assignment: Assignment
    surveys: pd.DataFrame
    occasions: Sequence[Occasion]
    priorities: Sequence[Priority]
    where: tuple[float, float]
    untimed: int

    def on(self, day: date) -> Record:
        """Return the record of the places that are places on a day."""
        there = valid(self.places, day + timedelta(days=1))
        return replace(
            self,
            places=self.places.loc[there].reset_index(drop=True),
            assignment=self.assignment.only(there),
            visit_assignment=self.visit_assignment.only(there),
        )

    @property
    def place_ids(self) -> tuple[int, ...]:
        """Return the places' ids in order."""
        return tuple(int(each) for each in self.places["place_id"])

    def clear_middles(self, until: int) -> Ints:
        """Return when the incidents with a clear time before a moment happened, seconds UTC."""
        timed = self.incidents.iloc[: len(self.incidents) - self.untimed]
        start, end, middle = (
            timed[name].to_numpy(dtype=np.int64) for name in ("start_utc", "end_utc", "mid_utc")
        )
        return np.asarray(middle[((end - start) <= CLEAR) & (middle < until)], dtype=np.int64)


@dataclass(frozen=True)
class Pace:
    """How far the visits of the year have come.

    Attributes
    ----------
    goal_days : mapping of place to days, or float
        How many days there are to be between visits; a place without a goal has the usual.
    debt : mapping of place to share, or float, optional
        How far behind the promise each place is, 0–1; None where there is no promise.
    behind : mapping of place to int
        ... and by how many visits, for the words.
    """

    goal_days: Mapping[int, float] | float = USUAL_GOAL
    debt: Mapping[int, float] | float | None = None
    behind: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def goals(self, place_ids: Sequence[int]) -> Floats:
        """Return days between visits per place, at least one."""
        return _per_place(self.goal_days, place_ids, USUAL_GOAL).clip(min=1.0)

    def debts(self, place_ids: Sequence[int]) -> Floats | None:
        """Return how far behind each place is, 0–1."""
        return None if self.debt is None else _per_place(self.debt, place_ids, 0.0).clip(0.0, 1.0)


def _per_place(
    given: Mapping[int, float] | float, place_ids: Sequence[int], otherwise: float
) -> Floats:
    if isinstance(given, Mapping):
        return np.array([float(given.get(each, otherwise)) for each in place_ids])
    return np.full(len(place_ids), float(given))
