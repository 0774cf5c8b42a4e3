"""How many incidents of each category are expected at each place, in each band of the week.

A place's rate is drawn towards that of all places, and its clock towards that of all places, the
more the less is known of it; what happened lately counts for more than what happened long ago.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.aoristic import LONGEST, aoristic_local
from geo.analysis.eb_rate import eb_rate
from geo.planning.need.log import Log
from geo.planning.need.slots import BANDS, CELLS, HOURS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

HALF_LIFE = 12.0
"""Weeks after which an incident counts half: an increase over a month or two shows, and a place
that has calmed down loses its rate within half a year. In the demo, where most rates are steady,
longer memories foretell the next week a little better (26 weeks: 0.1–0.25 of log-likelihood a week
for a whole kommun) and shorter ones worse (8 weeks: 0.15–0.3)."""
KNOWN = 50.0
"""Incidents at which a place's own clock weighs as much as that of all places: of 5 to 1,000, what
foretold the hours of the demo's next eight weeks best, or within 0.003 of the best."""
DAY_STARTS = 3
"""Bands after midnight (00–06) belong to the evening before, as in ``analysis.busy_hours``."""


@dataclass(frozen=True)
class Expected:
    """What is expected, as rates and clocks.

    Attributes
    ----------
    rate : ndarray, shape (places, categories)
        Incidents a week.
    kind : ndarray, shape (categories, 84)
        Clock of each category at all places, Monday 00–02 first; sums to 1.
    place : ndarray, shape (places, 84)
        How many times the usual there is at a place in each band, given its categories.
    """

    rate: Floats
    kind: Floats
    place: Floats

    @property
    def level(self) -> Floats:
        """Return what times `kind` and `place` is expected in a band, shape (places, categories).

        A place's clock of a category is the product of the two over its sum: that is in here.
        """
        norm = self.place @ self.kind.T
        return np.asarray(self.rate / np.maximum(norm, 1e-12), dtype=np.float64)

    def weighted(self, weight: Floats) -> Floats:
        """Return the weighted sum of expected incidents, shape (places, 84).

        Over the week it sums to the place's weighted rate.

        Parameters
        ----------
        weight : ndarray, shape (categories,)
        """
        return ((self.level * weight) @ self.kind) * self.place


def expect(log: Log) -> Expected:
    """Estimate rates and clocks.

    An incident that is 12 weeks old counts half, one of 24 weeks a quarter. Weighted counts are
    brought to the scale of an effective sample, (sum of weights)² / sum of squares (Kish 1965,
    Survey Sampling), so that they vary as counts do, and are drawn towards each other per category
    by ``eb_rate``.
    """
    return Expected(_rates(log), *_clocks(log))


def _rates(log: Log) -> Floats:
    once, twice = _halving(log.weeks, HALF_LIFE), _halving(log.weeks, HALF_LIFE / 2)
    scale, exposure = once / twice, once**2 / twice
    weight = scale * 0.5 ** (log.age / HALF_LIFE)
    cell = log.place * len(log.categories) + log.category
    counted = np.bincount(cell, weight, log.n_places * len(log.categories))
    count = counted.astype(np.float64).reshape(log.n_places, len(log.categories))
    rate = np.zeros_like(count)
    for category in np.flatnonzero(count.any(axis=0)):
        found = eb_rate(count[:, category], np.full(log.n_places, exposure))
        rate[:, category] = found.mean
    return rate


def _halving(length: float, half_life: float) -> float:
    """Return the integral of ``0.5 ** (t / half_life)`` from 0 to `length`, in weeks."""
    return float(half_life / np.log(2) * (1 - 0.5 ** (length / half_life)))


def _clocks(log: Log) -> tuple[Floats, Floats]:
    """Return the clock of each category, and how each place departs from those of its own.

    Categories are drawn towards all incidents and those towards an even week. Of a place only
    weekday and hour are told apart, each by itself: 84 bands of a few incidents would be noise.
    """
    known = (log.end - log.start) <= LONGEST
    start, end = log.start[known], log.end[known]
    place, category = log.place[known], log.category[known]
    own_kind = _bands(start, end, category, len(log.categories))
    everything = _towards(own_kind.sum(axis=0), np.full(CELLS, 1 / CELLS), CELLS)
    kind = _towards(own_kind, everything, CELLS)
    mix = np.zeros((log.n_places, len(log.categories)))
    np.add.at(mix, (place, category), 1.0)
    expected = mix @ kind
    own = _bands(start, end, place, log.n_places)
    by_band = _ratio(_by_band(own), _by_band(expected))
    by_day = _ratio(_by_day(own), _by_day(expected))
    return kind, by_band[:, _BAND_OF] * by_day[:, _DAY_OF]


_BAND_OF = np.arange(CELLS) % BANDS
_DAY_OF = (np.arange(CELLS) - DAY_STARTS) % CELLS // BANDS


def _bands(start: Ints, end: Ints, group: Ints, groups: int) -> Floats:
    """Return aoristic weights per group and band of the week, shape (groups, 84)."""
    hours = aoristic_local(start, end, group=group, groups=groups)
    return np.asarray(hours.reshape(groups, CELLS, HOURS).sum(axis=2), dtype=np.float64)


def _towards(own: Floats, prior: Floats, pseudo: float) -> Floats:
    """Return shares of `own`, drawn towards shares that count as `pseudo` incidents."""
    return np.asarray((own + pseudo * prior) / (own.sum(axis=-1, keepdims=True) + pseudo))


def _ratio(own: Floats, expected: Floats) -> Floats:
    """Return own over expected, drawn towards 1 as if `KNOWN` more incidents were as expected."""
    total = expected.sum(axis=1, keepdims=True)
    share = np.divide(expected, total, out=np.ones_like(expected), where=total > 0)
    return np.asarray((own + KNOWN * share) / (expected + KNOWN * share))


def _by_band(table: Floats) -> Floats:
    return np.asarray(table.reshape(len(table), 7, BANDS).sum(axis=1))


def _by_day(table: Floats) -> Floats:
    evenings = np.roll(table, -DAY_STARTS, axis=1)
    return np.asarray(evenings.reshape(len(table), 7, BANDS).sum(axis=2))
