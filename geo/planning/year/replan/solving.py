"""The program solved by HiGHS, and the plain spread where it finds nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.planning.year.replan.model import model
from geo.planning.year.replan.season import Season
from geo.planning.year.spread import spread

Ints = NDArray[np.int64]

GAP = 0.02
"""A plan whose cost is within 2 % of the least possible is good enough."""
SECONDS = 20.0
"""HiGHS stops by then with the best it has; on a slow machine two runs may then differ."""
NODES = 200
"""... and after so many branches, which is the same on every machine."""


@dataclass(frozen=True)
class Replan:
    """Visits by place and week.

    Attributes
    ----------
    visits : ndarray of int, shape (places, weeks)
    left_out : int
        Visits that there is no room for.
    plain : bool
        Whether it is the plain spread, because the solver found nothing.
    gap : float
        How far the cost may be from the least possible, as a share; 0 for a plain spread.
    """

    visits: Ints
    left_out: int
    plain: bool
    gap: float

    def __post_init__(self) -> None:
        if (self.visits < 0).any():
            raise ValueError("visits are at least 0")


def replan(season: Season, *, seconds: float = SECONDS, nodes: int = NODES) -> Replan:
    """Put the visits that are left on the weeks that are left.

    The program is solved by HiGHS (Huangfu & Hall 2018, Mathematical Programming Computation 10,
    119–142) through ``scipy.optimize.milp``, in one thread, so that the same season has the same
    answer as long as time is not what stops it.

    Parameters
    ----------
    season : Season
    seconds, nodes : float, int
        When the solver is to stop.

    Returns
    -------
    Replan
        Never more in a week than it has room for, and never more than what a place has left.
    """
    from scipy.optimize import milp

    total = season.total
    left_out = int(season.left.sum()) - total
    if not total:
        nothing = np.zeros((len(season.left), len(season.days)), dtype=np.int64)
        return Replan(nothing, left_out, plain=False, gap=0.0)
    program = model(season)
    found = milp(
        program.cost,
        integrality=program.integrality,
        bounds=program.bounds,
        constraints=program.constraints,
        options={"mip_rel_gap": GAP, "time_limit": seconds, "node_limit": nodes},
    )
    if found.x is None:
        return plainly(season)
    return Replan(program.visits(found.x), left_out, plain=False, gap=float(found.mip_gap or 0.0))


def plainly(season: Season) -> Replan:
    """Spread the visits evenly over the weeks, with regard to their room only."""
    open_weeks = np.flatnonzero(season.days > 0)
    days = int(season.days.sum())
    starts = np.append(0, np.cumsum(season.days[open_weeks]))[:-1]
    even = spread(
        season.left,
        days,
        lead=season.lead,
        starts=starts,
        capacity=season.capacity[open_weeks],
    )
    visits = np.zeros((len(season.left), len(season.days)), dtype=np.int64)
    visits[:, open_weeks] = even.weekly(starts)
    return Replan(visits, even.left_out, plain=True, gap=0.0)
