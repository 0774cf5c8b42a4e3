"""Interrupted time series: did the level change when a measure began, beyond trend and season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from geo.analysis.effect.poisson_regression import Fit, newey_west_lags, poisson_regression

Floats = NDArray[np.float64]

YEAR = 365.25 / 7
"""Weeks of a year."""
HARMONICS = 2
LEAST_BEFORE, LEAST_AFTER = 52, 12
"""Weeks before and after that are needed at least."""
LEAST_ALONE = 104
"""Weeks before that are needed without a comparison: season is told from two years or not."""
LEAST_COUNT = 30
"""Incidents of the place that are needed at least, before."""
SLOPE_AFTER = 26
"""Weeks after from which a change of slope is told beside that of the level."""
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interrupted:
    """What a series says.

    Attributes
    ----------
    ratio, low, high : float
        Level after over the level expected, at the middle of the time after, and its interval.
    level_ratio, slope : float
        The jump at once, and the change of the log mean per year after it; 0 where not told.
    fitted, without : ndarray, shape (weeks,)
        The fitted line of the place, and what it would be had nothing changed.
    dispersion, autocorrelation : float
        See :class:`Fit`.
    controlled : bool
        Whether a comparison series carried season and common change.
    weeks : tuple of int
        Before and after.
    """

    ratio: float
    low: float
    high: float
    level_ratio: float
    slope: float
    fitted: Floats
    without: Floats
    dispersion: float
    autocorrelation: float
    controlled: bool
    weeks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class TooShort:
    """A series that nothing can be told of; `need` are Swedish words for what is missing."""

    need: str


def interrupted_series(
    place: Floats, began: int, comparison: Floats | None = None
) -> Interrupted | TooShort:
    """Fit a level change at `began`, beyond trend and season and beyond the comparison.

    log mean = level + trend + season (two harmonics) + change of level after `began` (+ change of
    slope, from :data:`SLOPE_AFTER` weeks on): Lopez Bernal, Cummins & Gasparrini 2017,
    International Journal of Epidemiology 46, 348–355. With a comparison both series are fitted
    together: season and what changed for both are shared, level and trend are each one's own, and
    the change is what the place's is beyond the comparison's (the controlled design of the same
    authors 2018, International Journal of Epidemiology 47, 2082–2093). Standard
    errors: :func:`poisson_regression`.

    Parameters
    ----------
    place : ndarray, shape (weeks,)
        Incidents per week.
    began : int
        The first week after.
    comparison : ndarray, shape (weeks,), optional
        Sums of incidents of other places in the same weeks.
    """
    before, after = began, len(place) - began
    short = _too_short(place, before, after, comparison)
    if short:
        return TooShort(short)
    slope = after >= SLOPE_AFTER
    columns, shown = _design(before, after, slope=slope, controlled=comparison is not None)
    count = place if comparison is None else np.concatenate([place, comparison])
    series = np.repeat(np.arange(len(count) // len(place)), len(place))
    fit = poisson_regression(count, columns, series, lags=newey_west_lags(len(place)))
    if not fit.converged:
        return TooShort("en serie som går att anpassa: den här har för många tomma veckor")
    return _told(fit, columns, shown, before, after, slope=slope, controlled=comparison is not None)


def _too_short(place: Floats, before: int, after: int, comparison: Floats | None) -> str:
    least = LEAST_ALONE if comparison is None else LEAST_BEFORE
    if before < least:
        return f"minst {least} veckor före starten (nu {max(before, 0)})"
    if after < LEAST_AFTER:
        return f"minst {LEAST_AFTER} veckor efter starten (nu {max(after, 0)})"
    if place[:before].sum() < LEAST_COUNT:
        return f"minst {LEAST_COUNT} händelser före starten (nu {int(place[:before].sum())})"
    if comparison is not None and comparison[:before].sum() < LEAST_COUNT:
        return f"minst {LEAST_COUNT} händelser i jämförelsen före starten"
    if comparison is not None and not comparison[before:].any():
        return "händelser i jämförelsen efter starten"
    return ""


def _design(before: int, after: int, *, slope: bool, controlled: bool) -> tuple[Floats, list[int]]:
    """Return the columns, and which of them are the change of the place."""
    weeks = np.arange(before + after, dtype=np.float64)
    trend = (weeks - before) / YEAR
    angle = 2 * np.pi * weeks / YEAR
    season = [f(k * angle) for k in range(1, HARMONICS + 1) for f in (np.sin, np.cos)]
    step = (weeks >= before).astype(np.float64)
    change = [step, step * trend] if slope else [step]
    shared = np.column_stack([np.ones_like(trend), trend, *season])
    if not controlled:
        made = np.column_stack([shared, *change])
        return made, list(range(shared.shape[1], made.shape[1]))
    common = np.column_stack([shared, *change])
    own = np.column_stack([np.ones_like(trend), trend, *change])
    made = np.vstack([np.hstack([common, own]), np.hstack([common, np.zeros_like(own)])])
    first = common.shape[1] + 2
    return made, list(range(first, made.shape[1]))


def _told(
    fit: Fit, columns: Floats, shown: list[int], before: int, after: int, *, slope: bool,
    controlled: bool,
) -> Interrupted:  # fmt: skip
    weeks = before + after
    middle = np.zeros(columns.shape[1])
    middle[shown] = [1.0, (after - 1) / 2 / YEAR] if slope else [1.0]
    log_ratio = float(middle @ fit.coefficient)
    error = fit.error(middle)
    # One series has one change: what is known of it grows with its weeks, not both series' rows.
    freedom = max(min(fit.freedom, weeks - columns.shape[1]), 1)
    reach = float(stdtrit(freedom, (1 + CONFIDENCE) / 2)) * error
    own = columns[:weeks].copy()
    own[:, shown] = 0.0
    jump = float(fit.coefficient[shown[0]])
    return Interrupted(
        ratio=float(np.exp(log_ratio)),
        low=float(np.exp(log_ratio - reach)),
        high=float(np.exp(log_ratio + reach)),
        level_ratio=float(np.exp(jump)),
        slope=float(fit.coefficient[shown[1]]) if slope else 0.0,
        fitted=fit.mean[:weeks],
        without=np.exp(own @ fit.coefficient),
        dispersion=fit.dispersion,
        autocorrelation=fit.autocorrelation,
        controlled=controlled,
        weeks=(before, after),
    )
