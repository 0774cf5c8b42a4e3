"""The search: from the answer that is had at once, by PyVRP, then by rebuilding.

PyVRP is given each possible visit as an optional client with a prize, in groups of which one is
served. Its penalty for coming too late is held where it cannot pay (see ``search``); adapted, as
PyVRP does it for routes that serve everybody, and with the distances in seconds, the mean gap of
eight published instances at 2 s was 0.23 %, held 0.04 %. More neighbours (100 instead of 50) and
smaller perturbations (10 instead of 25) did not help.

With many alternatives of each place (60 places, 4 slots, 3 visits) PyVRP alone sticks 2–6 % below
what taking out a few visits and putting others in finds in the same 2.4 s: two seeds each, need
covered by 1, 2 and 4 patrols 77 512/77 512, 121 639/124 629 and 169 188/171 762, by rebuilding
82 451/82 451, 127 943/128 982 and 177 583/175 754, by both in turn 82 451/82 451,
127 679/128 369 and 175 000/177 913. With one visit of each place and two patrols both in turn
(104 255/103 108) are a little better than PyVRP (103 906/102 689) or rebuilding alone
(103 211/103 089). So both are kept, and rebuilding has the larger share of the time.
``tests/benchmarks/test_orienteering.py`` prints the gaps to published results.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from geo.planning.patrol.engine import rebuild
from geo.planning.patrol.engine.answer import Answer, check, rank, timed
from geo.planning.patrol.engine.greedy import nearest
from geo.planning.patrol.engine.problem import Problem

ITERATIONS = 1_000
"""Steps of each part: for 60 places, 4 slots, 3 visits 0.8 s with one patrol, 1.9 s with four
(CPU time of one core); 3.7 s with 6 slots and four patrols."""
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

        seed %= 2**32
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
        if answer is None:
            return
        before, now = self.rank, rank(self.problem, answer)
        if now > before and not check(self.problem, answer):
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
