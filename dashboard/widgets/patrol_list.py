"""The list of stops: time, place, why, what to do there; on a telephone it is the interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from dashboard.cached import patrol as cached
from dashboard.state import patrol as state
from dashboard.state.visits import ASKED
from dashboard.widgets import _component
from dashboard.widgets.patrol_shown import Shown
from geo import look, weeks
from geo.layers import walk as walk_layer
from geo.planning.patrol import Plan, Stop, StopKind, Walk, telling
from geo.plans import editing
from geo.plans.editing import LONGEST, SHORTEST, STEP, Edit

LOG_PAGE = "logga"
CHANGES: dict[str, Callable[[Edit, int, int], Edit]] = {
    "drop": editing.drop,
    "earlier": lambda edit, patrol, at: editing.move(edit, patrol, at, -1),
    "later": lambda edit, patrol, at: editing.move(edit, patrol, at, 1),
    "shorter": lambda edit, patrol, at: editing.lengthen(edit, patrol, at, -STEP),
    "longer": lambda edit, patrol, at: editing.lengthen(edit, patrol, at, STEP),
}


def patrol_list(shown: Shown) -> None:
    """Show the stops in order, with what can be done with each."""
    key = f"patrol_list_{shown.code}"
    _component.mount(
        "patrol_list", list_data(shown), key=key, triggers={"picked": lambda _: _change(shown, key)}
    )


def _change(shown: Shown, key: str) -> None:
    """Change the plan as the list has said, unless it speaks of another plan."""
    told = state.picked(key)
    patrol, at = int(told.get("patrol", -1)), int(told.get("at", -1))
    step = shown.edit.step(patrol, at)
    if step is None or step.place_id != told.get("place"):
        return
    what = told.get("what")
    if what == "lock" and step.place_id is not None:
        state.change(editing.lock(shown.edit, step.place_id), shown.base.shift)
    elif what in CHANGES:
        state.change(CHANGES[what](shown.edit, patrol, at), shown.base.shift)


def list_data(shown: Shown) -> dict[str, Any]:
    """Return the content of the list, as text and numbers only."""
    plan = shown.plan
    several = len(plan.walks) > 1
    doing = cached.doing(shown.code, plan)
    seen = cached.last_visits(shown.code, plan.shift.start_utc)
    logged = cached.done(shown.code, plan)
    return {
        "walks": [
            {
                "name": f"Patrull {telling.patrol(walk.patrol)}" if several else "",
                "colour": walk_layer.COLOURS[walk.patrol % len(walk_layer.COLOURS)],
                "dash": walk_layer.DASHES[walk.patrol % len(walk_layer.DASHES)],
                "summary": back(walk),
                "stops": [
                    _row(shown, (number, at), mark, doing, seen, logged)
                    for at, mark in enumerate(marks)
                ],
            }
            for number, (walk, marks) in enumerate(
                zip(plan.walks, telling.marks(plan), strict=True)
            )
        ]
    }


def _row(
    shown: Shown, where: tuple[int, int], mark: str, doing: Any, seen: Any, logged: frozenset[int]
) -> dict[str, Any]:
    plan, (patrol, at) = shown.plan, where
    walk = plan.walks[patrol]
    stop = walk.stops[at]
    place = stop.place_id
    why = telling.why(plan, walk, stop)
    first = stop.visit == 1
    return {
        "patrol": patrol,
        "at": at,
        "place": place,
        "turn": stop.visit,
        "kind": stop.kind.value,
        "mark": mark,
        "colour": walk_layer.COLOURS[walk.patrol % len(walk_layer.COLOURS)],
        "time": telling.clock(stop.start_utc),
        "minutes": f"{stop.minutes} min",
        "name": stop.name,
        "why": f"därför: {why}" if why else "",
        "doing": f"gör: {'; '.join(doing[place])}" if place in doing and first else "",
        "last": last_visit(plan, seen.get(place)) if place is not None and first else "",
        "locked": place in shown.edit.locked,
        "off": sorted(_off(stop, at, len(walk.stops))),
        "editable": shown.search is None,
        "logged": place in logged and first,
        "log": "" if place is None else log_link(shown, place),
    }


def _off(stop: Stop, at: int, count: int) -> set[str]:
    """Return what cannot be done with a stop."""
    off = {"earlier"} if at == 0 else set()
    if at == count - 1:
        off.add("later")
    if stop.kind is not StopKind.VISIT:
        return off | {"lock", "shorter", "longer"} | (
            {"drop"} if stop.kind is StopKind.MEETING else set()
        )  # fmt: skip
    if stop.minutes <= SHORTEST:
        off.add("shorter")
    return off | {"longer"} if stop.minutes >= LONGEST else off


def last_visit(plan: Plan, start_utc: int | None) -> str:
    """Say when a place was last visited before the shift.

    Parameters
    ----------
    plan : Plan
    start_utc : int, optional
        None for never.
    """
    if start_utc is None:
        return "aldrig besökt"
    days = (weeks.local_day(plan.shift.start_utc) - weeks.local_day(start_utc)).days
    if days <= 1:
        return "besökt tidigare i dag" if days == 0 else "besökt i går"
    return f"senast besökt för {days} dagar sedan"


def back(walk: Walk) -> str:
    """Say when a patrol is back, and how far it has walked."""
    if not walk.stops:
        return "Inga stopp"
    metres = sum(stop.metres for stop in walk.stops) + walk.back_metres
    driven = f", {telling.minutes(walk.driven)} körning" if walk.driven >= 1 else ""
    return (
        f"Åter {telling.clock(walk.back_utc)} · {telling.minutes(walk.walked)} gång "
        f"({look.brief(metres / 1000, 1)} km){driven}"
    )


def log_link(shown: Shown, place_id: int) -> str:
    """Return where the visit is written down."""
    return f"{LOG_PAGE}?{urlencode({'kommun': shown.code, ASKED: place_id})}"
