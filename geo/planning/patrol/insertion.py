"""One visit more in walks that are there: where it fits, and what it gives for its minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol import draft
from geo.planning.patrol.draft import Item, Walks, planned, stand
from geo.planning.patrol.result import StopKind
from geo.planning.patrol.shift import SPACING
from geo.planning.patrol.task import END, NO_WAY, ORIGIN, WORTH, Floats, Ints, Task
from geo.planning.patrol.timing import Room, room

TRIES = 6
"""How many of the best-looking insertions are timed before none is said to fit."""


@dataclass(frozen=True)
class Timed:
    """Walks, the room that their order leaves, and the need that they cover."""

    walks: Walks
    room: Room
    covered: float


def timed(task: Task, walks: Walks) -> Timed | None:
    """Return walks with their room, or None if they break a rule."""
    if any(planned(task, walk) > task.budget for walk in walks):
        return None
    found = room(task, walks)
    return None if found is None else Timed(walks, found, _covered(task, walks, found))


def need_of(task: Task, now: Timed) -> float:
    """Return what walks would cover if need were another task's."""
    return _covered(task, now.walks, now.room)


def _covered(task: Task, walks: Walks, found: Room) -> float:
    """Return need covered: every visit starts in the slot that its window is in."""
    made, total = list(task.made), 0.0
    for patrol, at in found.stops:
        item = walks[patrol][at]
        if item.site >= 0:
            if made[item.site] < len(WORTH):
                total += WORTH[made[item.site]] * task.worths[item.site][item.slot]
            made[item.site] += 1
    return total


def with_visit(task: Task, now: Timed, likes: Floats) -> Timed | None:
    """Return walks with the visit that gives most for its minutes, or None if none fits.

    What it gives is squared, as in Vansteenwegen, Souffriau, Vanden Berghe & Van Oudheusden (2009,
    Computers & Operations Research 36:3281–3290).

    Parameters
    ----------
    likes : ndarray of float, shape (sites, slots)
        What need is multiplied by when visits are chosen.
    """
    gaps = _Gaps.of(task, now)
    score = gaps.scores(task, now, likes)
    for _ in range(TRIES):
        best = int(np.argmax(score)) if score.size else 0
        if not score.size or score.flat[best] <= 0:
            return None
        site, gap, slot = np.unravel_index(best, score.shape)
        score[site, gap, slot] = 0
        item = draft.visit_in(task, int(site), int(slot))
        more = timed(task, inserted(now.walks, *gaps.where[int(gap)], item))
        if more is not None and more.covered > now.covered:
            return more
    return None


def placed(task: Task, now: Timed, item: Item, patrols: tuple[int, ...]) -> Iterator[Timed]:
    """Give walks with an item wherever it fits, the shortest detour first."""
    found = []
    for patrol in patrols:
        walk = now.walks[patrol]
        for at in range(len(walk) + 1):
            before = walk[at - 1].at if at else ORIGIN
            after = walk[at].at if at < len(walk) else END
            here = before if item.kind is StopKind.BREAK else item.at
            ways = task.minutes[before, here] + task.minutes[here, after]
            found.append((int(ways - (task.minutes[before, after] if walk else 0)), patrol, at))
    for _, patrol, at in sorted(found):
        more = timed(task, inserted(now.walks, patrol, at, item))
        if more is not None:
            yield more


def inserted(walks: Walks, patrol: int, at: int, item: Item) -> Walks:
    """Return walks with an item before another."""
    walk = stand((*walks[patrol][:at], item, *walks[patrol][at:]))
    return (*walks[:patrol], walk, *walks[patrol + 1 :])


@dataclass(frozen=True)
class _Gaps:
    """The gaps between items; arrays of shape (gaps,)."""

    where: tuple[tuple[int, int], ...]
    before: Ints
    after: Ints
    from_minute: Ints
    to_minute: Ints
    spare: Ints
    direct: Ints

    @classmethod
    def of(cls, task: Task, now: Timed) -> _Gaps:
        low = dict(zip(now.room.stops, now.room.low, strict=True))
        high = dict(zip(now.room.stops, now.room.high, strict=True))
        where, rows = [], []
        for patrol, walk in enumerate(now.walks):
            spare = task.budget - planned(task, walk)
            points = [ORIGIN, *(item.at for item in walk), END]
            for at in range(len(walk) + 1):
                # a break after the gap moves to where the visit is: only what follows it counts
                begins = low[patrol, at - 1] + walk[at - 1].minutes if at else 0
                ends = high[patrol, at] if at < len(walk) else task.length
                where.append((patrol, at))
                direct = task.ways[points[at]][points[at + 1]] if walk else 0
                rows.append((points[at], points[at + 1], begins, ends, spare, direct))
        table = np.array(rows, dtype=np.int64).reshape(-1, 6)
        return cls(tuple(where), *table.T)

    def scores(self, task: Task, now: Timed, likes: Floats) -> Floats:
        """Return what each visit gives for its minutes, shape (sites, gaps, slots); 0 = unfit."""
        first, last = task.point(0), task.point(len(task.sites))
        there = task.minutes[self.before, first:last].T
        onward = task.minutes[first:last, self.after]
        added = there + onward - self.direct + task.service[:, None]
        soonest = np.maximum(self.from_minute + there, task.free_from[:, None])
        latest = self.to_minute - onward - task.service[:, None]
        low = np.maximum(soonest[:, :, None], task.opens)
        high = np.minimum(latest[:, :, None], task.closes - 1)
        fits = (low <= high) & ((added <= self.spare) & task.open_sites[:, None])[:, :, None]
        times = _kept_apart(task, now, low, high, fits)
        worth = np.array([*WORTH, 0.0])[np.minimum(times, len(WORTH))]
        gain = worth[:, None] * task.value * likes
        score: Floats = fits * gain[:, None, :] ** 2 / np.maximum(added, 1)[:, :, None]
        return score


def _kept_apart(task: Task, now: Timed, low: Ints, high: Ints, fits: NDArray[np.bool_]) -> Ints:
    """Rule out what is too near another visit of the place; return the visits of each."""
    times = np.array(task.made, dtype=np.int64)
    found = now.room
    visits = sorted(
        (item.site, soonest, latest)
        for (patrol, at), soonest, latest in zip(found.stops, found.low, found.high, strict=True)
        if (item := now.walks[patrol][at]).site >= 0
    )
    if not visits:
        return times
    site, soonest, latest = np.array(visits, dtype=np.int64).T
    apart = (task.service[site] + SPACING)[:, None, None]
    after = high[site] >= soonest[:, None, None] + apart
    free = after | (low[site] <= latest[:, None, None] - apart)
    places, begins, number = np.unique(site, return_index=True, return_counts=True)
    fits[places] &= np.logical_and.reduceat(free, begins, axis=0)
    times[places] += number
    return times


def cheapest(task: Task, walks: Walks, site: int) -> int:
    """Return the fewest minutes that a visit adds to a walk, visit and detour."""
    here, ways, best = task.point(site), task.minutes, NO_WAY
    for walk in walks:
        points = [ORIGIN, *(item.at for item in walk), END]
        for a, b in pairwise(points):
            was = int(ways[a, b]) if walk else 0
            best = min(best, int(ways[a, here] + ways[here, b] + task.service[site]) - was)
    return best
