"""The rules of a plan, checked from its clock times alone, whoever made it.

Nothing of how plans are made is used here: a fault there cannot hide itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from geo.planning.need import Need
from geo.planning.patrol import telling
from geo.planning.patrol.result import Plan, Stop, StopKind, Walk
from geo.planning.patrol.shift import SPACING, Break, Shift
from geo.planning.patrol.sites import Site
from geo.planning.patrol.task import WORTH, allowed
from geo.planning.travel import Legs

SHORTEST, LONGEST = 10, 60
"""Minutes of a visit."""


def broken(plan: Plan, need: Need, sites: tuple[Site, ...], legs: Legs) -> tuple[str, ...]:
    """Return the rules that a plan breaks, as Swedish sentences; none if it keeps them all.

    Parameters
    ----------
    plan : Plan
    need : Need
    sites : tuple of Site
    legs : Legs
        Between where walks begin, where they end, `sites` and the meetings (``task.between``).
    """
    found: list[str] = []
    if len(plan.walks) != plan.shift.patrols:
        found.append(f"Planen har {len(plan.walks)} patruller, inte {plan.shift.patrols}.")
    for walk in plan.walks:
        found += _clock(plan.shift, walk)
        found += _ways(plan.shift, walk, sites, legs)
        found += _reserve(plan.shift, walk)
        found += _breaks(plan.shift, walk)
    found += _spacing(plan)
    found += _choice(plan, {site.place_id: site.name for site in sites})
    found += _meetings(plan)
    found += _counted(plan, need)
    return tuple(found)


def _who(shift: Shift, walk: Walk) -> str:
    return f"Patrull {telling.patrol(walk.patrol)}" if shift.patrols > 1 else "Patrullen"


def _clock(shift: Shift, walk: Walk) -> Iterator[str]:
    who, now = _who(shift, walk), walk.start_utc
    if now < shift.start_utc:
        yield f"{who} går {telling.clock(now)}, före passets början."
    for stop in walk.stops:
        if not now <= stop.arrive_utc <= stop.start_utc <= stop.leave_utc:
            yield f"{stop.name}: tiderna går inte framåt."
        if stop.kind is StopKind.VISIT and not SHORTEST <= stop.minutes <= LONGEST:
            yield f"{stop.name}: ett besök är {SHORTEST}–{LONGEST} min, inte {stop.minutes}."
        now = stop.leave_utc
    if walk.back_utc > shift.end_utc:
        yield f"{who} är tillbaka {telling.clock(walk.back_utc)}, efter passets slut."


def _ways(shift: Shift, walk: Walk, sites: tuple[Site, ...], legs: Legs) -> Iterator[str]:
    """Tell where one is said to be sooner than the way there takes."""
    point = {site.place_id: 2 + at for at, site in enumerate(sites)}
    spot = {
        (meeting.name, meeting.point.x, meeting.point.y): 2 + len(sites) + at
        for at, meeting in enumerate(shift.meetings)
    }
    here, left = 0, walk.start_utc
    for stop in walk.stops:
        there = here
        if stop.kind is StopKind.VISIT:
            there = point.get(stop.place_id or 0, -1)
        elif stop.kind is StopKind.MEETING:
            there = spot.get((stop.name, stop.x, stop.y), -1)
        if there < 0:
            yield f"{stop.name} finns inte bland passets platser."
            return
        yield from _way(f"till {stop.name}", legs, here, there, stop.arrive_utc - left)
        here, left = there, stop.leave_utc
    if walk.stops:
        yield from _way("tillbaka", legs, here, 1, walk.back_utc - left)


def _way(where: str, legs: Legs, here: int, there: int, seconds: int) -> Iterator[str]:
    minutes = float(legs.minutes[here, there])
    if not np.isfinite(minutes):
        yield f"Det finns ingen väg {where}."
    elif minutes > seconds / 60 + 1e-3:
        yield f"Vägen {where} tar {telling.minutes(minutes)}, inte {telling.minutes(seconds / 60)}."


def _reserve(shift: Shift, walk: Walk) -> Iterator[str]:
    if not walk.stops:
        return
    left = (walk.start_utc, *(stop.leave_utc for stop in walk.stops))
    there = (*(stop.arrive_utc for stop in walk.stops), walk.back_utc)
    on_the_way = sum(b - a for a, b in zip(left, there, strict=True))
    planned = (on_the_way + sum(stop.leave_utc - stop.start_utc for stop in walk.stops)) // 60
    if planned > allowed(shift):
        yield (
            f"{_who(shift, walk)} har {telling.minutes(planned)} planerade; "
            f"högst {telling.minutes(allowed(shift))} får vara det, resten är kvar för larm."
        )


def _breaks(shift: Shift, walk: Walk) -> Iterator[str]:
    """Give every break of the walk to the one asked for that ends soonest."""
    asked = sorted(shift.breaks, key=lambda pause: pause.latest_utc)
    for stop in walk.stops:
        if stop.kind is StopKind.BREAK:
            fits = [pause for pause in asked if _is(stop, pause)]
            if fits:
                asked.remove(fits[0])
            else:
                begins = telling.clock(stop.start_utc)
                yield f"{_who(shift, walk)} har en paus {begins} som ingen bett om."
    for pause in asked:
        span = telling.span(pause.earliest_utc, pause.latest_utc)
        yield f"{_who(shift, walk)} har ingen paus om {pause.minutes} min som börjar {span}."


def _is(stop: Stop, pause: Break) -> bool:
    in_time = pause.earliest_utc <= stop.start_utc <= pause.latest_utc
    return in_time and stop.minutes == pause.minutes


def _spacing(plan: Plan) -> Iterator[str]:
    """Tell which visits of a place follow too soon, over all patrols and what is done."""
    made = defaultdict(list)
    names = {}
    for each in plan.shift.done:
        made[each.place_id].append((each.start_utc, each.start_utc + 60 * each.minutes, False))
    for stop in telling.visits(plan):
        made[stop.place_id or 0].append((stop.start_utc, stop.leave_utc, True))
        names[stop.place_id or 0] = stop.name
    for place_id, visits in made.items():
        for (_, end, _), (start, _, planned) in pairwise(sorted(visits)):
            if planned and start < end + 60 * SPACING:
                gap = telling.minutes(max(0, start - end) / 60)
                yield (
                    f"{names[place_id]} {telling.clock(start)}: bara {gap} efter förra besöket, "
                    f"minst {SPACING} min behövs."
                )
        if place_id in names and len(visits) > len(WORTH):
            yield f"{names[place_id]}: {len(visits)} besök; högst {len(WORTH)} räknas i ett pass."


def _choice(plan: Plan, names: dict[int, str]) -> Iterator[str]:
    visited = {stop.place_id for stop in telling.visits(plan)}
    made = {each.place_id for each in plan.shift.done}
    for place_id in sorted(plan.shift.must - visited - made):
        yield f"{names.get(place_id, place_id)} ska vara med, men är inte det."
    for place_id in sorted(plan.shift.never & visited):
        yield f"{names.get(place_id, place_id)} är bortvald, men är med."


def _meetings(plan: Plan) -> Iterator[str]:
    held = Counter(
        (stop.name, stop.x, stop.y, stop.start_utc, stop.minutes)
        for walk in plan.walks
        for stop in walk.stops
        if stop.kind is StopKind.MEETING
    )
    asked = Counter(
        (each.name, each.point.x, each.point.y, each.start_utc, each.minutes)
        for each in plan.shift.meetings
    )
    for name, *_, start, _minutes in asked - held:
        yield f"Ingen patrull är på {name} {telling.clock(start)}."
    for name, *_, start, _minutes in held - asked:
        yield f"{name} {telling.clock(start)}: mötet är inte då."


def _counted(plan: Plan, need: Need) -> Iterator[str]:
    """Tell where the need that is said to be covered is not need's."""
    row = {place_id: at for at, place_id in enumerate(need.place_ids)}
    made = Counter(each.place_id for each in plan.shift.done)
    value, total = need.value, 0.0
    for stop in sorted(telling.visits(plan), key=lambda stop: stop.start_utc):
        place_id = stop.place_id or 0
        made[place_id] += 1
        slots = [at for at, s in enumerate(need.slots) if s.start_utc <= stop.start_utc < s.end_utc]
        in_shift = plan.shift.start_utc <= stop.start_utc < plan.shift.end_utc
        if place_id not in row or not slots or not in_shift:
            yield f"{stop.name} {telling.clock(stop.start_utc)}: behovet då är inte känt."
            continue
        share = WORTH[made[place_id] - 1] if made[place_id] <= len(WORTH) else 0.0
        worth = share * float(value[row[place_id], slots[0]])
        total += worth
        if abs(worth - stop.need) > 1e-6 or stop.visit != made[place_id]:
            yield f"{stop.name} {telling.clock(stop.start_utc)}: behovet är fel räknat."
    if abs(total - plan.covered) > 1e-6 * max(1.0, total):
        yield "Det behov som planen täcker är fel räknat."
