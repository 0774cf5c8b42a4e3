"""The rest of a shift planned anew from where one is."""

from __future__ import annotations

from dataclasses import replace

from geo.errors import SelectionError
from geo.planning.patrol.result import Plan, StopKind
from geo.planning.patrol.shift import Break, Done, Point, Shift


def rest(plan: Plan, *, done: tuple[Done, ...], at: Point, now_utc: int) -> Shift:
    """Return the shift that is left of a plan: propose a plan for it.

    What is done stands: it spaces the next visits, which are worth less, and is no longer a must.
    Meetings and breaks that have begun are over; one ends where the plan ends.

    Parameters
    ----------
    plan : Plan
    done : tuple of Done
        Visits made since the plan was made; those that its shift knows are kept.
    at : Point
        Where one is.
    now_utc : int
        Seconds UTC.

    Raises
    ------
    SelectionError
        The shift is over.
    """
    shift = plan.shift
    start = max(now_utc, shift.start_utc)
    if start + 60 > shift.end_utc:
        raise SelectionError("Passet är slut.", hint="Planera ett nytt pass.")
    made = tuple(dict.fromkeys((*shift.done, *done)))
    return replace(
        shift,
        start_utc=start,
        origin=at,
        end=shift.end or shift.origin,
        breaks=_breaks_left(plan, start),
        meetings=tuple(each for each in shift.meetings if each.start_utc >= start),
        must=shift.must - {each.place_id for each in made},
        done=made,
    )


def _breaks_left(plan: Plan, start: int) -> tuple[Break, ...]:
    taken = [
        stop.start_utc
        for stop in plan.walks[0].stops
        if stop.kind is StopKind.BREAK and stop.start_utc < start
    ]
    left = []
    for pause in sorted(plan.shift.breaks, key=lambda pause: pause.latest_utc):
        had = [utc for utc in taken if pause.earliest_utc <= utc <= pause.latest_utc]
        if had:
            taken.remove(had[0])
        elif pause.latest_utc >= start:
            left.append(replace(pause, earliest_utc=max(start, pause.earliest_utc)))
    return tuple(left)
