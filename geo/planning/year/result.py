"""A year of visits: what each place is to have, has had, and when the rest is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from geo.follow_up import Pace
from geo.planning.year.bursts import VISITS
from geo.planning.year.capacity import Capacity


@dataclass(frozen=True)
class PlaceYear:
    """One place; tuples have a number for each week of the plan.

    Attributes
    ----------
    place_id : int
    name : str
    quota : int
        Visits of the year by need.
    expected : float
        How many of them should be done before today.
    made : tuple of int
        Visits made.
    planned : tuple of int
        Visits planned, from today.
    last : date or None
        The last visit on record, of any year; None where there is none.
    trip : float
        Minutes by car there and back from the home town; 0 near it.
    """

    place_id: int
    name: str
    quota: int
    expected: float
    made: tuple[int, ...]
    planned: tuple[int, ...]
    last: date | None
    trip: float = 0.0

    def __post_init__(self) -> None:
        if len(self.made) != len(self.planned):
            raise ValueError("visits made and planned are of the same weeks")

    @property
    def done(self) -> int:
        """Return how many visits are made."""
        return sum(self.made)

    @property
    def left(self) -> int:
        """Return how many are planned."""
        return sum(self.planned)

    @property
    def debt(self) -> float:
        """Return how many visits the place is behind its pace."""
        return max(self.expected - self.done, 0.0)

    def burst(self, week: int) -> bool:
        """Tell whether visits of a week, made and planned, come close."""
        return self.made[week] + self.planned[week] >= VISITS


@dataclass(frozen=True)
class YearPlan:
    """The year of a kommun; places by quota, most first.

    Attributes
    ----------
    kommun : str
    pace : Pace
    places : tuple of PlaceYear
    weeks : tuple of date
        Monday of each week that the time of the promise touches.
    now : int
        Which of them is the present one.
    capacity : Capacity
    floor, cap : int
        Fewest and most visits of a place.
    left_out : int
        Visits that there is no room for.
    beyond : int
        Visits planned beyond the target so that every place has its floor.
    elsewhere : int
        Visits that count, at places that are no more.
    unplaced : int
        Visits of the same time on record that count nowhere: no place of the kommun is known.
    with_measure : int
        Of the visits that count, those with a measure noted.
    on_foot : int
        ... and those on foot.
    minutes : float
        A usual visit.
    plain : bool
        Whether weeks are spread plainly, as the solver found nothing.
    store_version : int
    built : datetime
    """

    kommun: str
    pace: Pace
    places: tuple[PlaceYear, ...]
    weeks: tuple[date, ...]
    now: int
    capacity: Capacity
    floor: int
    cap: int
    left_out: int
    beyond: int
    elsewhere: int
    unplaced: int
    with_measure: int
    on_foot: int
    minutes: float
    plain: bool
    store_version: int
    built: datetime

    def __post_init__(self) -> None:
        if sum(place.done for place in self.places) + self.elsewhere != self.pace.done:
            raise ValueError("every visit that counts is at one place")

    @property
    def never(self) -> tuple[PlaceYear, ...]:
        """Return the places with no visit on record."""
        return tuple(place for place in self.places if place.last is None)

    @property
    def goals(self) -> Mapping[int, float]:
        """Return the days between visits that each place's quota gives, by ``place_id``."""
        days = self.pace.held.days
        return {place.place_id: days / place.quota for place in self.places if place.quota}

    def coming(self, week: int) -> tuple[PlaceYear, ...]:
        """Return the places with visits planned in a week, most first."""
        if not 0 <= week < len(self.weeks):
            return ()
        found = [place for place in self.places if place.planned[week]]
        return tuple(sorted(found, key=lambda place: -place.planned[week]))

    def week_end(self, week: int) -> date:
        """Return the day after a week."""
        return self.weeks[week] + timedelta(days=7)
