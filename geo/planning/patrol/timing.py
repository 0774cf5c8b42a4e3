"""When each stop of a walk can start, and times drawn at random from what is possible.

With the order fixed, the starts are a simple temporal problem (Dechter, Meiri & Pearl 1991,
Artificial Intelligence 49:61–95): every rule says how long after another a stop starts at least.
Such rules point forward in time here, so one pass in order finds every earliest start and one
against it every latest; any start between them can be chosen, if both are found anew after it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.planning.patrol.draft import Starts, Walks
from geo.planning.patrol.result import StopKind
from geo.planning.patrol.shift import SPACING
from geo.planning.patrol.task import END, ORIGIN, Task

Key = tuple[int, int]


@dataclass(frozen=True)
class Room:
    """What times a draft's order leaves open; stops in an order that no rule goes against.

    Attributes
    ----------
    stops : tuple of (patrol, place in its walk)
    after : tuple of tuple of (int, int)
        Per stop: which earlier stops (positions in `stops`) it must start so many minutes after.
    low, high : tuple of int
        First and last minute at which it can start by itself.
    """

    stops: tuple[Key, ...]
    after: tuple[tuple[tuple[int, int], ...], ...]
    low: tuple[int, ...]
    high: tuple[int, ...]


def room(task: Task, walks: Walks) -> Room | None:
    """Return the room that an order leaves, or None if its rules cannot all be kept."""
    starts = first_starts(task, walks)
    if starts is None:
        return None
    stops = sorted(
        ((p, at) for p, walk in enumerate(walks) for at in range(len(walk))),
        key=lambda stop: (starts[stop], stop),
    )
    position = {stop: at for at, stop in enumerate(stops)}
    last_at: dict[int, int] = {}
    after = []
    for number, (patrol, at) in enumerate(stops):
        item = walks[patrol][at]
        rules = []
        if at:
            before = walks[patrol][at - 1]
            gap = before.minutes + task.ways[before.at][item.at]
            rules.append((position[patrol, at - 1], gap))
        if item.site >= 0:
            if item.site in last_at:
                earlier = last_at[item.site]
                p, a = stops[earlier]
                rules.append((earlier, walks[p][a].minutes + SPACING))
            last_at[item.site] = number
        after.append(tuple(rules))
    low, high = (
        zip(*(_own(task, walks, *stop) for stop in stops), strict=True) if stops else ((), ())
    )
    found = Room(tuple(stops), tuple(after), tuple(low), tuple(high))
    earliest, latest = _forward(found, list(low)), _backward(found, list(high))
    if any(a > b for a, b in zip(earliest, latest, strict=True)):
        return None
    return Room(found.stops, found.after, tuple(earliest), tuple(latest))


def earliest(found: Room, walks: Walks) -> Starts:
    """Return the earliest start of every stop."""
    return _per_walk(found, found.low, walks)


def drawn(found: Room, walks: Walks, seed: int) -> Starts:
    """Return starts drawn at random, one stop after the other in random order.

    Waits come to lie anywhere in the walk that way, not always at its beginning or end.
    """
    rng = np.random.default_rng(seed)
    low, high = list(found.low), list(found.high)
    for at in rng.permutation(len(low)):
        low[at] = high[at] = int(rng.integers(low[at], high[at] + 1))
        low, high = _forward(found, low), _backward(found, high)
    return _per_walk(found, low, walks)


def _per_walk(found: Room, starts: list[int] | tuple[int, ...], walks: Walks) -> Starts:
    of = dict(zip(found.stops, starts, strict=True))
    return tuple(tuple(of[p, at] for at in range(len(walk))) for p, walk in enumerate(walks))


def first_starts(task: Task, walks: Walks) -> dict[Key, int] | None:
    """Walk all patrols side by side, the one that starts next first, each stop at its soonest."""
    free, ways = task.free_from.tolist(), task.ways
    next_at, clock, here = [0] * len(walks), [0] * len(walks), [ORIGIN] * len(walks)
    starts: dict[Key, int] = {}
    while True:
        ready = []
        for p, walk in enumerate(walks):
            if next_at[p] < len(walk):
                item = walk[next_at[p]]
                start = max(clock[p] + ways[here[p]][item.at], item.opens)
                if item.site >= 0:
                    start = max(start, free[item.site])
                ready.append((start, p))
        if not ready:
            return starts
        start, p = min(ready)
        item = walks[p][next_at[p]]
        if start > item.closes:
            return None
        starts[p, next_at[p]] = start
        next_at[p], clock[p], here[p] = next_at[p] + 1, start + item.minutes, item.at
        if item.site >= 0:
            free[item.site] = start + item.minutes + SPACING


def _own(task: Task, walks: Walks, patrol: int, at: int) -> tuple[int, int]:
    walk = walks[patrol]
    item = walk[at]
    low, high = item.opens, item.closes
    if at == 0:
        low = max(low, task.ways[ORIGIN][item.at])
    if item.kind is StopKind.VISIT:
        low = max(low, int(task.free_from[item.site]))
    if at == len(walk) - 1:
        high = min(high, task.length - item.minutes - task.ways[item.at][END])
    return low, high


def _forward(found: Room, low: list[int]) -> list[int]:
    for at, rules in enumerate(found.after):
        for before, gap in rules:
            if low[before] + gap > low[at]:
                low[at] = low[before] + gap
    return low


def _backward(found: Room, high: list[int]) -> list[int]:
    for at in range(len(found.after) - 1, -1, -1):
        for before, gap in found.after[at]:
            if high[at] - gap < high[before]:
                high[before] = high[at] - gap
    return high
