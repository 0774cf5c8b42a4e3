"""What is answered: who does which job when; and the rules that an answer must keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.planning.patrol.engine.problem import Problem
from geo.planning.patrol.engine.timing import earliest, left


@dataclass(frozen=True, slots=True)
class Visit:
    """A job that is done, and the second at which it begins."""

    job: int
    start: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The visits of each tour in order, and the sum of their prizes.

    A tour without visits does not set out at all, and so breaks no rule.
    """

    routes: tuple[tuple[Visit, ...], ...]
    prize: int

    @property
    def orders(self) -> tuple[tuple[int, ...], ...]:
        """Return the jobs of each tour in order."""
        return tuple(tuple(visit.job for visit in route) for route in self.routes)


def timed(problem: Problem, orders: Sequence[Sequence[int]]) -> Answer | None:
    """Return the answer in which each tour does its jobs as early as can be; None if it cannot."""
    starts = [earliest(problem, tour, order) for tour, order in enumerate(orders)]
    routes = []
    for order, begun in zip(orders, starts, strict=True):
        if begun is None:
            return None
        routes.append(tuple(map(Visit, order, begun)))
    return Answer(tuple(routes), sum(problem.jobs[job].prize for order in orders for job in order))


def rank(problem: Problem, answer: Answer) -> tuple[int, int, int]:
    """Return what answers are compared by: demands met, prize, and seconds not travelled."""
    met = {problem.demands[job] for job in _jobs(answer) if job in problem.demands}
    travelled = sum(
        _travelled(problem, tour, order) for tour, order in enumerate(answer.orders) if order
    )
    return len(met), answer.prize, -travelled


def check(problem: Problem, answer: Answer) -> tuple[str, ...]:
    """Return the rules that an answer breaks, in English; none if it is feasible.

    A required job that is left out is no breach: it is done only if at all possible.
    """
    if len(answer.routes) != len(problem.tours):
        return ("there is not one route for each tour",)
    if any(not 0 <= job < len(problem.jobs) for job in _jobs(answer)):
        return ("there is no such job",)
    return (
        *_choice(problem, answer),
        *(
            fault
            for tour, route in enumerate(answer.routes)
            if route
            for fault in _clock(problem, tour, route)
        ),
    )


def _choice(problem: Problem, answer: Answer) -> Iterator[str]:
    jobs = problem.jobs
    for job in _repeated(_jobs(answer)):
        yield f"job {job} is done more than once"
    groups = (jobs[job].group for job in set(_jobs(answer)))
    for group in _repeated(group for group in groups if group is not None):
        yield f"more than one job of group {group} is done"
    for tour, order in enumerate(answer.orders):
        for job in order:
            if jobs[job].tour not in (None, tour):
                yield f"job {job} is not for tour {tour}"
    if answer.prize != sum(jobs[job].prize for job in _jobs(answer)):
        yield "the prize is not the sum of the prizes"


def _clock(problem: Problem, tour: int, route: Sequence[Visit]) -> Iterator[str]:
    own, (here, end) = problem.tours[tour], problem.ends(tour)
    departure = left(problem, tour, route[0].job, route[0].start)
    if departure < own.opens:
        yield f"tour {tour} leaves before it opens"
    now = departure
    for visit in route:
        job, there = problem.jobs[visit.job], problem.location[visit.job]
        if now + problem.seconds[here][there] > visit.start:
            yield f"job {visit.job} begins before one can be there"
        if not job.opens <= visit.start <= job.closes:
            yield f"job {visit.job} begins outside its window"
        here, now = there, visit.start + job.service
    back = now + problem.seconds[here][end]
    if back > own.closes:
        yield f"tour {tour} is back after it closes"
    if own.longest is not None and back - departure > own.longest:
        yield f"tour {tour} is out longer than it may"


def _travelled(problem: Problem, tour: int, order: Sequence[int]) -> int:
    begin, end = problem.ends(tour)
    stops = [begin, *(problem.location[job] for job in order), end]
    return sum(problem.seconds[a][b] for a, b in pairwise(stops))


def _jobs(answer: Answer) -> Iterator[int]:
    return (visit.job for route in answer.routes for visit in route)


def _repeated(values: Iterable[int]) -> list[int]:
    return sorted(value for value, times in Counter(values).items() if times > 1)
