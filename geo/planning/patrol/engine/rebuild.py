"""Ruin and recreate: jobs are taken out of tours and others put in, again and again."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from geo.planning.patrol.engine.answer import Answer, timed
from geo.planning.patrol.engine.greedy import filled, gains
from geo.planning.patrol.engine.insertion import Columns, Floats, Insertions
from geo.planning.patrol.engine.problem import Problem
from geo.planning.patrol.engine.timing import earliest

TAKEN = 8
"""Jobs that are taken out of one tour at most."""
HEAT = 0.01
"""Share of the best prize that may be lost in one step at first; less and less, then nothing."""
NOISE = 0.3
"""Spread of the logarithm of what jobs seem to gain."""
BLIND = 0.1
"""Share of jobs that are overlooked when others are put in."""


def run(
    problem: Problem,
    first: Answer,
    offer: Callable[[Answer | None], None],
    clock: Callable[[], float],
    seed: int,
) -> None:
    """Rebuild a first answer until the clock says 1, and offer whatever is as good or better.

    Ruin and recreate with annealing (Schrimpf et al., 2000, Journal of Computational Physics
    159(2), 139–171): strings of adjacent jobs are taken out, and jobs are put in greedily while
    some are overlooked, as do Christiaens & Vanden Berghe (2020, Transportation Science 54(2),
    417–433).
    """
    random, columns = np.random.default_rng(seed), Columns(problem)
    worth = columns.prize.astype(np.float64)
    worth[list(problem.demands)] += 1.0 + worth.sum()
    tours = [Insertions(columns, tour, order) for tour, order in enumerate(first.orders)]
    now = best = _worth(tours, worth)
    while (share := clock()) < 1.0:
        tried = _recreated(columns, _ruined(columns, tours, random), random)
        value = _worth(tried, worth)
        heat = HEAT * max(first.prize, 1) * (1.0 - share)
        if value >= now or random.random() < math.exp((value - now) / heat):
            tours, now = tried, value
        if value >= best:
            best = value
            offer(timed(problem, [tour.order for tour in tried]))


def _ruined(
    columns: Columns, tours: Sequence[Insertions], random: np.random.Generator
) -> list[Insertions]:
    """Return the tours, out of one or more of which adjacent or scattered jobs are taken."""
    chosen = random.random(len(tours)) < 0.5
    chosen[random.integers(len(tours))] = True
    return [
        Insertions(columns, tour.tour, _thinned(columns.problem, tour, random)) if ruin else tour
        for tour, ruin in zip(tours, chosen, strict=True)
    ]


def _thinned(problem: Problem, tour: Insertions, random: np.random.Generator) -> tuple[int, ...]:
    length = len(tour.order)
    if length == 0:
        return ()
    number = int(random.integers(1, min(TAKEN, length) + 1))
    if random.random() < 0.7:
        first = int(random.integers(length - number + 1))
        out = set(range(first, first + number))
    else:
        out = set(random.choice(length, number, replace=False).tolist())
    left = tuple(job for place, job in enumerate(tour.order) if place not in out)
    return left if earliest(problem, tour.tour, left) is not None else ()


def _recreated(
    columns: Columns, tours: Sequence[Insertions], random: np.random.Generator
) -> list[Insertions]:
    """Return the tours, filled by prizes as they seem in this step."""
    size = columns.prize.size
    noise = np.exp(random.normal(0.0, NOISE, size))
    gain = columns.prize.astype(np.float64) ** random.uniform(1.0, 3.0) * noise
    return filled(columns, tours, gains(columns, gain) * (random.random(size) >= BLIND))


def _worth(tours: Sequence[Insertions], worth: Floats) -> float:
    return float(sum(worth[list(tour.order)].sum() for tour in tours))
