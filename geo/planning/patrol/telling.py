"""A plan in words: what its stops are called on map, paper and phone, and what it comes to."""

from __future__ import annotations

from datetime import datetime, timedelta

from geo import look, weeks
from geo.planning.patrol.result import Plan, Stop, StopKind, Walk
from geo.planning.travel import Mode

MODES = {Mode.FOOT: "till fots", Mode.CAR: "med bil och till fots"}
RESTING = "P"
"""Mark of a pause."""
_EVENING, _NIGHT, _MORNING = 15, 21, 5
"""Hours at which an evening, a night and a day begin."""


def clock(utc: int) -> str:
    """Return the local time of a moment in seconds UTC.

    Examples
    --------
    >>> clock(1_774_026_000)
    '18:00'
    """
    return datetime.fromtimestamp(utc, weeks.STOCKHOLM).strftime("%H:%M")


def span(start_utc: int, end_utc: int) -> str:
    """Return from–to in local time: ``18:40–18:55``."""
    return f"{clock(start_utc)}–{clock(end_utc)}"


def hours(start_utc: int, end_utc: int) -> str:
    """Return from–to, with whole hours without minutes: ``18–02``, ``17:30–02``."""
    return "–".join(clock(each).removesuffix(":00") for each in (start_utc, end_utc))


def patrol(number: int) -> str:
    """Return the letter of a patrol, counted from 0: ``A``."""
    return chr(ord("A") + number)


def marks(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Return what each stop is called: ``1``, ``2``, …, or ``A1`` where there are several patrols.

    Pauses have the mark :data:`RESTING` and no number.
    """
    several = len(plan.walks) > 1
    return tuple(
        _marks(walk, patrol(walk.patrol) if several else "") for walk in plan.walks
    )  # fmt: skip


def _marks(walk: Walk, letter: str) -> tuple[str, ...]:
    found, number = [], 0
    for stop in walk.stops:
        number += stop.kind is not StopKind.BREAK
        found.append(RESTING if stop.kind is StopKind.BREAK else f"{letter}{number}")
    return tuple(found)


def title(plan: Plan) -> str:
    """Return what the plan is called by the hour at which it begins: ``Kvällens patrull``."""
    hour = datetime.fromtimestamp(plan.shift.start_utc, weeks.STOCKHOLM).hour
    if _EVENING <= hour < _NIGHT:
        return "Kvällens patrull"
    return "Dagens patrull" if _MORNING <= hour < _EVENING else "Nattens patrull"


def when(plan: Plan) -> str:
    """Return the day and the hours: ``fre 20 mars 18–02``."""
    shift = plan.shift
    day = weeks.short_day(weeks.local_day(shift.start_utc))
    return f"{day} {hours(shift.start_utc, shift.end_utc)}"


def visits(plan: Plan) -> tuple[Stop, ...]:
    """Return the visits of all patrols."""
    return tuple(s for walk in plan.walks for s in walk.stops if s.kind is StopKind.VISIT)


def left_for_alarms(plan: Plan) -> float:
    """Return the minutes of the shift, of all patrols together, in which nothing is planned."""
    shift = plan.shift
    whole = (shift.end_utc - shift.start_utc) / 60 * len(plan.walks)
    used = sum(
        walk.walked + walk.driven + sum(stop.minutes for stop in walk.stops)
        for walk in plan.walks
    )  # fmt: skip
    return max(0.0, whole - used)


def figures(plan: Plan) -> dict[str, str]:
    """Return the key figures by their Swedish names, for comparing plans side by side."""
    seen = visits(plan)
    driven = sum(walk.driven for walk in plan.walks)
    return {
        "Stopp": look.number(len(seen)),
        "Platser": look.number(len({stop.place_id for stop in seen})),
        "Behov": look.number(plan.covered),
        "Del av det möjliga": look.percent(plan.share),
        "Gång": minutes(sum(walk.walked for walk in plan.walks)),
        "Körning": minutes(driven),
        "På plats": minutes(sum(walk.at_places for walk in plan.walks)),
        "Kvar för larm": minutes(left_for_alarms(plan)),
        "Klar": max((clock(walk.back_utc) for walk in plan.walks), default="–"),
    }


def minutes(value: float) -> str:
    """Return a number of minutes as it is said: ``47 min``, ``5 h 43 min``.

    Examples
    --------
    >>> minutes(47.4), minutes(120), minutes(343)
    ('47 min', '2 h', '5 h 43 min')
    """
    whole = round(value)
    if whole < 100:
        return f"{whole} min"
    hour, rest = divmod(whole, 60)
    return f"{hour} h {rest} min" if rest else f"{hour} h"


def answer(plan: Plan) -> str:
    """Return the plan in one sentence: how, how many stops, what they cover, and what is left."""
    walked, driven = (
        sum(getattr(walk, how) for walk in plan.walks) for how in ("walked", "driven")
    )
    parts = [MODES[plan.shift.mode]]
    if len(plan.walks) > 1:
        parts.append(f"{len(plan.walks)} patruller")
    parts += [
        look.count(len(visits(plan)), "stopp", "stopp"),
        f"täcker {look.percent(plan.share)} av behovet som går att nå"
        if plan.possible
        else "inget i loggen talar för ett besök",
        f"{minutes(walked)} gång"
        + (f", {minutes(driven)} körning" if driven >= 1 else "")
        + f", {minutes(sum(walk.at_places for walk in plan.walks))} på plats",
        f"{minutes(left_for_alarms(plan))} kvar för larm",
    ]
    return " · ".join(parts)


def drawn(plan: Plan) -> str:
    """Return which of the good plans this one is."""
    return f"frö {plan.seed}, en av planerna inom 2 % av den bästa"


def basis(plan: Plan) -> str:
    """Return what the plan was made from, for the foot of page and paper."""
    return (
        f"{drawn(plan)} · gångväg: {plan.ways} · vikter: {plan.profile} · "
        f"lager version {plan.store_version}"
    )


def return_note(stop: Stop, before: Stop | None) -> str:
    """Return what a stop is besides its reason: ``återbesök efter 95 min``; else nothing."""
    if stop.visit < 2:
        return ""
    if before is None:
        return "återbesök"
    gap = timedelta(seconds=stop.start_utc - before.leave_utc)
    return f"återbesök efter {minutes(gap.total_seconds() / 60)}"


def why(plan: Plan, walk: Walk, stop: Stop) -> str:
    """Return why one is to be at a stop: that it is a return, and what speaks for the place."""
    earlier = [
        each
        for each in visits(plan)
        if each.place_id == stop.place_id and each.leave_utc <= stop.start_utc and each is not stop
    ]
    last = max(earlier, key=lambda each: each.leave_utc, default=None)
    note = return_note(stop, last) if stop.kind is StopKind.VISIT else ""
    return " · ".join(part for part in (note, stop.because) if part)
