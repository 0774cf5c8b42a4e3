"""SINCE: days since the last visit, beside how often the place is to be visited."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment
from geo.look import number
from geo.planning.need.result import Slot
from geo.planning.need.strength import Strength, nothing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NEVER = -1
"""As the days since a visit: there is none."""


def since(
    visits: pd.DataFrame,
    assignment: Assignment,
    goal: Floats,
    slots: tuple[Slot, ...],
    *,
    now: int,
) -> Strength:
    """Return days since the last visit over twice the goal, 1 at most and where there is none.

    A visit in a place that lies in another counts for both, as on the lägesbild.

    Parameters
    ----------
    visits : DataFrame
    assignment : Assignment
        Visits joined to the places.
    goal : ndarray, shape (places,)
        Days between visits; positive.
    slots : tuple of Slot
    now : int
        Seconds UTC; visits after it are not known yet.
    """
    n = len(goal)
    start = visits["start_utc"].to_numpy(dtype=np.int64)
    if not (start < now).any():
        return nothing(n, len(slots), "Senaste besök: besöksloggen är tom. Delen är 0.")
    days = days_since(start, assignment, n, slots, now=now)
    value = np.where(days == NEVER, 1.0, np.minimum(days / (2 * goal[:, np.newaxis]), 1.0))
    words = np.empty(days.shape, dtype=object)
    for place, slot in np.ndindex(*days.shape):
        words[place, slot] = _say(int(days[place, slot]), round(float(goal[place])))
    return Strength(value, words)


def days_since(
    start: Ints, assignment: Assignment, n_places: int, slots: tuple[Slot, ...], *, now: int
) -> Ints:
    """Return local days from each place's last visit before each slot, shape (places, slots)."""
    known = start[assignment.row] < now
    at, place = start[assignment.row][known], assignment.place[known]
    order = np.lexsort((at, place))
    at, place = at[order], place[order]
    opens = np.array([slot.start_utc for slot in slots], dtype=np.int64)
    closes = np.array([slot.end_utc for slot in slots], dtype=np.int64)
    today = weeks.local_seconds(opens) // 86_400
    found = np.full((n_places, len(slots)), NEVER, dtype=np.int64)
    for each in np.unique(place):
        own = at[place == each]
        last = np.searchsorted(own, closes) - 1
        day = weeks.local_seconds(own[np.maximum(last, 0)]) // 86_400
        found[each] = np.where(last >= 0, np.maximum(today - day, 0), NEVER)
    return found


def _say(days: int, goal: int) -> str:
    if days == NEVER:
        return "inget besök i loggen"
    if not days:
        return ""
    span = "en dag" if days == 1 else f"{number(days)} dagar"
    return f"inte besökt på {span} (mål var {ordinal(goal)})"


def ordinal(value: int) -> str:
    """Return a number in order, as Swedes write it.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 11, 14, 22)]
    ['1:a', '2:a', '11:e', '14:e', '22:a']
    """
    return f"{value}:{'a' if value % 10 in (1, 2) and value % 100 not in (11, 12) else 'e'}"
