"""How the models have done here: caught incidents per model, share and origin, and their sums.

Sums run over the origins before any ratio is taken, so that an origin weighs as the incidents that
it had, and one without incidents does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.forecast.accuracy import ratio

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FEWEST_ORIGINS = 5
FEWEST_EVENTS = 30
"""With fewer origins, or incidents in all of them, nothing is said of the models."""
INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, eq=False)
class Scores:
    """What each model caught in the top of its ranking, at each origin.

    Attributes
    ----------
    models : tuple of str
    shares : ndarray of float, shape (shares,)
        Shares of the units (or area) that were asked for.
    taken : ndarray of float, shape (shares,)
        Shares that whole units made of them.
    units : int
    by_area : bool
        Whether shares are of the area.
    origins : ndarray of int, shape (origins,)
        Positions of the periods that were predicted, each from the periods before it.
    events : ndarray of int, shape (origins,)
        Incidents of those periods.
    caught : ndarray of float, shape (models, shares, origins)
        Incidents in the top of each ranking.
    most : ndarray of float, shape (shares, origins)
        Incidents that the best ranking possible would have caught.
    chance : ndarray of float, shape (shares,)
        Hit rate that a random ranking has on average.
    p : ndarray of float, shape (models, shares)
        How often random rankings catch as much in all, per model.
    drawn : ndarray of int, shape (draws, origins)
        Origins drawn with replacement, for the intervals.
    """

    models: tuple[str, ...]
    shares: Floats
    taken: Floats
    units: int
    by_area: bool
    origins: Ints
    events: Ints
    caught: Floats
    most: Floats
    chance: Floats
    p: Floats
    drawn: Ints

    def __post_init__(self) -> None:
        shape = (len(self.models), len(self.shares), len(self.origins))
        if self.caught.shape != shape or self.p.shape != shape[:2]:
            raise ValueError("scores are per model, share and origin")

    @property
    def known(self) -> bool:
        """Tell whether there was enough to score."""
        return len(self.origins) >= FEWEST_ORIGINS and int(self.events.sum()) >= FEWEST_EVENTS

    @property
    def hit_rate(self) -> Floats:
        """Return the share of all incidents that were caught, shape (models, shares)."""
        return ratio(self.caught.sum(axis=2), self.events.sum())

    @property
    def hit_rate_interval(self) -> tuple[Floats, Floats]:
        """Return low and high of 95 % over origins, each of shape (models, shares).

        A percentile bootstrap (Efron 1979, Annals of Statistics 7, 1–26) that draws origins: what
        another run of such weeks may give, not what another model or kommun would.
        """
        rate = self.drawn_hit_rate
        if np.isnan(rate).all():
            return rate[..., 0], rate[..., 0]
        low, high = np.nanpercentile(rate, INTERVAL, axis=2)
        return low, high

    @property
    def drawn_hit_rate(self) -> Floats:
        """Return the hit rate of each draw of origins, shape (models, shares, draws)."""
        caught = self.caught[:, :, self.drawn].sum(axis=3)
        return ratio(caught, self.events[self.drawn].sum(axis=1))

    @property
    def pai(self) -> Floats:
        """Return the predictive accuracy index, shape (models, shares)."""
        return self.hit_rate / self.taken

    @property
    def pai_interval(self) -> tuple[Floats, Floats]:
        """Return low and high of 95 % over origins, each of shape (models, shares)."""
        low, high = self.hit_rate_interval
        return low / self.taken, high / self.taken

    @property
    def pei(self) -> Floats:
        """Return the prediction efficiency index, shape (models, shares)."""
        return ratio(self.caught.sum(axis=2), self.most.sum(axis=1))

    @property
    def times_chance(self) -> Floats:
        """Return the hit rate over that of a random ranking, shape (models, shares)."""
        return ratio(self.hit_rate, self.chance)
