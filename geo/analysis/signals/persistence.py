"""How incidents keep coming back to a place: new, persistent, intermittent, fading or quiet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.analysis.compare import rate_difference
from geo.model import Presence

Ints = NDArray[np.int64]

LATELY, BEFORE = 4, 12
"""Periods that are late, and how many before them they are held against."""
ALWAYS, SELDOM = 0.9, 0.25
"""Shares of the periods with incidents: persistent from, quiet below."""
LEVEL = 0.001
"""So strict that of ten places one is called new or fading by chance in about two years."""


def persistence(counts: Ints) -> tuple[Presence, ...]:
    """Say how incidents keep coming back to each place.

    After the emerging hot spots of the field (persistent in 90 % of the periods or more, new where
    there was next to nothing before), with a test instead of a rule of thumb for what is new and
    what fades: the exact conditional test of the last 4 periods against the 12 before at 0.1 %.

    - ``new``: in fewer than a quarter of the 12 periods before; clearly more now.
    - ``fading``: clearly less now than in the 12 periods before.
    - ``persistent``: in at least nine periods of ten.
    - ``quiet``: in fewer than a quarter of all.
    - ``intermittent``: the others.

    Parameters
    ----------
    counts : ndarray of int, shape (n, periods)
        The last 16 are looked at.

    Examples
    --------
    >>> persistence(np.array([[3] * 16, [0] * 12 + [3] * 4]))
    (<Presence.PERSISTENT: 'ihallande'>, <Presence.NEW: 'ny'>)
    """
    counts = counts[:, -(LATELY + BEFORE) :]
    late, early = counts[:, -LATELY:], counts[:, :-LATELY]
    now, then = late.sum(axis=1), early.sum(axis=1)
    periods = max(1, early.shape[1])
    found = rate_difference(now, late.shape[1], then, periods)
    clearly, more = found.p <= LEVEL, found.difference > 0
    busy = (counts > 0).mean(axis=1)
    seldom_before = (early > 0).sum(axis=1) < SELDOM * periods
    chosen = np.select(
        [clearly & more & seldom_before, clearly & ~more, busy >= ALWAYS, busy < SELDOM],
        [0, 1, 2, 3],
        default=4,
    )
    return tuple(_SAID[i] for i in chosen)


_SAID = (
    Presence.NEW,
    Presence.FADING,
    Presence.PERSISTENT,
    Presence.QUIET,
    Presence.INTERMITTENT,
)
