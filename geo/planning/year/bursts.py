"""Which places are visited closely for a while, in which quarter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FEWEST, MOST = 3, 5
"""Places a quarter that have a burst."""
VISITS_EACH = 25
"""Visits a year for each place of a quarter: of a hundred, four places, and half of all visits."""
VISITS = 3
"""Visits within a week that make a burst: Bland et al. 2021 (Cambridge Journal of Evidence-Based
Policing 5, 93–118) saw most after three days running."""
TOP = 0.4
"""Share of places by need that may have one: Ratcliffe et al. 2011 (Criminology 49, 795–831) saw
less violence only in the top 40 %."""


def per_quarter(target: int) -> int:
    """Return how many places have a burst in a quarter.

    Examples
    --------
    >>> per_quarter(100), per_quarter(40), per_quarter(500)
    (4, 3, 5)
    """
    return min(MOST, max(FEWEST, target // VISITS_EACH))


def choose(
    need: Floats,
    left: Ints,
    done: Ints,
    *,
    quarters: int,
    places: int,
    this_quarter: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Choose places for the quarters that are left, the same place seldom twice running.

    Each goes to the place with the largest ``need / (bursts + 1/2)``, as with quotas: so places
    take turns, and foot beats that go on for more than 12 weeks lose their effect (Sorg, Haberman,
    Ratcliffe & Groff 2013, Criminology 51, 65–102).

    Parameters
    ----------
    need : ndarray of float, shape (places,)
    left : ndarray of int, shape (places,)
        Visits left of the year; a burst takes :data:`VISITS`.
    done : ndarray of int, shape (places,)
        Bursts this year so far.
    quarters : int
        How many are left; the first is the present one.
    places : int
        Places in a quarter; see :func:`per_quarter`.
    this_quarter : ndarray of bool, shape (places,)
        Which have had theirs in the present quarter.

    Returns
    -------
    ndarray of bool, shape (places, quarters)
    """
    chosen = np.zeros((len(need), quarters), dtype=np.bool_)
    top = np.zeros(len(need), dtype=np.bool_)
    top[np.argsort(-need, kind="stable")[: max(FEWEST, round(TOP * len(need)))]] = True
    room, times = left.copy(), done.astype(np.float64)
    for quarter in range(quarters):
        wanted = places - (int(this_quarter.sum()) if quarter == 0 else 0)
        for _ in range(max(wanted, 0)):
            free = top & (room >= VISITS) & ~chosen[:, quarter] & (need > 0)
            if quarter == 0:
                free &= ~this_quarter
            if not free.any():
                break
            place = int(np.argmax(np.where(free, need / (times + 0.5), -1.0)))
            chosen[place, quarter] = True
            room[place] -= VISITS
            times[place] += 1
    return chosen
