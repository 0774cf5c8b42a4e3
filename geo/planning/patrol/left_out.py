"""Why a place is not in a plan, and what could be covered at most."""

from __future__ import annotations

from itertools import combinations_with_replacement

from geo import look
from geo.planning.patrol.draft import Walks
from geo.planning.patrol.insertion import cheapest
from geo.planning.patrol.result import LeftOut
from geo.planning.patrol.task import END, NO_WAY, ORIGIN, WORTH, Task
from geo.planning.patrol.telling import minutes
from geo.planning.travel import Mode

_TOO_FAR = {Mode.FOOT: "för långt till fots", Mode.CAR: "för långt med bil och till fots"}


def left_out(task: Task, walks: Walks) -> tuple[LeftOut, ...]:
    """Return the places that nobody goes to, those of most need first, and why.

    Places that have been visited in the shift already are not among them.
    """
    visited = {item.site for walk in walks for item in walk}
    found = [
        LeftOut(site.place_id, site.name, _best(task, at), _why(task, walks, at))
        for at, site in enumerate(task.sites)
        if at not in visited and not task.made[at]
    ]
    return tuple(sorted(found, key=lambda each: (-each.need, each.name, each.place_id)))


def possible(task: Task) -> float:
    """Return the need that could be covered if there were a patrol at every place.

    Of each place the best visits, returns and their spacing counted, that a patrol with nothing
    else to do could make. No plan covers more; places that are never to be visited do not count.
    """
    return sum(
        _most(task, at)
        for at, site in enumerate(task.sites)
        if site.place_id not in task.shift.never and task.fits(at)
    )


def _most(task: Task, site: int) -> float:
    left = len(WORTH) - task.made[site]
    slots = range(len(task.opens))
    return max(
        (
            _in_slots(task, site, chosen)
            for number in range(1, left + 1)
            for chosen in combinations_with_replacement(slots, number)
        ),
        default=0.0,
    )


def _in_slots(task: Task, site: int, slots: tuple[int, ...]) -> float:
    """Return what visits in these slots cover; 0 if they are too near each other."""
    clock, last = task.window(site)
    total = 0.0
    for number, slot in enumerate(slots, task.made[site]):
        start = max(clock, int(task.opens[slot]))
        if start > min(last, int(task.closes[slot]) - 1):
            return 0.0
        total += WORTH[number] * float(task.value[site, slot])
        clock = start + task.apart(site)
    return total


def _best(task: Task, site: int) -> float:
    return float(task.value[site].max(initial=0.0))


def _why(task: Task, walks: Walks, site: int) -> str:
    there, back = (
        int(task.minutes[ORIGIN, task.point(site)]),
        int(task.minutes[task.point(site), END]),
    )
    must = task.sites[site].place_id in task.shift.must
    if task.sites[site].place_id in task.shift.never:
        return "valt bort"
    if there >= NO_WAY or back >= NO_WAY:
        return "inga vägar dit"
    if not _best(task, site) and not must:
        return "inget talar för ett besök"
    if not task.fits(site):
        return f"{_TOO_FAR[task.shift.mode]} ({minutes(there)} enkel väg)"
    added = cheapest(task, walks, site)
    price = "" if added >= NO_WAY else f": {minutes(added)}"
    return f"ryms inte{price} för {look.brief(_best(task, site), 1)} av behov"
