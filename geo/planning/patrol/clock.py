"""The engine's clock, in which the reserve and the breaks are gone.

- *The reserve.* Everything takes 1 / (1 − reserve) as long for the engine. A tour that fills the
  shift then has planned the rest of it exactly, and the reserve lies spread over the whole walk.
- *Breaks.* A break is cut out of the clock at the middle of its window: the engine's time runs on
  without it, and the walk is opened there again afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo.planning.patrol import draft, engine
from geo.planning.patrol.task import NO_WAY, Ints, Task


@dataclass(frozen=True)
class Clock:
    """Minutes of the shift as the engine's seconds."""

    task: Task

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Return for each break the minute at which it is cut out."""
        pauses = (draft.pause(self.task, number) for number in range(len(self.task.shift.breaks)))
        return tuple(
            (each.opens + max(each.opens, min(each.closes, self.task.length))) // 2
            for each in pauses
        )

    @cached_property
    def _gaps(self) -> tuple[tuple[float, float], ...]:
        """Return from which minute, and how many, are cut out, one after the other."""
        found, end = [], 0.0
        for at, number in sorted((at, number) for number, at in enumerate(self.cuts)):
            start = max(float(at), end)
            end = start + self.task.shift.breaks[number].minutes * self._stretch
            found.append((start, end - start))
        return tuple(found)

    @property
    def _stretch(self) -> float:
        return self.task.length / max(1, self.task.budget)

    def of(self, minute: int) -> int:
        """Return the engine's second at a minute of the shift."""
        gone = sum(min(max(0.0, minute - start), long) for start, long in self._gaps)
        return int(60 * (minute - gone))

    def seconds(self, minutes: int) -> int:
        """Return how long something takes for the engine."""
        return int(60 * minutes * self._stretch)

    def durations(self) -> Ints:
        """Return the ways between all points for the engine."""
        minutes = self.task.minutes
        stretched = (60 * minutes * self._stretch).astype(np.int64)
        return np.where(minutes >= NO_WAY, engine.UNREACHABLE, stretched)
