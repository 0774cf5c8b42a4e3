"""How hard it is to know when a patrol comes, from many nights with the same need.

A shift is cut into half hours, and the starts of all stops, on all nights, are counted per half
hour.

``pooled`` is the entropy of these counts, whichever the place, over the most that it can be, the
logarithm of the number of half hours.

``by_place`` is the stricter question, when one comes to a given place: the entropy of the half hour
given the place (Shannon 1948, Bell System Technical Journal 27:379–423, section 6; places weighted
by their stops) over the logarithm of the half hours in which a visit of that place can start at
all. So few nights make entropies look smaller than they are, by (half hours seen − 1) / (2 × stops)
on average (Miller 1955, Note on the bias of information estimates); that is added.
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
    by_place: float
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
            seen = _entropy(starts) + (len(set(starts)) - 1) / (2 * len(starts))
            had += len(starts) * min(seen, log(possible))
            most += len(starts) * log(possible)
    together = [each for starts in bins.values() for each in starts]
    return Entropy(had / most, _entropy(together) / log(task.length / HALF_HOUR))


def _entropy(values: Sequence[int]) -> float:
    counts = Counter(values).values()
    return -sum(n / len(values) * log(n / len(values)) for n in counts)
