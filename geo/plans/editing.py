"""A plan that a user changes stop by stop: order, length, what stands and what goes.

An edit is a value: every change gives a new one, so it can be undone, and compared with what was
before. What it costs is for ``plans.rework`` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from geo.planning.patrol import Order, Plan, Shift, Site, Step, StopKind, order_of
from geo.planning.patrol.shift import SERVICE

STEP = 5
"""Minutes by which a stop is made longer or shorter."""
SHORTEST, LONGEST = 10, 60
"""Minutes of a visit."""
MOST_STOPS = 40
"""Stops of one patrol."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A plan's stops as a user wants them.

    Attributes
    ----------
    order : Order
        Per patrol its steps, in the order of its stops.
    locked, dropped : frozenset of int
        ``place_id`` of what the next proposal has to keep, and may not bring back.
    """

    order: Order
    locked: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()

    def step(self, patrol: int, at: int) -> Step | None:
        """Return a stop, if there is one."""
        known = 0 <= patrol < len(self.order) and 0 <= at < len(self.order[patrol])
        return self.order[patrol][at] if known else None

    def places(self) -> set[int]:
        """Return the places that are visited."""
        steps = (step for steps in self.order for step in steps)
        return {step.place_id for step in steps if step.place_id is not None}


def begin(plan: Plan) -> Edit:
    """Return a plan as it is, to be changed."""
    return Edit(order_of(plan), plan.shift.must, plan.shift.never)


def drop(edit: Edit, patrol: int, at: int) -> Edit:
    """Leave out the stop `at` (from 0) of a patrol; the others keep their times.

    Examples
    --------
    >>> twice = Edit(((Step(place_id=3), Step(place_id=4), Step(place_id=3)),))
    >>> sorted(drop(twice, 0, 1).dropped), sorted(drop(twice, 0, 2).dropped)
    ([4], [])
    """
    step = edit.step(patrol, at)
    if step is None:
        return edit
    steps = edit.order[patrol]
    changed = _with(edit, patrol, (*steps[:at], *steps[at + 1 :]))
    place = step.place_id
    if place is None or place in changed.places():
        return changed
    return replace(changed, locked=changed.locked - {place}, dropped=changed.dropped | {place})


def move(edit: Edit, patrol: int, at: int, by: int) -> Edit:
    """Do a stop `by` turns later (negative: earlier), as soon as it can be in its new turn."""
    step = edit.step(patrol, at)
    if step is None:
        return edit
    steps = list(edit.order[patrol])
    to = min(max(at + by, 0), len(steps) - 1)
    steps.insert(to, replace(steps.pop(at), not_before_utc=None))
    return _with(edit, patrol, tuple(steps))


def lengthen(edit: Edit, patrol: int, at: int, by: int) -> Edit:
    """Stay `by` minutes longer at a stop (negative: shorter), within what a visit may be.

    Examples
    --------
    >>> lengthen(Edit(((Step(place_id=3),),)), 0, 0, 5).order[0][0].minutes
    20
    """
    step = edit.step(patrol, at)
    if step is None or step.kind is not StopKind.VISIT:
        return edit
    minutes = min(max((step.minutes or SERVICE) + by, SHORTEST), LONGEST)
    steps = edit.order[patrol]
    changed = replace(step, minutes=minutes)
    return _with(edit, patrol, (*steps[:at], changed, *steps[at + 1 :]))


def lock(edit: Edit, place_id: int) -> Edit:
    """Let a place stand in the next proposal, or let go of it again."""
    return replace(edit, locked=edit.locked ^ {place_id}, dropped=edit.dropped - {place_id})


def add(edit: Edit, place_id: int, sites: Sequence[Site], shift: Shift) -> Edit:
    """Visit a place where it is the shortest detour, as the crow flies.

    Parameters
    ----------
    edit : Edit
    place_id : int
    sites : sequence of Site
    shift : Shift
        Says where patrols begin and end.
    """
    where = {site.place_id: (site.x, site.y) for site in sites}
    origin, end = shift.origin, shift.end or shift.origin
    ends = ((origin.x, origin.y), (end.x, end.y))
    detours = [
        (_detour([*_spots(steps, where)], at, where[place_id], ends), len(steps), patrol, at)
        for patrol, steps in enumerate(edit.order)
        if place_id in where and len(steps) < MOST_STOPS
        for at in range(len(steps) + 1)
    ]
    if not detours:
        return edit
    _, _, patrol, at = min(detours)
    steps = edit.order[patrol]
    changed = _with(edit, patrol, (*steps[:at], Step(place_id=place_id), *steps[at:]))
    return replace(changed, dropped=changed.dropped - {place_id})


Spot = tuple[float, float]


def _spots(steps: Sequence[Step], where: dict[int, Spot]) -> list[Spot | None]:
    """Return where steps are; None for pauses and meetings."""
    return [where.get(-1 if step.place_id is None else step.place_id) for step in steps]


def _detour(spots: Sequence[Spot | None], at: int, new: Spot, ends: tuple[Spot, Spot]) -> float:
    before = next((spot for spot in reversed(spots[:at]) if spot), ends[0])
    after = next((spot for spot in spots[at:] if spot), ends[1])
    return _far(before, new) + _far(new, after) - _far(before, after)


def _far(a: Spot, b: Spot) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _with(edit: Edit, patrol: int, steps: tuple[Step, ...]) -> Edit:
    order = (*edit.order[:patrol], steps, *edit.order[patrol + 1 :])
    return replace(edit, order=order)
