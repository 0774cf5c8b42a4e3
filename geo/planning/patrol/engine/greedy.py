"""An answer at once: job by job into the gap where it costs least time for its prize."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.planning.patrol.engine.answer import Answer, timed
from geo.planning.patrol.engine.insertion import Columns, Floats, Insertions
from geo.planning.patrol.engine.problem import Problem

FIRST = 1e20
"""What a required job gains more than others when jobs are put in."""


def nearest(problem: Problem) -> Answer:
    """Return a feasible answer at once, the same for the same problem.

    Required jobs go in first; then, as long as any fits, the job with the most prize² for the
    seconds that it delays. The square keeps small prizes on the way from crowding out large ones
    (Vansteenwegen et al., 2009, Computers & Operations Research 36(12), 3281–3290).
    """
    columns = Columns(problem)
    empty = [Insertions(columns, tour, ()) for tour in range(len(problem.tours))]
    tours = filled(columns, empty, gains(columns, columns.prize.astype(np.float64) ** 2))
    answer = timed(problem, [tour.order for tour in tours])
    if answer is None:
        raise AssertionError("an insertion has broken its tour")
    return answer


def gains(columns: Columns, gain: Floats) -> Floats:
    """Return what each job gains, shape (jobs,): required ones far more than all others."""
    required = list(columns.problem.demands)
    result = gain.copy()
    result[required] = FIRST * (1 + columns.prize[required])
    return result


def filled(columns: Columns, tours: Sequence[Insertions], gain: Floats) -> list[Insertions]:
    """Return tours into which jobs are put as long as any fits, most gain for its delay first.

    Parameters
    ----------
    columns : Columns
    tours : sequence of Insertions
    gain : ndarray of float, shape (jobs,)
        Jobs without gain are not put in. Of equals the first gap of the first tour is taken.
    """
    tours, gain = list(tours), gain.copy()
    for job in (job for tour in tours for job in tour.order):
        gain[columns.rivals[job]] = 0.0
    scores = [gain / tour.delay for tour in tours]
    while scores and gain.size:
        bests = [int(score.argmax()) for score in scores]
        values = [score.flat[best] for score, best in zip(scores, bests, strict=True)]
        tour = int(np.argmax(values))
        if values[tour] <= 0.0:
            break
        gap, job = divmod(bests[tour], gain.size)
        order = tours[tour].fits(gap, job)
        if order is None:
            scores[tour][gap, job] = 0.0
            continue
        tours[tour] = Insertions(columns, tour, order)
        gain[columns.rivals[job]] = 0.0
        for score in scores:
            score[:, columns.rivals[job]] = 0.0
        scores[tour] = gain / tours[tour].delay
    return tours
