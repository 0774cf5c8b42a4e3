"""How many visits there is room for in a week, and how much of it is kept free for alarms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo import look

Ints = NDArray[np.int64]

RESERVE = 0.2
"""Share of a week's room that is not planned: alarms come first, and a plan that is always broken
is no plan. The program's own choice; a week in five."""
WEEKS = 52
HEADROOM = 1.5
"""Room in a week beside what the target takes on average, where the log tells of less."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Room of a whole week.

    Attributes
    ----------
    per_week : int
        Visits that can be made.
    reserve : int
        How many of them are kept free for alarms.
    source : str
        Where the number comes from, in Swedish.
    """

    per_week: int
    reserve: int
    source: str

    @property
    def planned(self) -> int:
        """Return how many may be planned."""
        return self.per_week - self.reserve

    @property
    def sentence(self) -> str:
        """Say it in Swedish."""
        kept = "inget" if not self.reserve else look.number(self.reserve)
        return (
            f"Utrymme: {look.number(self.per_week)} besök i veckan ({self.source}), varav "
            f"{kept} hålls fritt för larm."
        )

    def of(self, days: int) -> int:
        """Return how many may be planned in so many days of a week."""
        return -(-self.planned * days // 7)


def capacity(weekly: Ints, target: int, days: int, *, stated: int | None = None) -> Capacity:
    """Return the room of a week: what the kommun says, or else what its best week shows.

    Parameters
    ----------
    weekly : ndarray of int
        Visits of each of the last weeks, at most :data:`WEEKS` of them.
    target, days : int
        Visits to make, and in how many days.
    stated : int, optional
        What the kommun says, in its settings.

    Examples
    --------
    >>> capacity(np.array([1, 5, 2]), 100, 365).planned
    4
    """
    if stated is not None:
        per_week, source = stated, "enligt inställningen"
    else:
        best = int(weekly.max(initial=0))
        needed = int(np.ceil(HEADROOM * target * 7 / days))
        per_week = max(best, needed)
        source = (
            "flest på en vecka det senaste året" if best >= needed else "1,5 gånger vad målet tar"
        )
    reserve = min(round(RESERVE * per_week), per_week - 1) if per_week else 0
    return Capacity(per_week, reserve, source)
