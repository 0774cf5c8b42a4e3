"""A walk in an order that somebody has chosen: its times are reckoned, its faults are named."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geo.errors import SelectionError
from geo.planning.need import Need
from geo.planning.patrol import draft, rules
from geo.planning.patrol.draft import Draft, Item, Walks
from geo.planning.patrol.finish import finish
from geo.planning.patrol.result import Plan, Stop, StopKind
from geo.planning.patrol.shift import Shift
from geo.planning.patrol.sites import Site
from geo.planning.patrol.task import NO_WAY, ORIGIN, Task, prepare
from geo.planning.patrol.timing import first_starts
from geo.planning.travel import Ways

_WHENEVER = 10**9


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of an order.

    Attributes
    ----------
    kind : StopKind
    place_id : int, optional
        Of a visit.
    name : str
        Of a meeting.
    minutes : int, optional
        As the shift says, unless given.
    not_before_utc : int, optional
        When one would like to be there. Wishes that are against the order are overlooked.
    """

    kind: StopKind = StopKind.VISIT
    place_id: int | None = None
    name: str = ""
    minutes: int | None = None
    not_before_utc: int | None = None


Order = tuple[tuple[Step, ...], ...]
"""The steps of each patrol."""


def order_of(plan: Plan) -> Order:
    """Return the order of a plan, to be changed: :func:`follow` gives it its own times back."""
    return tuple(tuple(_step(stop) for stop in walk.stops) for walk in plan.walks)


def _step(stop: Stop) -> Step:
    return Step(stop.kind, stop.place_id, stop.name, stop.minutes, stop.start_utc)


def follow(
    shift: Shift,
    order: Order,
    need: Need,
    sites: tuple[Site, ...],
    ways: Ways,
    *,
    best: float = 0.0,
    seed: int = 0,
) -> Plan:
    """Return the plan of an order, each stop as soon as it can and is wished to be.

    One waits where a place was visited less than 90 minutes ago, and for meetings and breaks. What
    cannot be kept is named in the plan's faults; the order is never changed.

    Parameters
    ----------
    best : float, optional
        The most need that is known to be coverable.
    seed : int, optional
        Of the plan that the order was made from.

    Raises
    ------
    SelectionError
        A step is no place, meeting or break of the shift.
    """
    task = prepare(shift, need, sites, ways)
    walks = tuple(_walk(task, steps) for steps in (*order, *((),) * (shift.patrols - len(order))))
    plan = finish(task, Draft(walks, _starts(task, walks)), best=best, seed=seed)
    return replace(plan, faults=rules.broken(plan, need, task.sites, task.legs))


def _starts(task: Task, walks: Walks) -> draft.Starts:
    """Return the first start of every item; where there is no way, none is walked."""
    passable = np.where(task.minutes >= NO_WAY, 0, task.minutes)
    found = first_starts(replace(task, minutes=passable), walks) or {}
    return tuple(tuple(found[p, at] for at in range(len(walk))) for p, walk in enumerate(walks))


def _walk(task: Task, steps: tuple[Step, ...]) -> tuple[Item, ...]:
    wishes = _kept([step.not_before_utc for step in steps])
    meetings = list(range(len(task.shift.meetings)))
    pauses = list(range(len(task.shift.breaks)))
    items = [_item(task, step, meetings, pauses) for step in steps]
    return draft.stand(
        tuple(
            replace(
                item,
                minutes=item.minutes if step.minutes is None else step.minutes,
                opens=max(item.opens, 0 if wish is None else task.minute(wish)),
                closes=_WHENEVER,
            )
            for item, step, wish in zip(items, steps, wishes, strict=True)
        )
    )


def _kept(wishes: list[int | None]) -> list[int | None]:
    """Return the wishes that none of a later stop is before."""
    kept: list[int | None] = []
    soonest = _WHENEVER * 60
    for wish in reversed(wishes):
        kept.append(wish if wish is not None and wish <= soonest else None)
        soonest = soonest if wish is None else min(soonest, wish)
    return kept[::-1]


def _item(task: Task, step: Step, meetings: list[int], pauses: list[int]) -> Item:
    if step.kind is StopKind.VISIT:
        for at, site in enumerate(task.sites):
            if site.place_id == step.place_id:
                return draft.visit(task, at, 0, _WHENEVER)
        raise SelectionError(
            f"Plats {step.place_id} finns inte bland platserna.", hint="Välj en plats i kommunen."
        )
    if step.kind is StopKind.BREAK:
        if pauses:
            return draft.pause(task, pauses.pop(0))
        return Item(StopKind.BREAK, ORIGIN, step.minutes or 30, 0, _WHENEVER)
    for number in meetings:
        if task.shift.meetings[number].name == step.name:
            meetings.remove(number)
            return draft.meeting(task, number)
    raise SelectionError(
        f"Mötet ”{step.name}” finns inte i passet.", hint="Lägg till det i passet först."
    )
