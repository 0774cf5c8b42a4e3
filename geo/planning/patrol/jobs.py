"""A shift as jobs for the engine, and the engine's answer as a draft.

Two things that the engine does not know are put into its clock:

- *The reserve.* Everything takes 1 / (1 − reserve) as long for the engine. A tour that fills the
  shift then has planned the rest of it exactly, and the reserve lies spread over the whole walk.
- *Breaks.* A break is cut out of the clock at a moment of its window: the engine's time runs on
  without it, and the walk is opened there again afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from geo.planning.patrol import draft, engine
from geo.planning.patrol.draft import Item, Walks
from geo.planning.patrol.task import END, NO_WAY, ORIGIN, WORTH, Floats, Task

PRIZE = 100
"""Prizes are whole numbers: hundredths of need."""
MOST_JOBS = 450
"""With more the engine gets too slow; the returns that are worth least are left out."""

Windows = Mapping[tuple[int, int], tuple[int, int]]
"""Of a site and a visit's number (0, 1, 2): the minutes between which it may start."""


@dataclass(frozen=True)
class Posed:
    """The problem as the engine sees it, and what its jobs mean.

    Attributes
    ----------
    items : tuple of Item
        Per job; its window in minutes of the shift.
    numbers : tuple of int
        Per job: 0 for the first visit of the site, …
    cuts : tuple of int
        Per break: the minute at which it is cut out.
    """

    problem: engine.Problem
    items: tuple[Item, ...]
    numbers: tuple[int, ...]
    cuts: tuple[int, ...]


def whole_shift(task: Task) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the widest windows: a return comes after the visits before it, and their spacing."""
    windows = {}
    for site in range(len(task.sites)):
        first, last = task.window(site)
        for number in range(len(WORTH) - task.made[site]):
            windows[site, number] = (first + number * task.apart(site), last)
    return windows


def parted(task: Task) -> dict[tuple[int, int], tuple[int, int]]:
    """Return windows in which returns keep their distance whatever the order of the walk."""
    windows = {}
    for site in range(len(task.sites)):
        first, last = task.window(site)
        most = len(WORTH) - task.made[site]
        apart = task.apart(site)
        fitting = [n for n in range(1, most + 1) if last - first >= (n - 1) * (apart + 15)]
        for number, (opens, closes) in enumerate(_pieces(first, last, apart, max(fitting, default=0))):
            windows[site, number] = (opens, closes)
    return windows


def _pieces(first: int, last: int, apart: int, number: int) -> list[tuple[int, int]]:
    if not number:
        return []
    wide = (last - first - (number - 1) * apart) // number
    return [(first + k * (wide + apart), first + k * (wide + apart) + wide) for k in range(number)]


def pose(task: Task, windows: Windows, cuts: tuple[int, ...], likes: Floats | None = None) -> Posed:
    """Return the problem for the engine.

    Parameters
    ----------
    cuts : tuple of int
        See :func:`cut`.
    likes : ndarray of float, shape (sites, slots), optional
        What prizes are multiplied by.
    """
    value = task.value if likes is None else task.value * likes
    clock = Clock(task, cuts)
    must = {at for at, site in enumerate(task.sites) if site.place_id in task.shift.must}
    listed = [
        (clock.meeting_job(number), draft.meeting(task, number), 0)
        for number in range(len(task.shift.meetings))
    ]
    for (site, number), window in _worthwhile(task, value, windows, must):
        required = number == 0 and site in must
        for slot in range(len(task.opens)):
            opens = max(window[0], int(task.opens[slot]))
            closes = min(window[1], int(task.closes[slot]) - 1)
            prize = round(PRIZE * WORTH[task.made[site] + number] * value[site, slot])
            if opens <= closes and (prize or required):
                item = draft.visit(task, site, opens, closes)
                job = clock.job(item, prize, group=len(WORTH) * site + number, required=required)
                listed.append((job, item, number))
    problem = engine.Problem(
        duration=clock.durations(),
        location=tuple(item.at for _, item, _ in listed),
        start=ORIGIN,
        end=END,
        jobs=tuple(job for job, _, _ in listed),
        tours=tuple(engine.Tour(0, clock.of(task.length)) for _ in range(task.shift.patrols)),
    )
    return Posed(problem, tuple(i for _, i, _ in listed), tuple(n for _, _, n in listed), cuts)


def _worthwhile(
    task: Task, value: Floats, windows: Windows, must: set[int]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the visits that are worth asking for: those of most value first, returns last."""
    best = value.max(axis=1, initial=0.0)
    never = task.shift.never

    def wanted(site: int, number: int) -> bool:
        allowed = task.sites[site].place_id not in never and task.fits(site)
        return allowed and (best[site] > 0 or (number == 0 and site in must))

    asked = [visit for visit in windows.items() if wanted(*visit[0])]
    asked.sort(key=lambda visit: (visit[0][1] > 0, -best[visit[0][0]] * WORTH[visit[0][1]], visit[0]))
    return asked[: max(1, MOST_JOBS // max(1, len(task.opens)))]


@dataclass(frozen=True)
class Clock:
    """The engine's seconds: stretched by the reserve, without the breaks."""

    task: Task
    cuts: tuple[int, ...]

    @property
    def stretch(self) -> float:
        """Return how much longer everything takes for the engine."""
        return self.task.length / max(1, self.task.budget)

    @cached_property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Return from which minute, and how many, are cut out, one after the other."""
        found, end = [], 0.0
        for at, number in sorted((at, number) for number, at in enumerate(self.cuts)):
            start = max(float(at), end)
            end = start + self.task.shift.breaks[number].minutes * self.stretch
            found.append((start, end - start))
        return tuple(found)

    def of(self, minute: int) -> int:
        """Return the engine's second at a minute of the shift."""
        gone = sum(min(max(0.0, minute - start), long) for start, long in self.gaps)
        return int(60 * (minute - gone))

    def minute(self, second: int) -> float:
        """Return the minute of the shift at one of the engine's seconds."""
        minute = second / 60
        for start, long in self.gaps:
            if minute > start:
                minute += long
        return minute

    def seconds(self, minutes: int) -> int:
        """Return how long something takes for the engine."""
        return int(60 * minutes * self.stretch)

    def durations(self) -> engine.Seconds:
        """Return the ways between all points for the engine."""
        minutes = self.task.minutes
        stretched = (60 * minutes * self.stretch).astype(np.int64)
        return np.where(minutes >= NO_WAY, engine.UNREACHABLE, stretched)

    def job(self, item: Item, prize: int, *, group: int | None, required: bool) -> engine.Job:
        """Return a job for the engine."""
        return engine.Job(
            prize=prize,
            service=self.seconds(item.minutes),
            opens=self.of(item.opens),
            closes=self.of(item.closes),
            group=group,
            required=required,
        )

    def meeting_job(self, number: int) -> engine.Job:
        """Return a meeting; its window gives way if one can only just be there in time."""
        item = draft.meeting(self.task, number)
        job = self.job(item, 0, group=None, required=True)
        straight = self.seconds(int(self.task.minutes[ORIGIN, item.at]))
        late = straight > job.closes and self.task.minutes[ORIGIN, item.at] <= item.opens
        return replace(job, closes=straight) if late else job


def cut(task: Task) -> tuple[int, ...]:
    """Return for each break the minute at which it is cut out: the middle of its window."""
    pauses = (draft.pause(task, number) for number in range(len(task.shift.breaks)))
    return tuple((p.opens + max(p.opens, min(p.closes, task.length))) // 2 for p in pauses)


def walks_of(task: Task, posed: Posed, answer: engine.Answer) -> Walks:
    """Return the engine's routes as walks, the breaks opened again."""
    clock = Clock(task, posed.cuts)
    walks = []
    for route in answer.routes:
        timed = [(visit.start, 1, posed.items[visit.job]) for visit in route]
        for number, at in enumerate(posed.cuts):
            timed.append((clock.of(at), 0, draft.pause(task, number)))
        timed.sort(key=lambda each: each[:2])
        walks.append(draft.stand(tuple(item for _, _, item in timed)))
    return tuple(walks)
