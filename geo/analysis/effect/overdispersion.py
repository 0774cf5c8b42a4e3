"""How much more than Poisson chance a place's counts vary from one period to the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.analysis.signals.predictive import dispersion_of

Ints = NDArray[np.int64]

FEWEST_BLOCKS = 4
"""Blocks of history, at least, from which anything can be said of how they vary."""
STEP = 4
"""Weeks of the shortest block: shorter ones hold too few incidents to tell."""


def overdispersion(weekly: Ints, weeks: float) -> float:
    """Return the dispersion of counts over so many weeks, from the weeks before.

    The history is cut into blocks as long as the period, or as long as leaves
    :data:`FEWEST_BLOCKS`; of them :func:`dispersion_of` tells what the places vary beyond Poisson
    chance and beyond what all of them do together, for that the comparison takes away. Chance that
    is new every week evens out in long blocks and drift does not: measured in blocks of the right
    length both count for what they are.

    Parameters
    ----------
    weekly : ndarray of int, shape (places, weeks of history)
        Before the measure began, oldest first; the place and its comparisons.
    weeks : float
        Length of the period that is to be judged.

    Returns
    -------
    float
        1 / size of the negative binomial; 0 where the history is too short or varies by chance only.

    Examples
    --------
    >>> overdispersion(np.full((3, 52), 2), 13.0)
    0.0
    """
    places, history = weekly.shape
    length = min(max(round(weeks), STEP), max(history // FEWEST_BLOCKS, 1))
    blocks = history // length
    if blocks < FEWEST_BLOCKS or length < STEP or not weekly.any():
        return 0.0
    cut = weekly[:, history - blocks * length :].reshape(places, blocks, length).sum(axis=2)
    together = cut.sum(axis=0).astype(np.float64) if places > 1 else np.ones(blocks)
    if not together.all():
        return 0.0
    # The places' own total follows them: with few places part of what they vary is taken for what
    # they share, n − 1 of n parts are left.
    share = places / (places - 1) if places > 1 else 1.0
    found = dispersion_of(cut, together)
    return float(found * share)
