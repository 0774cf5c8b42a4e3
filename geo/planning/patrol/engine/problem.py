"""What is asked: jobs that may be done, tours that can do them, and the seconds between places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]

UNREACHABLE = 1 << 40
"""Seconds between two locations with no way between them; anything as long is the same."""
MOST = 10**8
"""Sum of prizes at most: PyVRP multiplies them with seconds, and has 63 bits."""


@dataclass(frozen=True, slots=True)
class Job:
    """One possible visit.

    Attributes
    ----------
    prize : int
        What is gained by doing it, ≥ 0.
    service : int
        Seconds that it takes, ≥ 0.
    opens, closes : int
        First and last second at which it may begin; a job that closes before it opens is never
        done.
    group : int, optional
        At most one job of a group is done.
    required : bool
        Must be done if at all possible, whatever prizes it costs. Of the required jobs of one
        group any one will do.
    tour : int, optional
        The only tour that may do it.
    """

    prize: int
    service: int
    opens: int
    closes: int
    group: int | None = None
    required: bool = False
    tour: int | None = None


@dataclass(frozen=True, slots=True)
class Tour:
    """One patrol.

    Attributes
    ----------
    opens, closes : int
        It leaves its start no sooner, and is at its end no later.
    longest : int, optional
        Seconds at most from leaving to being back.
    start, end : int, optional
        Locations, where they are not the problem's.
    """

    opens: int
    closes: int
    longest: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Problem:
    """A team orienteering problem with time windows (Vansteenwegen, Souffriau & Van Oudheusden,
    2011, European Journal of Operational Research 209(1), 1–10), with groups and required jobs.

    Attributes
    ----------
    duration : ndarray of int64, shape (locations, locations)
        Seconds from (row) to (column), ≥ 0, and 0 from each to itself; need be neither symmetric
        nor metric.
    location : tuple of int
        Where each job is.
    start, end : int
        Locations where tours begin and end, unless the tour says otherwise.

    Raises
    ------
    ValueError
        If the parts do not fit together.
    """  # noqa: D205 - the reference is longer than a line

    duration: Seconds
    location: tuple[int, ...]
    start: int
    end: int
    jobs: tuple[Job, ...]
    tours: tuple[Tour, ...]

    def __post_init__(self) -> None:
        number = len(self.duration)
        if self.duration.shape != (number, number) or np.any(self.duration < 0):
            raise ValueError("durations are a square of seconds ≥ 0")
        if np.any(np.diagonal(self.duration) != 0):
            raise ValueError("no time passes between a location and itself")
        if len(self.location) != len(self.jobs):
            raise ValueError("every job has one location")
        ends = [end for tour in range(len(self.tours)) for end in self.ends(tour)]
        if not all(0 <= place < number for place in (*self.location, self.start, self.end, *ends)):
            raise ValueError("a location is outside the matrix of durations")
        if any(job.prize < 0 or job.service < 0 for job in self.jobs):
            raise ValueError("prizes and services are not negative")
        if sum(job.prize for job in self.jobs) > MOST:
            raise ValueError("all prizes together are too large to be reckoned with")
        if any(job.tour not in (None, *range(len(self.tours))) for job in self.jobs):
            raise ValueError("a job is for a tour that there is not")
        if any(tour.closes < tour.opens or (tour.longest or 0) < 0 for tour in self.tours):
            raise ValueError("a tour closes before it opens")

    def ends(self, tour: int) -> tuple[int, int]:
        """Return the locations where a tour begins and ends."""
        own = self.tours[tour]
        return (
            self.start if own.start is None else own.start,
            self.end if own.end is None else own.end,
        )

    @cached_property
    def seconds(self) -> list[list[int]]:
        """Return the durations as lists: single look-ups are far faster than in an array."""
        rows: list[list[int]] = self.duration.tolist()
        return rows

    @cached_property
    def demands(self) -> dict[int, int]:
        """Return required job → number of the demand it would meet; one demand per group."""
        keys = {
            index: ("job", index) if job.group is None else ("group", job.group)
            for index, job in enumerate(self.jobs)
            if job.required
        }
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys.values()))}
        return {index: numbers[key] for index, key in keys.items()}
