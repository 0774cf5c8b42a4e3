"""The problem as PyVRP has it: clients with prizes, one vehicle type for each tour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyvrp

from geo.planning.patrol.engine.problem import Job, Problem, Seconds

TRAVEL = 10_000
"""All tours' time on the road counts up to this much; each unit of prize counts for more."""
UNIT = TRAVEL + 1


class Routing:
    """A problem as PyVRP's data, and answers to and fro.

    PyVRP minimises distance and missed prizes together. Distances are here shares of the tours'
    whole time, and prizes are multiplied, so that no distance saved outweighs a unit of prize;
    a demand that is met outweighs all prizes. Clients are optional all of them: a required job
    that cannot be done then stops nothing.

    Only times within the tours matter: they are counted from the first moment of any, and what
    takes longer than all tours takes one second more than they have.

    Parameters
    ----------
    problem : Problem
        With at least one tour.

    Attributes
    ----------
    jobs : tuple of int
        Jobs that PyVRP is told of: client ``i`` is job ``jobs[i]``. Those that nobody could begin
        while any tour is open are not among them, nor those that gain nothing.
    data : pyvrp.ProblemData
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._opens = min(tour.opens for tour in problem.tours)
        self._horizon = max(tour.closes for tour in problem.tours) - self._opens
        self.jobs = tuple(
            index
            for index, job in enumerate(problem.jobs)
            if (job.prize or job.required) and self._window(job) is not None
        )
        self.data = self._data()

    def solution(self, orders: Sequence[Sequence[int]]) -> pyvrp.Solution:
        """Return orders of jobs as PyVRP's solution."""
        client = {job: number for number, job in enumerate(self.jobs)}
        return pyvrp.Solution(
            self.data,
            [
                pyvrp.Route(self.data, [client[job] for job in order if job in client], tour)
                for tour, order in enumerate(orders)
                if any(job in client for job in order)
            ],
        )

    def orders(self, solution: pyvrp.Solution) -> tuple[tuple[int, ...], ...]:
        """Return the jobs of each tour in the order of PyVRP's solution."""
        orders: list[tuple[int, ...]] = [()] * len(self.problem.tours)
        for route in solution.routes():
            orders[route.vehicle_type()] = tuple(
                self.jobs[stop.idx] for stop in route if stop.is_client()
            )
        return tuple(orders)

    def _data(self) -> pyvrp.ProblemData:
        problem = self.problem
        own = [index for index in self.jobs if problem.jobs[index].tour is not None]
        stops = np.array([*range(len(problem.duration)), *(problem.location[job] for job in own)])
        copies = dict(zip(own, range(len(problem.duration), len(stops)), strict=True))
        profiles: list[Any] = [
            self._profile(tour, stops, copies) for tour in range(len(problem.tours))
        ]
        whole = max(sum(tour.closes - tour.opens for tour in problem.tours), 1)
        clients, groups = self._clients(copies)
        depots, vehicles = self._vehicles()
        return pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in stops],
            clients,
            depots,
            vehicles,
            [profile * TRAVEL // whole for profile in profiles],
            profiles,
            groups,
        )

    def _profile(self, tour: int, stops: Seconds, copies: dict[int, int]) -> Seconds:
        """Return a tour's durations: jobs that only others may do are out of its reach."""
        never = self._horizon + 1
        profile = np.minimum(self.problem.duration[np.ix_(stops, stops)], never)
        others = [copy for job, copy in copies.items() if self.problem.jobs[job].tour != tour]
        profile[others, :] = profile[:, others] = never
        np.fill_diagonal(profile, 0)
        return profile

    def _clients(
        self, copies: dict[int, int]
    ) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup]]:
        jobs, numbers = self.problem.jobs, _grouped(self.problem, self.jobs)
        groups = [pyvrp.ClientGroup(members, required=False) for members in numbers.values()]
        member = {client: group for group, ids in enumerate(numbers.values()) for client in ids}
        demand = 1 + sum(job.prize for job in jobs)
        clients = []
        for client, index in enumerate(self.jobs):
            job = jobs[index]
            window = self._window(job)
            if window is None:
                raise AssertionError("jobs without a window are no clients")
            clients.append(
                pyvrp.Client(
                    location=copies.get(index, self.problem.location[index]),
                    service_duration=min(job.service, self._horizon + 1),
                    tw_early=window[0],
                    tw_late=window[1],
                    prize=UNIT * (job.prize + demand * job.required),
                    required=False,
                    group=member.get(client),
                )
            )
        return clients, groups

    def _vehicles(self) -> tuple[list[pyvrp.Depot], list[pyvrp.VehicleType]]:
        depots, vehicles = [], []
        for number, tour in enumerate(self.problem.tours):
            depots += [pyvrp.Depot(place) for place in self.problem.ends(number)]
            opens, closes = tour.opens - self._opens, tour.closes - self._opens
            vehicles.append(
                pyvrp.VehicleType(
                    start_depot=2 * number,
                    end_depot=2 * number + 1,
                    tw_early=opens,
                    tw_late=closes,
                    shift_duration=closes - opens if tour.longest is None else tour.longest,
                    profile=number,
                )
            )
        return depots, vehicles

    def _window(self, job: Job) -> tuple[int, int] | None:
        opens, closes = (
            max(job.opens - self._opens, 0),
            min(job.closes - self._opens, self._horizon),
        )
        return (opens, closes) if opens <= closes else None


def _grouped(problem: Problem, jobs: Sequence[int]) -> dict[int, list[int]]:
    """Return the clients of each group."""
    groups: dict[int, list[int]] = {}
    for client, job in enumerate(jobs):
        if (group := problem.jobs[job].group) is not None:
            groups.setdefault(group, []).append(client)
    return groups
