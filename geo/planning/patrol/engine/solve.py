"""The search: PyVRP's iterated local search from the answer that is had at once."""

from __future__ import annotations

import time
from collections.abc import Callable

from geo.planning.patrol.engine import rebuild
from geo.planning.patrol.engine.answer import Answer, check, rank, timed
from geo.planning.patrol.engine.greedy import nearest
from geo.planning.patrol.engine.problem import Problem

ITERATIONS = 1_000
"""..."""
PARTS = 0.25, 0.75
"""Shares of the seconds that PyVRP and the rebuilding have."""
STEPS = 50
"""How often `progress` is told of each part at most."""

Improved = Callable[[Answer], None]
Progress = Callable[[float], None]


def solve(
    problem: Problem,
    *,
    seed: int,
    iterations: int | None = None,
    seconds: float | None = None,
    start: Answer | None = None,
    improved: Improved | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Return the best answer found; always feasible.

    Parameters
    ----------
    problem : Problem
    seed : int
        Equal seed, iterations and start give the equal answer.
    iterations : int, optional
        :data:`ITERATIONS` unless `seconds` is given.
    seconds : float, optional
        CPU time of this thread; the answer then depends on the machine.
    start : Answer, optional
        Where to begin, if it is feasible and better than :func:`nearest`.
    improved : callable, optional
        Is given each answer that has more required jobs or a greater prize than all before,
        the first one at once.
    progress : callable, optional
        Is given the share of the search that is done, 0–1, some hundred times.

    Raises
    ------
    ValueError
        If both `iterations` and `seconds` are given.
    """
    if iterations is not None and seconds is not None:
        raise ValueError("a search ends by iterations or by seconds, not both")
    best = _Best(problem, improved)
    best.offer(nearest(problem))
    if start is not None and not check(problem, start):
        best.offer(timed(problem, start.orders))
    if problem.tours and problem.jobs:
        from geo.planning.patrol.engine import search  # PyVRP takes a while to import

        for part, improve in enumerate((search.run, rebuild.run)):
            clock = _Clock(iterations, seconds, part, progress)
            improve(problem, best.answer, best.offer, clock, seed)
    return best.answer


class _Best:
    """The best answer so far; whoever asked for it is told of better ones."""

    def __init__(self, problem: Problem, improved: Improved | None) -> None:
        self.problem, self.improved = problem, improved
        self.answer = Answer(((),) * len(problem.tours), 0)
        self.rank = (-1, 0, 0)

    def offer(self, answer: Answer | None) -> None:
        """Take an answer if it is feasible and better."""
        if answer is None or check(self.problem, answer):
            return
        before, now = self.rank, rank(self.problem, answer)
        if now > before:
            self.answer, self.rank = answer, now
            if self.improved is not None and now[:2] > before[:2]:
                self.improved(answer)


class _Clock:
    """Each part of the search asks it before each step how much of its share is used up."""

    def __init__(
        self, iterations: int | None, seconds: float | None, part: int, progress: Progress | None
    ) -> None:
        self.iterations = ITERATIONS if iterations is None else iterations
        self.seconds = None if seconds is None else seconds * PARTS[part]
        self.part, self.progress = part, progress
        self.begun, self.asked, self.told = time.thread_time(), 0, -1

    def __call__(self) -> float:
        """Return how much is used up, 0–1."""
        if self.seconds is not None:
            used = (time.thread_time() - self.begun) / max(self.seconds, 1e-9)
        else:
            used = self.asked / self.iterations if self.iterations else 1.0
        self.asked += 1
        used = min(used, 1.0)
        if self.progress is not None and (step := int(used * STEPS)) > self.told:
            self.told = step
            self.progress(sum(PARTS[: self.part]) + used * PARTS[self.part])
        return used
