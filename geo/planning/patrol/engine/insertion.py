"""One tour that jobs are put into: which would fit where, and what each would cost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol.engine.problem import Problem, Seconds
from geo.planning.patrol.engine.timing import earliest


class Columns:
    """The jobs as columns."""

    def __init__(self, problem: Problem) -> None:
        jobs = problem.jobs
        self.location = np.array(problem.location, dtype=np.int64)
        self.opens = np.array([job.opens for job in jobs], dtype=np.int64)
        self.closes = np.array([job.closes for job in jobs], dtype=np.int64)
        self.service = np.array([job.service for job in jobs], dtype=np.int64)
        self.prize = np.array([job.prize for job in jobs], dtype=np.int64)
        self.tour = np.array([-1 if job.tour is None else job.tour for job in jobs], dtype=np.int64)


class Insertions:
    """The gaps of a tour, and the seconds by which each job in each gap delays what follows.

    With the latest moment at which each stop can still be reached, whether a job fits a gap is
    known at once (Savelsbergh, 1992, ORSA Journal on Computing 4(2), 146–154), and here for all
    jobs and gaps together. How long the tour is out is left to :func:`fits`.

    Parameters
    ----------
    problem : Problem
    tour : int
    order : tuple of int
        Its jobs, which it can do in this order.
    columns : Columns

    Attributes
    ----------
    delay : ndarray of float, shape (gaps, jobs)
        Seconds; ``inf`` where the job does not fit.
    """

    def __init__(
        self, problem: Problem, tour: int, order: tuple[int, ...], columns: Columns
    ) -> None:
        self.problem, self.tour, self.order, self.columns = problem, tour, order, columns
        self.delay = self._delay()

    def _delay(self) -> NDArray[np.float64]:
        problem, jobs = self.problem, self.columns
        begin, end = problem.ends(self.tour)
        stops = np.array([begin, *(problem.location[job] for job in self.order), end])
        leave, arrive, latest = self._clock()
        there = problem.duration[stops[:-1]][:, jobs.location]
        start = np.maximum(leave[:, None] + there, jobs.opens)
        onward = problem.duration[:, stops[1:]].T[:, jobs.location]
        reached = start + jobs.service + onward
        fit = (start <= jobs.closes) & (reached <= latest[:, None])
        fit &= (jobs.tour == -1) | (jobs.tour == self.tour)
        return np.where(fit, reached - arrive[:, None], np.inf)

    def fits(self, gap: int, job: int) -> tuple[int, ...] | None:
        """Return the order with the job in the gap, None if the tour cannot do it after all."""
        order = (*self.order[:gap], job, *self.order[gap:])
        return order if earliest(self.problem, self.tour, order) is not None else None

    def _clock(self) -> tuple[Seconds, Seconds, Seconds]:
        """Return when each gap begins, when its end is reached, and when that must be at latest."""
        problem, own = self.problem, self.problem.tours[self.tour]
        begin, end = problem.ends(self.tour)
        stops = [begin, *(problem.location[job] for job in self.order), end]
        travel = [problem.seconds[a][b] for a, b in pairwise(stops)]
        jobs = [problem.jobs[job] for job in self.order]
        leave, arrive = [own.opens], []
        for job, seconds in zip(jobs, travel, strict=False):
            arrive.append(leave[-1] + seconds)
            leave.append(max(arrive[-1], job.opens) + job.service)
        arrive.append(leave[-1] + travel[-1])
        latest = [own.closes]
        for job, seconds in zip(reversed(jobs), reversed(travel), strict=False):
            latest.append(min(job.closes, latest[-1] - seconds - job.service))
        return np.array(leave), np.array(arrive), np.array(latest[::-1])
