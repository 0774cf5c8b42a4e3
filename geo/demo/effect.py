"""What a measure of the demo truly does: some incidents do not happen, a few move next door."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.demo.events import SECONDS_PER_WEEK, Events
from geo.demo.world import Place, points_in

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens at the place from the day that the measure began.

    Attributes
    ----------
    kept : float
        Share of the incidents that still happens there; 1 where the measure does nothing.
    moved : float
        Share of the others that happens in the ring instead.
    ring_m : float
        Width of the ring around the place, metres.
    """

    kept: float
    moved: float = 0.0
    ring_m: float = 150.0


@dataclass(frozen=True, slots=True)
class Planted:
    """An effect with where and when.

    Attributes
    ----------
    row : int
        Of the measure in the kommun's file.
    place : int
        Position among the known places.
    begins : int
        Seconds from the first Monday, local wall clock.
    effect : Effect
    """

    row: int
    place: int
    begins: int
    effect: Effect


@dataclass(frozen=True)
class Worked:
    """The incidents after the measures have worked.

    Attributes
    ----------
    events : Events
    moved_by : ndarray of int64, shape (events,)
        Position of the effect that moved each incident into its ring, or -1.
    gone : tuple of int
        Incidents that did not happen at each effect's place, those moved included.
    """

    events: Events
    moved_by: NDArray[np.int64]
    gone: tuple[int, ...]


def work(
    events: Events, known: list[Place], planted: list[Planted], rng: np.random.Generator
) -> Worked:
    """Take away what the measures prevent, and move what they displace.

    Every other incident stays as it was drawn, so that whatever is drawn of it later is the same.
    """
    moved_by = np.full(len(events.place), NOBODY)
    happened, weekly = events.happened.copy(), events.weekly.copy()
    place, x, y = events.place.copy(), events.x.copy(), events.y.copy()
    numbers = []
    for position, each in enumerate(planted):
        here = (events.place == each.place) & (events.start >= each.begins)
        gone = here & (rng.random(len(here)) >= each.effect.kept)
        moved = gone & (rng.random(len(here)) < each.effect.moved)
        polygon = known[each.place].polygon
        ring = polygon.buffer(each.effect.ring_m).difference(polygon)
        x[moved], y[moved] = points_in(ring, int(moved.sum()), rng)
        place[moved], moved_by[moved] = -1, position
        happened &= ~gone | moved
        np.subtract.at(weekly[each.place], events.start[gone] // SECONDS_PER_WEEK, 1)
        numbers.append(int(gone.sum()))
    changed = replace(events, place=place, x=x, y=y, happened=happened, weekly=weekly)
    return Worked(changed, moved_by, tuple(numbers))
