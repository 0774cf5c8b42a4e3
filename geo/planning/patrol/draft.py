"""A walk before it has become a plan: what is done in what order, and between which minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from geo.planning.patrol.result import StopKind
from geo.planning.patrol.task import END, ORIGIN, WORTH, Task


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do: it starts at `opens` at the earliest, at `closes` at the latest (minutes).

    Attributes
    ----------
    at : int
        Point (``task``); where the one before is, for a break.
    minutes : int
        How long it takes.
    site : int
        -1 for meetings and breaks.
    number : int
        Of the meeting or break.
    slot : int
        Of a visit that is to start in one; -1 where it may start at any time.
    """

    kind: StopKind
    at: int
    minutes: int
    opens: int
    closes: int
    site: int = -1
    number: int = -1
    slot: int = -1


Walks = tuple[tuple[Item, ...], ...]
Starts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Items in order per patrol, and when each starts."""

    walks: Walks
    starts: Starts

    def visits(self) -> Iterator[tuple[int, int, int]]:
        """Give patrol, place in its walk, and start of every visit, in order of time."""
        found = [
            (start, patrol, at)
            for patrol, (walk, starts) in enumerate(zip(self.walks, self.starts, strict=True))
            for at, (item, start) in enumerate(zip(walk, starts, strict=True))
            if item.kind is StopKind.VISIT
        ]
        for start, patrol, at in sorted(found):
            yield patrol, at, start


def worth(task: Task, draft: Draft) -> dict[tuple[int, int], tuple[float, int]]:
    """Return need covered and number of visit, per patrol and place in its walk.

    Visits are counted in order of time, those done already first.
    """
    made = list(task.made)
    found = {}
    for patrol, at, start in draft.visits():
        site = draft.walks[patrol][at].site
        slot = task.slot(start)
        share = WORTH[made[site]] if made[site] < len(WORTH) else 0.0
        made[site] += 1
        need = 0.0 if slot is None else share * float(task.value[site, slot])
        found[patrol, at] = (need, made[site])
    return found


def covered(task: Task, draft: Draft) -> float:
    """Return the need that the visits of a draft cover."""
    return sum(need for need, _ in worth(task, draft).values())


def planned(task: Task, walk: tuple[Item, ...]) -> int:
    """Return the minutes of a walk that are spoken for: ways, visits, meetings and breaks."""
    points = points_of(walk)
    ways = sum(task.ways[a][b] for a, b in pairwise(points))
    return ways + sum(item.minutes for item in walk)


def points_of(walk: tuple[Item, ...]) -> list[int]:
    """Return the points of a walk, from where it begins to where it ends; [] if there are none."""
    return [ORIGIN, *(item.at for item in walk), END] if walk else []


def stand(walk: tuple[Item, ...]) -> tuple[Item, ...]:
    """Put every break where the patrol is when it begins."""
    at = ORIGIN
    placed = []
    for item in walk:
        if item.kind is StopKind.BREAK:
            item = replace(item, at=at)
        at = item.at
        placed.append(item)
    return tuple(placed)


def visit(task: Task, site: int, opens: int, closes: int) -> Item:
    """Return a visit that starts between two minutes."""
    point, minutes = task.point(site), int(task.service[site])
    return Item(StopKind.VISIT, point, minutes, opens, closes, site=site)


def visit_in(task: Task, site: int, slot: int) -> Item:
    """Return a visit that starts in a slot."""
    opens, closes = int(task.opens[slot]), int(task.closes[slot]) - 1
    return replace(visit(task, site, opens, closes), slot=slot)


def meeting(task: Task, number: int) -> Item:
    """Return a meeting, at its time."""
    asked = task.shift.meetings[number]
    start = task.minute(asked.start_utc)
    point = task.meeting_point(number)
    return Item(StopKind.MEETING, point, asked.minutes, start, start, number=number)


def pause(task: Task, number: int) -> Item:
    """Return a break, to be put somewhere by :func:`stand`."""
    asked = task.shift.breaks[number]
    opens = max(0, task.minute(asked.earliest_utc))
    closes = (asked.latest_utc - task.shift.start_utc) // 60
    return Item(StopKind.BREAK, ORIGIN, asked.minutes, opens, closes, number=number)
