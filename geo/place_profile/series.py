"""The place's counts period by period, each beside what was normal then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.analysis import counts
from geo.lagesbild import PlaceStatus
from geo.lagesbild.counting import BEFORE
from geo.model import Occasion, Period, Verdict
from geo.place_profile.result import SeriesPoint, VisitItem

LONGEST = 104
"""Periods shown at most, this one included."""


def periods_until(period: Period) -> tuple[Period, ...]:
    """Return all periods to count: those shown, and those that make up the first one's normal."""
    return weeks.before(period, LONGEST + BEFORE)


def count(mid_utc: NDArray[np.int64], periods: Sequence[Period]) -> NDArray[np.int64]:
    """Count incidents per period.

    Parameters
    ----------
    mid_utc : ndarray of int64, shape (n,)
        Middles of the place's incidents, ascending.
    periods : sequence of Period
        Consecutive.
    """
    return np.diff(np.searchsorted(mid_utc, weeks.edges_utc(periods)))


def covered_from(periods: Sequence[Period], first_utc: int | None) -> int:
    """Return the first of `periods` that begins at or after the first incident of the record.

    The last period always counts as covered: it is the one looked at.
    """
    last = len(periods) - 1
    if first_utc is None:
        return last
    starts = weeks.edges_utc(periods)[:-1]
    return min(int(np.searchsorted(starts, first_utc)), last)


def judged(
    table: NDArray[np.int64], at: int, start: int, *, minimum: int
) -> tuple[int | None, int | None, Verdict]:
    """Return what was normal for the count at `at`, and what was to be said of it then.

    Parameters
    ----------
    table : ndarray of int, shape (periods,)
    at : int
    start : int
        The first position that the record covers.
    minimum : int
        See :func:`geo.analysis.counts.verdicts`.

    Examples
    --------
    >>> judged(np.array([4, 6, 5, 5, 4, 20]), 5, 0, minimum=5)
    (4, 6, <Verdict.INCREASING: 'okar'>)
    >>> judged(np.array([4, 6, 5]), 2, 0, minimum=5)
    (None, None, <Verdict.TOO_FEW: 'for_fa'>)
    """
    before = table[np.newaxis, max(start, at - BEFORE) : at]
    band = counts.normal_band(before)
    verdict = counts.verdicts(table[at : at + 1], before, minimum=minimum)[0]
    if not band.known:
        return None, None, verdict
    return int(band.low[0]), int(band.high[0]), verdict


def build(
    status: PlaceStatus,
    periods: Sequence[Period],
    table: NDArray[np.int64],
    start: int,
    *,
    minimum: int,
    visits: Sequence[VisitItem],
    occasions: Sequence[Occasion],
) -> tuple[SeriesPoint, ...]:
    """Return the series of the periods that the record covers, at most :data:`LONGEST`.

    Parameters
    ----------
    status : PlaceStatus
        What the lägesbild says of the last period, which is said here too.
    periods, table
        As :func:`periods_until` and :func:`count` give them.
    start : int
        See :func:`covered_from`.
    minimum : int
    visits : sequence of VisitItem
        Newest first.
    occasions : sequence of Occasion
    """
    points = [
        SeriesPoint(
            period=periods[at],
            count=int(table[at]),
            low=low,
            high=high,
            verdict=verdict,
            visits=tuple(
                each
                for each in reversed(visits)
                if periods[at].start <= each.start.date() < periods[at].end
            ),
            occasions=tuple(
                each
                for each in occasions
                if each.start < periods[at].end and each.end > periods[at].start
            ),
        )
        for at in range(max(start, len(periods) - LONGEST), len(periods))
        for low, high, verdict in [judged(table, at, start, minimum=minimum)]
    ]
    now = status.comparison
    points[-1] = replace(points[-1], low=now.normal_low, high=now.normal_high, verdict=now.verdict)
    return tuple(points)
