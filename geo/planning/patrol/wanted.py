"""What was asked for and has to be in the walks: meetings, breaks, and places that are a must."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.planning.patrol import draft
from geo.planning.patrol.draft import Item, Walks
from geo.planning.patrol.insertion import Timed, placed, timed
from geo.planning.patrol.mend import without
from geo.planning.patrol.result import StopKind
from geo.planning.patrol.task import Task

Key = tuple[StopKind, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be put into a walk: any one of the items, the best first, by these patrols."""

    items: tuple[Item, ...]
    patrols: tuple[int, ...]


def all_of(task: Task, patrols: int) -> dict[Key, Wanted]:
    """Return everything that has to be in the walks; a break once for each patrol."""
    everybody = tuple(range(patrols))
    found: dict[Key, Wanted] = {}
    for number in range(len(task.shift.meetings)):
        meeting = draft.meeting(task, number)
        found[StopKind.MEETING, number, -1] = Wanted((meeting,), everybody)
    for number in range(len(task.shift.breaks)):
        for patrol in everybody:
            pause = draft.pause(task, number)
            found[StopKind.BREAK, number, patrol] = Wanted((pause,), (patrol,))
    for site in sorted(task.musts):
        found[StopKind.VISIT, site, -1] = Wanted(_visits(task, site), everybody)
    return found


def _visits(task: Task, site: int) -> tuple[Item, ...]:
    """Return a visit in each slot, those of most need first."""
    slots = np.argsort(-task.value[site], kind="stable").tolist()
    return tuple(draft.visit_in(task, site, slot) for slot in slots)


def keys(walks: Walks) -> set[Key]:
    """Return what of it could be in walks."""
    return {
        (item.kind, item.site, -1)
        if item.kind is StopKind.VISIT
        else (item.kind, item.number, patrol if item.kind is StopKind.BREAK else -1)
        for patrol, walk in enumerate(walks)
        for item in walk
    }


def fitted(task: Task, now: Timed, wanted: Wanted) -> Timed | None:
    """Return walks with what is wanted in the first place that it fits in, or None."""
    for item in wanted.items:
        more = next(placed(task, now, item, wanted.patrols), None)
        if more is not None:
            return more
    return None


def completed(task: Task, now: Timed) -> Timed:
    """Return walks with everything that has to be there and can be.

    Where it does not fit, visits of little need go until it does. What would not fit even if
    nothing else were planned is not forced.
    """
    for key, wanted in all_of(task, len(now.walks)).items():
        if key not in keys(now.walks):
            now = _forced(task, now, wanted)
    return now


def _forced(task: Task, begun: Timed, wanted: Wanted) -> Timed:
    now: Timed | None = begun
    while now is not None:
        more = fitted(task, now, wanted)
        if more is not None:
            return more
        now = _less(task, now, wanted.patrols)
    return begun


def _less(task: Task, now: Timed, patrols: tuple[int, ...]) -> Timed | None:
    """Return walks less the visit of least need that is no must, or None if there is none."""
    visits = [
        (task.worths[item.site][item.slot], patrol, at)
        for patrol in patrols
        for at, item in enumerate(now.walks[patrol])
        if item.site >= 0 and item.site not in task.musts
    ]
    if not visits:
        return None
    _, patrol, at = min(visits)
    return timed(task, without(now.walks, patrol, at))
