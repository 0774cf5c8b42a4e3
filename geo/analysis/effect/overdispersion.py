"""How much more than Poisson chance a place's counts vary from one period to the next."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from geo.analysis.signals.predictive import dispersion_of

Ints = NDArray[np.int64]

FEWEST_BLOCKS = 4
"""Blocks of history, at least, from which anything can be said of how they vary."""
SHORTEST = 4
"""Weeks of a block, at least: shorter ones hold too few incidents to tell."""
PARTS = 2
"""Blocks that a period is as long as: shorter ones are more, and so better known; drift that evens
out over a whole period is then taken for more than it is, which errs on the wide side."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What counts vary beyond chance.

    Attributes
    ----------
    dispersion : float
        1 / size of the negative binomial; 0 where the history varies by chance only, or is too
        short to tell.
    freedom : float
        Degrees of freedom it is known from; infinite where it is 0.
    """

    dispersion: float = 0.0
    freedom: float = inf


CHANCE = Spread()


def overdispersion(weekly: Ints, weeks: float) -> Spread:
    """Return how much counts over so many weeks vary beyond chance, from the weeks before.

    The history is cut into blocks half as long as the period, or as long as leaves
    :data:`FEWEST_BLOCKS`; of them is told by moments what the places vary beyond Poisson
    chance and beyond what all of them do together, for that the comparison takes away. Chance that
    is new every week evens out in long blocks and drift does not: measured in blocks of nearly the
    right length both count for what they are.

    Parameters
    ----------
    weekly : ndarray of int, shape (places, weeks of history)
        Before the measure began, oldest first; the place and its comparisons.
    weeks : float
        Length of the period that is to be judged.

    Examples
    --------
    >>> overdispersion(np.full((3, 52), 2), 13.0)
    Spread(dispersion=0.0, freedom=inf)
    """
    weekly = weekly[weekly.sum(axis=1) > 0]
    places, history = weekly.shape
    length = min(max(round(weeks / PARTS), SHORTEST), history // FEWEST_BLOCKS)
    if length < SHORTEST or not places:
        return CHANCE
    blocks = history // length
    cut = weekly[:, history - blocks * length :].reshape(places, blocks, length).sum(axis=2)
    found = _alone(cut) if places == 1 else _beyond_shared(cut)
    freedom = max(places - 1, 1) * (blocks - 1)
    return Spread(found, float(freedom)) if found > 0 else CHANCE


def _alone(counts: Ints) -> float:
    return dispersion_of(counts, np.ones(counts.shape[1]))


def _beyond_shared(counts: Ints) -> float:
    """Return the dispersion beside what all places share, by moments.

    With shares p of a block's total L, what a place differs from its share has by Poisson chance
    the variance p L (1 − p), as in a multinomial, and by a dispersion k of the places
    k L² (p² (1 − 2p) + p² Σ p²); both are summed over places and blocks and k is solved for.
    """
    total = counts.sum(axis=0).astype(np.float64)
    share = counts.sum(axis=1) / total.sum()
    blocks = counts.shape[1]
    found = ((counts - np.outer(share, total)) ** 2).sum() * blocks / (blocks - 1)
    squares = float((share**2).sum())
    chance = total.sum() * (1 - squares)
    unit = (total**2).sum() * (squares - 2 * (share**3).sum() + squares**2)
    return max(0.0, float((found - chance) / unit)) if unit > 0 else 0.0
