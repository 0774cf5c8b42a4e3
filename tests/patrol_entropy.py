"""How hard it is to know when a patrol comes to a place, from many nights with the same need.

A shift is cut into half hours. Of each place the starts of all its stops, on all nights, are
counted per half hour. ``share`` is the entropy of the half hour given the place (Shannon 1948, Bell
System Technical Journal 27:379–423, section 6; places weighted by their stops) over the most it can
be: the logarithm of the half hours in which a visit of that place can start at all, or of its stops
if they are fewer. ``pooled`` is the same for all stops together, whichever the place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from geo.planning.patrol import Plan, telling
from geo.planning.patrol.task import prepare
from tests.patrol_world import World

HALF_HOUR = 30


@dataclass(frozen=True)
class Entropy:
    share: float
    pooled: float


def entropy(nights: Sequence[Plan], world: World) -> Entropy:
    task = prepare(world.shift, world.need, world.sites, world.ways)
    bins: dict[int, list[int]] = defaultdict(list)
    for plan in nights:
        for stop in telling.visits(plan):
            bins[stop.place_id or 0].append(task.minute(stop.start_utc) // HALF_HOUR)
    had = most = 0.0
    for at, site in enumerate(task.sites):
        starts = bins[site.place_id]
        first, last = task.window(at)
        possible = last // HALF_HOUR - first // HALF_HOUR + 1
        if len(starts) > 1 and possible > 1:
            had += len(starts) * _entropy(starts)
            most += len(starts) * log(min(possible, len(starts)))
    together = [each for starts in bins.values() for each in starts]
    return Entropy(had / most, _entropy(together) / log(task.length / HALF_HOUR))


def _entropy(values: Sequence[int]) -> float:
    counts = Counter(values).values()
    return -sum(n / len(values) * log(n / len(values)) for n in counts)
