"""A draft as a plan: clock times, minutes on foot and by car, reasons, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.planning.patrol.draft import Draft, Item, worth
from geo.planning.patrol.left_out import left_out, possible
from geo.planning.patrol.result import Plan, Stop, StopKind, Walk
from geo.planning.patrol.task import END, ORIGIN, Task

Worth = dict[tuple[int, int], tuple[float, int]]


def finish(task: Task, draft: Draft, *, best: float, seed: int) -> Plan:
    """Return the plan of a draft.

    Parameters
    ----------
    best : float
        The most need that any plan was found to cover.
    seed : int
        What the plan was drawn with.
    """
    values = worth(task, draft)
    covered = sum(need for need, _ in values.values())
    return Plan(
        shift=task.shift,
        walks=tuple(_walk(task, draft, patrol, values) for patrol in range(len(draft.walks))),
        left_out=left_out(task, draft.walks),
        covered=covered,
        possible=possible(task),
        best=max(best, covered),
        seed=seed,
        ways=task.method,
        profile=task.profile,
        store_version=0,
    )


@dataclass(frozen=True, slots=True)
class _Way:
    minutes: int
    walked: float
    driven: float
    metres: float


def _way(task: Task, start: int, end: int) -> _Way:
    legs = task.legs
    if not np.isfinite(legs.minutes[start, end]):  # only in an order by hand; its faults say so
        return _Way(0, 0.0, 0.0, 0.0)
    return _Way(
        int(task.minutes[start, end]),
        float(legs.walked[start, end]),
        float(legs.driven[start, end]),
        float(legs.metres[start, end]),
    )


def _walk(task: Task, draft: Draft, patrol: int, values: Worth) -> Walk:
    """Return a walk; one leaves so late that there is no wait at the first stop."""
    walk, starts = draft.walks[patrol], draft.starts[patrol]
    if not walk:
        return Walk(patrol, task.shift.start_utc, (), task.shift.start_utc, 0.0, 0.0, 0.0)
    leaves = starts[0] - _way(task, ORIGIN, walk[0].at).minutes
    here, clock, stops = ORIGIN, leaves, []
    for at, (item, start) in enumerate(zip(walk, starts, strict=True)):
        way = _way(task, here, item.at)
        need, number = values.get((patrol, at), (0.0, 1))
        stops.append(_stop(task, item, clock + way.minutes, start, way, need, number))
        here, clock = item.at, start + item.minutes
    back = _way(task, here, END)
    return Walk(
        patrol=patrol,
        start_utc=task.utc(leaves),
        stops=tuple(stops),
        back_utc=task.utc(clock + back.minutes),
        back_walked=back.walked,
        back_driven=back.driven,
        back_metres=back.metres,
    )


def _stop(
    task: Task, item: Item, arrive: int, start: int, way: _Way, need: float, number: int
) -> Stop:
    x, y = task.spot(item.at)
    slot = task.slot(start)
    visit = item.kind is StopKind.VISIT
    return Stop(
        kind=item.kind,
        place_id=task.sites[item.site].place_id if visit else None,
        name=_name(task, item),
        x=x,
        y=y,
        arrive_utc=task.utc(arrive),
        start_utc=task.utc(start),
        leave_utc=task.utc(start + item.minutes),
        walked=way.walked,
        driven=way.driven,
        metres=way.metres,
        need=need,
        visit=number,
        because=task.because[item.site][slot] if visit and slot is not None else "",
        fixed=not visit or task.sites[item.site].place_id in task.shift.must,
    )


def _name(task: Task, item: Item) -> str:
    if item.kind is StopKind.VISIT:
        return task.sites[item.site].name
    if item.kind is StopKind.MEETING:
        return task.shift.meetings[item.number].name
    return "Paus"
