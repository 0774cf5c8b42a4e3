"""An answer at once: job by job into the gap where it costs least time for its prize."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol.engine.answer import Answer, timed
from geo.planning.patrol.engine.insertion import Columns, Insertions
from geo.planning.patrol.engine.problem import Problem

Flags = NDArray[np.bool_]


def nearest(problem: Problem) -> Answer:
    """Return a feasible answer at once, the same for the same problem.

    Required jobs go in first; then, as long as any fits, the job with the most prize² for the
    seconds that it delays. The square keeps small prizes on the way from crowding out large ones
    (Vansteenwegen et al., 2009, Computers & Operations Research 36(12), 3281–3290).
    """
    columns = Columns(problem)
    required = np.zeros(len(problem.jobs), dtype=bool)
    required[list(problem.demands)] = True
    tours = [Insertions(problem, tour, (), columns) for tour in range(len(problem.tours))]
    free = np.ones(len(problem.jobs), dtype=bool)
    for wanted in (required, columns.prize > 0):
        while (found := _best(tours, np.maximum(columns.prize, 1), free & wanted)) is not None:
            tour, job, order = found
            tours[tour] = Insertions(problem, tour, order, columns)
            free &= ~_excluded(problem, job)
    answer = timed(problem, [tour.order for tour in tours])
    if answer is None:
        raise AssertionError("an insertion has broken its tour")
    return answer


def _best(
    tours: Sequence[Insertions], prize: NDArray[np.int64], free: Flags
) -> tuple[int, int, tuple[int, ...]] | None:
    """Return tour, job and new order of the best insertion that is feasible."""
    if not (tours and free.any()):
        return None
    for tour, gap, job in _ranked(tours, prize, free):
        order = tours[tour].fits(gap, job)
        if order is not None:
            return tour, job, order
    return None


def _ranked(
    tours: Sequence[Insertions], prize: NDArray[np.int64], free: Flags
) -> Iterator[tuple[int, int, int]]:
    """Yield tour, gap and job, best first; of equals the first of the first tour."""
    gain = prize.astype(np.float64) ** 2
    scores = [
        np.where(np.isfinite(tour.delay) & free, gain / np.maximum(tour.delay, 1.0), -1.0)
        for tour in tours
    ]
    flat = np.concatenate([score.ravel() for score in scores])
    starts = np.cumsum([0, *(score.size for score in scores)])
    while flat[best := int(flat.argmax())] >= 0:
        flat[best] = -1.0
        tour = int(np.searchsorted(starts, best, side="right")) - 1
        gap, job = divmod(best - int(starts[tour]), len(free))
        yield tour, gap, job


def _excluded(problem: Problem, done: int) -> Flags:
    """Return which jobs can no longer be done: this one and its group."""
    group = problem.jobs[done].group
    return np.array(
        [
            index == done or (group is not None and job.group == group)
            for index, job in enumerate(problem.jobs)
        ]
    )
