"""One tour that jobs are put into: which would fit where, and what each would cost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol.engine.problem import Problem, Seconds
from geo.planning.patrol.engine.timing import earliest

Floats = NDArray[np.float64]
Order = tuple[int, ...]


class Columns:
    """The jobs of a problem as columns, and the seconds to and from them.

    Attributes
    ----------
    opens, closes, service, prize : ndarray of int64, shape (jobs,)
    tour : ndarray of int64, shape (jobs,)
        -1 where any may do it.
    there, onward : ndarray of int64, shape (locations, jobs)
        Seconds from a location to a job, and from the job to a location.
    rivals : list of ndarray of int64
        Of each job those that cannot be done if it is: itself and its group.
    """

    def __init__(self, problem: Problem) -> None:
        jobs, place = problem.jobs, np.array(problem.location, dtype=np.int64)
        self.problem = problem
        self.opens = np.array([job.opens for job in jobs], dtype=np.int64)
        self.closes = np.array([job.closes for job in jobs], dtype=np.int64)
        self.service = np.array([job.service for job in jobs], dtype=np.int64)
        self.prize = np.array([job.prize for job in jobs], dtype=np.int64)
        self.tour = np.array([-1 if job.tour is None else job.tour for job in jobs], dtype=np.int64)
        self.there = np.ascontiguousarray(problem.duration[:, place])
        self.onward = np.ascontiguousarray(problem.duration[place, :].T)
        group = np.array([-1 if job.group is None else job.group for job in jobs], dtype=np.int64)
        grouped = np.array([job.group is not None for job in jobs], dtype=bool)
        self.rivals = [
            np.flatnonzero(grouped & (group == group[job])) if grouped[job] else np.array([job])
            for job in range(len(jobs))
        ]


class Insertions:
    """The gaps of a tour, and the seconds by which each job in each gap delays what follows.

    With the latest moment at which each stop can still be reached, whether a job fits a gap is
    known at once (Savelsbergh, 1992, ORSA Journal on Computing 4(2), 146–154), and here for all
    jobs and gaps together. How long the tour is out is left to :meth:`fits`.

    Parameters
    ----------
    columns : Columns
    tour : int
    order : tuple of int
        Its jobs, which it can do in this order.

    Attributes
    ----------
    delay : ndarray of float, shape (gaps, jobs)
        Seconds, at least one; ``inf`` where the job does not fit.
    """

    def __init__(self, columns: Columns, tour: int, order: Order) -> None:
        self.problem, self.tour, self.order = columns.problem, tour, order
        begin, end = self.problem.ends(tour)
        stops = [begin, *(self.problem.location[job] for job in order), end]
        leave, arrive, latest = self._clock(stops)
        start = np.maximum(columns.there[stops[:-1]] + leave[:, None], columns.opens)
        reached = start + columns.service + columns.onward[stops[1:]]
        fit = (start <= columns.closes) & (reached <= latest[:, None])
        fit &= (columns.tour == -1) | (columns.tour == tour)
        self.delay: Floats = np.where(fit, np.maximum(reached - arrive[:, None], 1), np.inf)

    def fits(self, gap: int, job: int) -> Order | None:
        """Return the order with the job in the gap, None if the tour cannot do it after all."""
        order = (*self.order[:gap], job, *self.order[gap:])
        return order if earliest(self.problem, self.tour, order) is not None else None

    def _clock(self, stops: list[int]) -> tuple[Seconds, Seconds, Seconds]:
        """Return when each gap begins, when its end is reached, and when that must be at latest."""
        own, seconds = self.problem.tours[self.tour], self.problem.seconds
        travel = [seconds[a][b] for a, b in pairwise(stops)]
        jobs = [self.problem.jobs[job] for job in self.order]
        leave, arrive = [own.opens], []
        for job, onward in zip(jobs, travel, strict=False):
            arrive.append(leave[-1] + onward)
            leave.append(max(arrive[-1], job.opens) + job.service)
        arrive.append(leave[-1] + travel[-1])
        latest = [own.closes]
        for job, onward in zip(reversed(jobs), reversed(travel), strict=False):
            latest.append(min(job.closes, latest[-1] - onward - job.service))
        return np.array(leave), np.array(arrive), np.array(latest[::-1])
