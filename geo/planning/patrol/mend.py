"""Walks whose times cannot be kept, made possible: a break elsewhere, or a stop less."""

from __future__ import annotations

from geo.planning.patrol.draft import Draft, Item, Walks, planned, stand
from geo.planning.patrol.result import StopKind
from geo.planning.patrol.task import Task
from geo.planning.patrol.timing import earliest, room

_LAST_TO_GO = {StopKind.VISIT: 0, StopKind.BREAK: 2, StopKind.MEETING: 3}
_MUST = 1


def mend(task: Task, walks: Walks) -> Draft:
    """Return a draft that can be walked: these walks if they can, or else the nearest to them.

    First breaks are moved along the walk, then the stop that is worth least is left out, one at a
    time: what has to be there goes last.
    """
    while True:
        walks = tuple(
            walk if _can(task, walk) else _with_breaks_moved(task, walk) for walk in walks
        )
        found = room(task, walks) if all(_can(task, walk) for walk in walks) else None
        if found is not None:
            return Draft(walks, earliest(found, walks))
        walks = _less(task, walks)


def _can(task: Task, walk: tuple[Item, ...]) -> bool:
    return planned(task, walk) <= task.budget and room(task, (walk,)) is not None


def _with_breaks_moved(task: Task, walk: tuple[Item, ...]) -> tuple[Item, ...]:
    for at, item in enumerate(walk):
        if item.kind is StopKind.BREAK:
            rest = walk[:at] + walk[at + 1 :]
            for other in sorted(range(len(walk)), key=lambda place: (abs(place - at), place)):
                moved = stand((*rest[:other], item, *rest[other:]))
                if _can(task, moved):
                    return moved
    return walk


def _less(task: Task, walks: Walks) -> Walks:
    """Leave out one stop: of the walks that cannot be walked, or else of all."""
    broken = [p for p, walk in enumerate(walks) if not _can(task, walk)] or range(len(walks))
    patrol, at = min(
        ((p, at) for p in broken for at in range(len(walks[p]))),
        key=lambda stop: (_weight(task, walks[stop[0]][stop[1]]), stop),
    )
    return without(walks, patrol, at)


def without(walks: Walks, patrol: int, at: int) -> Walks:
    """Return the walks less one stop."""
    walk = stand(walks[patrol][:at] + walks[patrol][at + 1 :])
    return (*walks[:patrol], walk, *walks[patrol + 1 :])


def _weight(task: Task, item: Item) -> tuple[int, float]:
    if item.kind is not StopKind.VISIT:
        return _LAST_TO_GO[item.kind], 0.0
    return _MUST if item.site in task.musts else 0, task.worths[item.site][item.slot]
