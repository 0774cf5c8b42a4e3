"""How places stand in their year, without planning the weeks to come: what need asks for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.follow_up import Pace
from geo.planning import need as needs
from geo.planning.year.given import Calendar, Log
from geo.planning.year.shares import shares


def standing(
    *, pace: Pace, place_ids: tuple[int, ...], need: NDArray[np.float64], log: Log
) -> needs.Pace:
    """Return the days between visits by quota, and how far behind its pace each place is.

    A place's debt is the visits it is behind its pace, as a share of all its visits of the year.

    Parameters
    ----------
    pace : Pace
        Of the promise; its rows are rows of `log`.
    place_ids : tuple of int
    need : ndarray of float, shape (places,)
        What the year's visits are shared out by, see ``given.Sites``.
    log : Log
    """
    held, calendar = pace.held, Calendar.of(pace)
    done = calendar.made(pace, log, len(place_ids)).sum(axis=1)
    quota = shares(
        need,
        held.target,
        done,
        elapsed=calendar.elapsed,
        days=held.days,
        elsewhere=pace.done - int(done.sum()),
    ).quota
    behind = np.maximum(quota * (calendar.elapsed / held.days) - done, 0.0)
    of = {
        place_id: (int(quota[at]), float(behind[at]))
        for at, place_id in enumerate(place_ids)
        if quota[at]
    }
    return needs.Pace(
        goal_days={place_id: held.days / visits for place_id, (visits, _) in of.items()},
        debt={place_id: late / visits for place_id, (visits, late) in of.items()},
        behind={place_id: int(late) for place_id, (_, late) in of.items() if late >= 1},
    )
