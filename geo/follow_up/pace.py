"""The pace of a promise: done, what should be done by now, what is needed, where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom, poisson

from geo.analysis.signals.predictive import dispersion_of
from geo.follow_up.current import Held
from geo.follow_up.visits import number

Ints = NDArray[np.int64]

WINDOW = 26
"""Weeks back that tell how many come in a week: a holiday is little of half a year."""
FEWEST_WEEKS = 4
"""Below this nothing is said of where it leads."""
CHANCE = 0.90
"""How sure the interval of the forecast is."""
PRIOR_SHAPE = 0.5
"""Of the rate's gamma prior (Jeffreys): as good as nothing is taken for granted."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where it leads if it goes on as in the last `weeks` weeks.

    Attributes
    ----------
    middle, low, high : int
        Occasions at the end: the median, and the bounds of the interval that holds 90 % of chance.
    weeks : int
        Whole weeks that it was reckoned from.
    reached : float
        The chance that the target is reached, 0–1.
    """

    middle: int
    low: int
    high: int
    weeks: int
    reached: float


@dataclass(frozen=True)
class Pace:
    """A promise on a day.

    Attributes
    ----------
    held : Held
    today : date
        The local day; it is not over, so it is among the days that are left.
    done : int
    expected : int
        How many should be done before today, whole ones.
    ahead : int
        Done beyond what is expected; below 0 it is behind.
    left : int
    weeks_left : float
    per_week : float
        How many are needed a week from now; 0 when it is reached, ``inf`` when time is out.
    forecast : Forecast or None
        None while there is too little to go by.
    rows : tuple of int
        The rows of the log behind `done`, oldest first; a row of several occasions as many times.
    """

    held: Held
    today: date
    done: int
    expected: int
    ahead: int
    left: int
    weeks_left: float
    per_week: float
    forecast: Forecast | None
    rows: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.done != len(self.rows):
            raise ValueError("every occasion that is counted has its row")


def pace(held: Held, rows: Ints, day: Ints, *, today: date, known: Ints | None = None) -> Pace:
    """Reckon the pace.

    Parameters
    ----------
    held : Held
    rows : ndarray of int
        Rows that count in the time the promise is for, once for every occasion; see
        ``visits.counted`` and ``log.Log.activity_rows``.
    day : ndarray of int, shape (rows of the log,)
        Local day of every row of the log, days since 1970.
    today : date
        Local day.
    known : ndarray of int, optional
        Days of all occasions of the kind, before the promise began, too: the forecast goes by them.
    """
    at = min(max((today - held.start).days, 0), held.days)
    done, expected = len(rows), held.target * at // held.days
    left, weeks_left = max(held.target - done, 0), (held.days - at) / 7
    wanted = left / weeks_left if weeks_left else inf
    return Pace(
        held=held,
        today=today,
        done=done,
        expected=expected,
        ahead=done - expected,
        left=left,
        weeks_left=weeks_left,
        per_week=wanted if left else 0.0,
        forecast=forecast(
            day[rows] if known is None else known,
            done,
            target=held.target,
            today=today,
            days_left=held.days - at,
        ),
        rows=tuple(int(row) for row in rows),
    )


def forecast(day: Ints, done: int, *, target: int, today: date, days_left: int) -> Forecast | None:
    """Reckon where it leads if visits come as in the last :data:`WINDOW` weeks.

    Visits come by chance with a rate that is not known: of a Poisson count whose rate has a gamma
    distribution the prediction is negative binomial (Gelman et al. 2013, Bayesian Data Analysis,
    3rd ed., 2.6). How much more than chance the weeks vary is estimated by moments (see
    ``analysis.signals.predictive.dispersion_of``) and added to its variance.

    Parameters
    ----------
    day : ndarray of int
        Days of the visits so far, days since 1970.
    done : int
        Visits that already count.
    target : int
    today : date
    days_left : int

    Examples
    --------
    >>> days = number(date(2026, 6, 1)) + 7 * np.arange(-26, 0)
    >>> forecast(days, 50, target=80, today=date(2026, 6, 1), days_left=210).middle
    80
    """
    ago = number(today) - 1 - day
    ago = ago[ago >= 0]
    weeks = min(WINDOW, int(ago.max()) // 7 + 1) if len(ago) else 0
    if weeks < FEWEST_WEEKS:
        return None
    counts = np.bincount(ago[ago < 7 * weeks] // 7, minlength=weeks)
    shape = counts.sum() + PRIOR_SHAPE
    rate, ahead = shape / weeks, days_left / 7
    mean = rate * ahead
    if not mean:
        return Forecast(done, done, done, weeks, float(done >= target))
    dispersion = dispersion_of(counts[None, :], np.ones(weeks))
    spread = dispersion * rate**2 * ahead
    variance = mean + spread + mean**2 * (1 / shape + dispersion / weeks)
    size = mean**2 / (variance - mean)
    chance = nbinom(size, size / (size + mean)) if np.isfinite(size) else poisson(mean)
    low, middle, high = (int(chance.ppf(q)) for q in ((1 - CHANCE) / 2, 0.5, (1 + CHANCE) / 2))
    reached = 1.0 if done >= target else float(chance.sf(target - done - 1))
    return Forecast(done + middle, done + low, done + high, weeks, reached)
