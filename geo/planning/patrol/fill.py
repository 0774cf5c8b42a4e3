"""What there is still time for: one stop more, wherever it fits, until none does."""

from __future__ import annotations

from collections.abc import Iterator

from geo.planning.patrol.draft import Draft, Item, Walks, planned, points_of, stand, visit, worth
from geo.planning.patrol.result import StopKind
from geo.planning.patrol.task import END, NO_WAY, ORIGIN, WORTH, Task
from geo.planning.patrol.timing import Room, earliest, room

MOST_TRIES = 150
"""Whole sets of walks timed for one stop more."""


def fill(task: Task, draft: Draft) -> Draft:
    """Add the visit of most need that there is time for, until there is time for none."""
    while (more := _one_more(task, draft)) is not None:
        draft = more
    return draft


def cheapest(task: Task, walks: Walks, site: int) -> int:
    """Return the fewest minutes that a visit adds to a walk, visit and detour."""
    added = [
        minutes for walk in walks for minutes, _ in detours(task, walk, site)
    ]  # fmt: skip
    return min(added, default=NO_WAY)


def detours(task: Task, walk: tuple[Item, ...], site: int) -> Iterator[tuple[int, int]]:
    """Give the minutes that a visit adds before each item of a walk, and after the last."""
    points = points_of(walk) or [ORIGIN, END]
    here, ways = task.point(site), task.minutes
    direct = (
        [0] if not walk else [int(ways[a, b]) for a, b in zip(points, points[1:], strict=False)]
    )
    for at, (a, b, was) in enumerate(zip(points, points[1:], direct, strict=False)):
        yield int(ways[a, here] + ways[here, b] - was + task.service[site]), at


def _one_more(task: Task, draft: Draft) -> Draft | None:
    found = room(task, draft.walks)
    if found is None:
        return None
    spare = [task.budget - planned(task, walk) for walk in draft.walks]
    before = sum(need for need, _ in worth(task, draft).values())
    tries = 0
    for site, slot in _wanted(task, draft):
        item = visit(task, site, int(task.opens[slot]), int(task.closes[slot]) - 1)
        for patrol, at in _places(task, draft, found, spare, item):
            tries += 1
            walk = draft.walks[patrol]
            longer = stand((*walk[:at], item, *walk[at:]))
            walks = (*draft.walks[:patrol], longer, *draft.walks[patrol + 1 :])
            timing = room(task, walks) if planned(task, longer) <= task.budget else None
            if timing is not None:
                more = Draft(walks, earliest(timing, walks))
                if sum(need for need, _ in worth(task, more).values()) > before + 1e-9:
                    return more
            if tries >= MOST_TRIES:
                return None
    return None


def _wanted(task: Task, draft: Draft) -> list[tuple[int, int]]:
    """Return sites and slots that may be visited once more, by what that would cover."""
    times = list(task.made)
    for patrol, at, _ in draft.visits():
        times[draft.walks[patrol][at].site] += 1
    gains = [
        (-WORTH[times[site]] * float(task.value[site, slot]), site, slot)
        for site in range(len(task.sites))
        if times[site] < len(WORTH) and task.sites[site].place_id not in task.shift.never
        for slot in range(len(task.opens))
        if task.value[site, slot] > 0 and task.fits(site)
    ]
    return [(site, slot) for _, site, slot in sorted(gains)]


def _places(
    task: Task, draft: Draft, found: Room, spare: list[int], item: Item
) -> list[tuple[int, int]]:
    """Return where in the walks a visit may fit, the shortest detour first."""
    low = dict(zip(found.stops, found.low, strict=True))
    high = dict(zip(found.stops, found.high, strict=True))
    fitting = []
    for patrol, walk in enumerate(draft.walks):
        for minutes, at in detours(task, walk, item.site):
            if minutes > spare[patrol] or not _possible(task, walk, patrol, at, item, low, high):
                continue
            fitting.append((minutes, patrol, at))
    return [(patrol, at) for _, patrol, at in sorted(fitting)]


def _possible(
    task: Task,
    walk: tuple[Item, ...],
    patrol: int,
    at: int,
    item: Item,
    low: dict[tuple[int, int], int],
    high: dict[tuple[int, int], int],
) -> bool:
    """Tell whether there are minutes enough between the items before and after, by themselves."""
    ways, first, last = task.minutes, item.opens, item.closes
    if at:
        before = walk[at - 1]
        first = max(first, low[patrol, at - 1] + before.minutes + int(ways[before.at, item.at]))
    if at < len(walk):
        after = walk[at]
        point = item.at if after.kind is StopKind.BREAK else after.at
        last = min(last, high[patrol, at] - item.minutes - int(ways[item.at, point]))
    return first <= last
