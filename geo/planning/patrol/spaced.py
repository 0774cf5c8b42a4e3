"""Walks in which visits of one place keep their distance, over all patrols.

The engine knows windows, not distances between visits. It first gets the widest windows. Where two
visits of a place then come too near each other, the windows of both are drawn apart at the middle
between them, and it goes on from what it had. Windows only shrink and the rounds are few, so this
ends; of visits that are too near each other after the last round the one worth less is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geo.planning.patrol import engine
from geo.planning.patrol.draft import Draft
from geo.planning.patrol.engine.answer import timed
from geo.planning.patrol.jobs import Clock, Posed, walks_of
from geo.planning.patrol.mend import mend
from geo.planning.patrol.ruin import whole
from geo.planning.patrol.task import Task

ROUNDS = 5
AGAIN = 0.4
"""Share of the iterations that each round after the first has."""

Orders = tuple[tuple[int, ...], ...]
"""The jobs of each patrol, in order."""


@dataclass(frozen=True, slots=True)
class _Near:
    """Two visits of a site that are too near each other: the job of the lower number and of the
    higher, and the minute in the middle between them."""  # noqa: D209 - one sentence

    site: int
    lower: int
    upper: int
    middle: float


def solve(
    task: Task,
    posed: Posed,
    *,
    seed: int,
    iterations: int,
    start: Orders = (),
    improved: Callable[[Draft], None] | None = None,
) -> tuple[Draft, Orders]:
    """Return the best walks found, and the jobs of each patrol to go on from.

    Parameters
    ----------
    start : tuple of tuple of int, optional
        Jobs to begin with, of a problem with the same jobs.
    improved : callable, optional
        Called with the draft of every answer that the engine improves.
    """

    def tell(answer: engine.Answer) -> None:
        if improved is not None:
            improved(as_draft(task, posed, answer))

    for turn in range(ROUNDS):
        answer = engine.solve(
            posed.problem,
            seed=seed + turn,
            iterations=max(1, round(iterations * (AGAIN if turn else 1))),
            start=timed(posed.problem, start) if start else None,
            improved=tell if improved is not None else None,
        )
        near = _too_near(task, posed, answer)
        start = _without(posed, answer.orders, near)
        if not near:
            break
        posed = _drawn_apart(task, posed, near)
    return as_draft(task, posed, answer), start


def as_draft(task: Task, posed: Posed, answer: engine.Answer) -> Draft:
    """Return the engine's answer as a draft that keeps every rule, with what else there is time for."""
    while near := _too_near(task, posed, answer):
        orders = _without(posed, answer.orders, near)
        routes = (
            tuple(visit for visit in route if visit.job in kept)
            for route, kept in zip(answer.routes, map(set, orders), strict=True)
        )
        answer = engine.Answer(tuple(routes), answer.prize)
    return whole(task, mend(task, walks_of(task, posed, answer)))


def _too_near(task: Task, posed: Posed, answer: engine.Answer) -> list[_Near]:
    clock = Clock(task, posed.cuts)
    visits = defaultdict(list)
    for route in answer.routes:
        for visit in route:
            if (site := posed.items[visit.job].site) >= 0:
                visits[site].append((clock.minute(visit.start), visit.job))
    found = []
    for site, made in visits.items():
        for (early, first), (late, second) in pairwise(sorted(made)):
            if late - early < task.apart(site):
                lower, upper = sorted((first, second), key=lambda job: posed.numbers[job])
                found.append(_Near(site, lower, upper, (early + late) / 2))
    return found


def _without(posed: Posed, orders: Orders, near: Sequence[_Near]) -> Orders:
    """Return the jobs less the returns that are too near."""
    gone = {each.upper for each in near}
    return tuple(tuple(job for job in order if job not in gone) for order in orders)


def _drawn_apart(task: Task, posed: Posed, near: Sequence[_Near]) -> Posed:
    """Close the windows of the lower number before the middle, open the others after it."""
    clock = Clock(task, posed.cuts)
    jobs = list(posed.problem.jobs)
    for each in near:
        half = task.apart(each.site) / 2
        for at, (item, number) in enumerate(zip(posed.items, posed.numbers, strict=True)):
            if item.site != each.site:
                continue
            if number <= posed.numbers[each.lower]:
                closes = clock.of(int(each.middle - half))
                jobs[at] = replace(jobs[at], closes=min(jobs[at].closes, closes))
            elif number >= posed.numbers[each.upper]:
                opens = clock.of(-int(-(each.middle + half)))
                jobs[at] = replace(jobs[at], opens=max(jobs[at].opens, opens))
    return replace(posed, problem=replace(posed.problem, jobs=tuple(jobs)))
