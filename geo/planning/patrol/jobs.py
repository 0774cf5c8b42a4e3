"""A shift as jobs for the engine, and the engine's answer as walks.

A job is a visit in one slot. The first, second and third visit of a place have windows that are the
spacing apart, so that they keep their distance whatever the order of the walk; of each one slot at
most is chosen. All that is only near the rules: ``ruin`` goes on with the rules as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.planning.patrol import draft, engine
from geo.planning.patrol.clock import Clock
from geo.planning.patrol.draft import Item, Walks
from geo.planning.patrol.task import END, ORIGIN, WORTH, Task

PRIZE = 100
"""Prizes are whole numbers: hundredths of need."""
MOST_JOBS = 450
"""With more the engine gets too slow; the returns that are worth least are left out."""
LEAST_OPEN = 15
"""Minutes that the windows of returns are open at least; if not, there are fewer of them."""


@dataclass(frozen=True)
class Posed:
    """The problem as the engine sees it, and what each of its jobs is."""

    problem: engine.Problem
    items: tuple[Item, ...]
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Visit:
    """The first, second, … visit of a site (0, 1, …), and the minutes between which it starts."""

    site: int
    number: int
    opens: int
    closes: int


def pose(task: Task) -> Posed:
    """Return the problem for the engine."""
    clock = Clock(task)
    listed = [_meeting(task, clock, number) for number in range(len(task.shift.meetings))]
    for visit in _worthwhile(task):
        for slot in range(len(task.opens)):
            job = _job(task, clock, visit, slot)
            if job is not None:
                listed.append((job, draft.visit_in(task, visit.site, slot)))
    problem = engine.Problem(
        duration=clock.durations(),
        location=tuple(item.at for _, item in listed),
        start=ORIGIN,
        end=END,
        jobs=tuple(job for job, _ in listed),
        tours=(engine.Tour(0, max(0, clock.of(task.length))),) * task.shift.patrols,
    )
    return Posed(problem, tuple(item for _, item in listed), clock)


def walks_of(task: Task, posed: Posed, answer: engine.Answer) -> Walks:
    """Return the engine's routes as walks, the breaks opened again."""
    walks = []
    for route in answer.routes:
        timed = [(visit.start, 1, posed.items[visit.job]) for visit in route]
        for number, at in enumerate(posed.clock.cuts):
            timed.append((posed.clock.of(at), 0, draft.pause(task, number)))
        timed.sort(key=lambda each: each[:2])
        walks.append(draft.stand(tuple(item for _, _, item in timed)))
    return tuple(walks)


def _meeting(task: Task, clock: Clock, number: int) -> tuple[engine.Job, Item]:
    item = draft.meeting(task, number)
    at = clock.of(item.opens)
    return engine.Job(0, clock.seconds(item.minutes), at, at, required=True), item


def _job(task: Task, clock: Clock, visit: _Visit, slot: int) -> engine.Job | None:
    """Return a visit in a slot for the engine; None if it cannot be or is worth nothing."""
    opens = max(visit.opens, int(task.opens[slot]))
    closes = min(visit.closes, int(task.closes[slot]) - 1)
    share = WORTH[task.made[visit.site] + visit.number]
    prize = round(PRIZE * share * float(task.value[visit.site, slot]))
    required = visit.number == 0 and visit.site in task.musts
    if opens > closes or not (prize or required):
        return None
    return engine.Job(
        prize,
        clock.seconds(int(task.service[visit.site])),
        clock.of(opens),
        clock.of(closes),
        group=len(WORTH) * visit.site + visit.number,
        required=required,
    )


def _worthwhile(task: Task) -> list[_Visit]:
    """Return the visits that are worth asking for: returns last, those of most need first."""
    best = task.value.max(axis=1, initial=0.0)
    asked = [
        visit
        for site in range(len(task.sites))
        if task.open_sites[site] and (best[site] > 0 or site in task.musts)
        for visit in _parted(task, site)
    ]
    asked.sort(key=lambda v: (v.number > 0, -best[v.site] * WORTH[v.number], v.site, v.number))
    return asked[: max(1, MOST_JOBS // max(1, len(task.opens)))]


def _parted(task: Task, site: int) -> list[_Visit]:
    """Return as many visits of a site as there is time for, their windows the spacing apart."""
    (first, last), apart = task.window(site), task.apart(site)
    for visits in range(len(WORTH) - task.made[site], 0, -1):
        wide = (last - first - (visits - 1) * apart) // visits
        if wide >= (LEAST_OPEN if visits > 1 else 0):
            starts = [first + number * (wide + apart) for number in range(visits)]
            return [_Visit(site, at, start, start + wide) for at, start in enumerate(starts)]
    return []
