"""Visits as a dose against the incidents of the following weeks: an association, nothing more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from geo.analysis.effect.poisson_regression import poisson_regression

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LAGS = 4
"""Weeks after a visit in which incidents are counted."""
LEAST_WEEKS, LEAST_PLACES, LEAST_VISITS, LEAST_COUNT = 26, 3, 20, 100
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Association:
    """Incidents of a week with one more visit over those without it, and its interval."""

    ratio: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Tell whether the interval leaves out 1."""
        return self.low > 1 or self.high < 1


@dataclass(frozen=True, slots=True)
class Dose:
    """How visits go with incidents.

    Attributes
    ----------
    after : Association
        Of the visits of the :data:`LAGS` weeks before with a week's incidents.
    ahead : Association
        Of the visits of the :data:`LAGS` weeks that come with a week's incidents. Visits to come
        cannot do anything: what is seen here is where visits are sent.
    places, weeks, visits, incidents : int
        What the numbers rest on.
    """

    after: Association
    ahead: Association
    places: int
    weeks: int
    visits: int
    incidents: int


@dataclass(frozen=True, slots=True)
class NoDose:
    """Too little to say anything of; `need` are Swedish words for what is missing."""

    need: str


def dose(incidents: Ints, visits: Ints) -> Dose | NoDose:
    """Fit incidents of a place and week to the visits of the four weeks before, and after.

    log mean = place + week + b × visits of the weeks t−4 … t−1 + c × visits of t+1 … t+4 +
    d × log(1 + incidents of t−8 … t−1): a Poisson regression with a level for each place and each
    week (Hausman, Hall & Griliches 1984, Econometrica 52, 909–938, on counts with place effects;
    here both effects are columns). Presence goes where crime is: when much has happened more visits
    are made, and then less happens, as it would have in any case. The incidents just before and the
    visits to come are there to take that away, and can take away only what they show.

    Parameters
    ----------
    incidents, visits : ndarray of int, shape (places, weeks)
        Whole weeks of the same days, oldest first.
    """
    missing = _missing(incidents, visits)
    if missing:
        return NoDose(missing)
    first, last = 2 * LAGS, incidents.shape[1] - LAGS
    kept = incidents[:, first:last].sum(axis=1) > 0
    weeks = np.flatnonzero(incidents[kept, first:last].sum(axis=0) > 0) + first
    count = incidents[np.ix_(kept, weeks)]
    terms = [
        _sum(visits, -LAGS, -1)[np.ix_(kept, weeks)],
        _sum(visits, 1, LAGS)[np.ix_(kept, weeks)],
        np.log1p(_sum(incidents, -2 * LAGS, -1)[np.ix_(kept, weeks)]),
    ]
    columns, series = _columns(count.shape, terms)
    fit = poisson_regression(count.ravel().astype(np.float64), columns, series, lags=LAGS)
    freedom = max(fit.freedom, 1)
    reach = float(stdtrit(freedom, (1 + CONFIDENCE) / 2))
    after, ahead = (
        Association(
            *(float(np.exp(fit.coefficient @ of + z * fit.error(of))) for z in (0, -reach, reach))
        )
        for of in np.eye(columns.shape[1])[:2]
    )
    return Dose(
        after, ahead, int(kept.sum()), len(weeks), int(visits[kept].sum()), int(count.sum())
    )


def _missing(incidents: Ints, visits: Ints) -> str:
    weeks = incidents.shape[1]
    told = (
        (int(((incidents.sum(axis=1) > 0) & (visits.sum(axis=1) > 0)).sum()), LEAST_PLACES,
         "platser med både händelser och besök"),
        (weeks, LEAST_WEEKS, "hela veckor med båda loggarna"),
        (int(visits.sum()), LEAST_VISITS, "besök"),
        (int(incidents.sum()), LEAST_COUNT, "händelser"),
    )  # fmt: skip
    return ", ".join(f"minst {least} {what} (nu {n})" for n, least, what in told if n < least)


def _sum(table: Ints, first: int, last: int) -> Floats:
    """Return the sums of the weeks `first` to `last` from each week; what lies outside counts 0."""
    total = np.zeros(table.shape, dtype=np.float64)
    weeks = table.shape[1]
    for lag in range(first, last + 1):
        low, high = max(0, -lag), min(weeks, weeks - lag)
        total[:, low:high] += table[:, low + lag : high + lag]
    return total


def _columns(shape: tuple[int, ...], terms: list[Floats]) -> tuple[Floats, Ints]:
    """Return the regression's columns, the terms first, and the place of each row."""
    places, weeks = shape
    place, week = np.repeat(np.arange(places), weeks), np.tile(np.arange(weeks), places)
    by_place = (place[:, None] == np.arange(places)).astype(np.float64)
    by_week = (week[:, None] == np.arange(1, weeks)).astype(np.float64)
    made = np.column_stack([*(term.ravel() for term in terms), by_place, by_week])
    return made, place.astype(np.int64)
