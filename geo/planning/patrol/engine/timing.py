"""When the jobs of a tour begin, if they are done in a given order."""

from __future__ import annotations

from collections.abc import Sequence

from geo.planning.patrol.engine.problem import Problem


def earliest(problem: Problem, tour: int, order: Sequence[int]) -> tuple[int, ...] | None:
    """Return the second at which each job begins, all as early as can be; None if it cannot be.

    A tour leaves at once, unless it would then be out longer than it may: leaving later takes the
    waiting out of it, and of all departures that make it short enough the first is taken.
    """
    own = problem.tours[tour]
    starts = _leaving(problem, tour, order, own.opens)
    if starts is None or not order or own.longest is None:
        return starts
    back = _back(problem, tour, order, starts)
    if back - left(problem, tour, order[0], starts[0]) <= own.longest:
        return starts
    starts = _leaving(problem, tour, order, back - own.longest)
    if starts is None or _back(problem, tour, order, starts) > back:
        return None
    return starts


def left(problem: Problem, tour: int, first: int, starts: int) -> int:
    """Return the last moment to leave for a first job that begins at `starts`."""
    return starts - problem.seconds[problem.ends(tour)[0]][problem.location[first]]


def _leaving(
    problem: Problem, tour: int, order: Sequence[int], leave: int
) -> tuple[int, ...] | None:
    begin, end = problem.ends(tour)
    here, now, starts = begin, leave, []
    for index in order:
        job, there = problem.jobs[index], problem.location[index]
        now = max(now + problem.seconds[here][there], job.opens)
        if now > job.closes:
            return None
        starts.append(now)
        here, now = there, now + job.service
    if order and now + problem.seconds[here][end] > problem.tours[tour].closes:
        return None
    return tuple(starts)


def _back(problem: Problem, tour: int, order: Sequence[int], starts: Sequence[int]) -> int:
    last, end = order[-1], problem.ends(tour)[1]
    done = starts[-1] + problem.jobs[last].service
    return done + problem.seconds[problem.location[last]][end]
