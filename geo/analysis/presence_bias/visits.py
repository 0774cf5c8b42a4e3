"""Whether a place's incidents follow the visits to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.aoristic import aoristic_local
from geo.analysis.compare import Common, common_ratio
from geo.analysis.presence_bias.finding import FEWEST, LEVEL, TIMES, Finding

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FEWEST_VISITS = 5
AFTER_HOURS = 24
FEWEST_DURING = 3
"""Incidents that must have begun during visits before that is told."""


@dataclass(frozen=True)
class AfterVisits:
    """A place's incidents during and after visits against other times.

    Attributes
    ----------
    visits, incidents : int
        Within the span looked at.
    after_hours : int
        How long after its start a visit is taken to matter.
    during, after : Common
        Rates while police were there, and from then on, each against the times of no visit within
        `after_hours`, hour of the week by hour of the week. ``count`` and ``expected`` are of the
        hours that can be compared.
    began_during : int
        Incidents that began while police were there.
    finding_during, finding_after : Finding
    """

    visits: int
    incidents: int
    after_hours: int
    during: Common
    after: Common
    began_during: int
    finding_during: Finding
    finding_after: Finding


def after_visits(
    start_utc: Ints,
    visit_start_utc: Ints,
    visit_minutes: Ints,
    *,
    span_utc: tuple[int, int],
    after_hours: int = AFTER_HOURS,
) -> AfterVisits:
    """Compare a place's incidents during and after visits with those at other times.

    Visits are made when a place is busy: on Friday nights, say. So each hour of the local week is
    compared with itself at other times, and one ratio is told of all (:func:`common_ratio`).
    What this cannot tell is which came first: police also come because something has happened.

    Parameters
    ----------
    start_utc : array of int64, shape (n,)
        When the place's incidents began, seconds UTC; only those whose time is known to the hour.
    visit_start_utc, visit_minutes : array of int64, shape (visits,)
        0 minutes where the length is not known.
    span_utc : tuple of int
        From when until when both incidents and visits were recorded, seconds UTC.
    after_hours : int

    Raises
    ------
    ValueError
        A span or a number of hours that is not more than 0.
    """
    first, end = span_utc
    if end <= first or after_hours <= 0:
        raise ValueError("the span and the hours after a visit are more than 0")
    seconds = visit_minutes * 60
    during = _union(visit_start_utc, visit_start_utc + seconds, span_utc)
    near = _union(
        visit_start_utc, visit_start_utc + np.maximum(seconds, after_hours * 3600), span_utc
    )
    incidents = start_utc[(start_utc >= first) & (start_utc < end)]
    whole = np.array([first]), np.array([end])
    time_during, time_near, time = (_exposure(*each) for each in (during, near, whole))
    is_during, is_near = _inside(incidents, *during), _inside(incidents, *near)
    others = _counted(incidents[~is_near]), _whole_seconds(time - time_near)
    found_during = common_ratio(
        _counted(incidents[is_during]), _whole_seconds(time_during), *others
    )
    found_after = common_ratio(
        _counted(incidents[is_near & ~is_during]), _whole_seconds(time_near - time_during), *others
    )
    visits = int(((visit_start_utc >= first) & (visit_start_utc < end)).sum())
    enough = len(incidents) >= FEWEST and visits >= FEWEST_VISITS
    telling = max(found_after.count, found_after.expected) >= FEWEST / 2
    return AfterVisits(
        visits=visits,
        incidents=len(incidents),
        after_hours=after_hours,
        during=found_during,
        after=found_after,
        began_during=int(is_during.sum()),
        finding_during=_finding(found_during, enough, found_during.count >= FEWEST_DURING),
        finding_after=_finding(found_after, enough and telling, True),
    )


def _finding(found: Common, enough: bool, several: bool) -> Finding:
    if not enough:
        return Finding.TOO_FEW
    clear = several and found.p <= LEVEL and found.ratio >= TIMES
    return Finding.STANDS_OUT if clear else Finding.NOTHING


def _union(start: Ints, end: Ints, span: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return the disjoint intervals, in order, that intervals cover together within a span."""
    start, end = np.clip(start, *span), np.clip(end, *span)
    some = end > start
    order = np.argsort(start[some], kind="stable")
    start, reached = start[some][order], np.maximum.accumulate(end[some][order])
    opens = np.append(True, start[1:] > reached[:-1])[: len(start)]
    return start[opens], reached[np.append(opens[1:], True)[: len(start)]]


def _inside(moment: Ints, start: Ints, end: Ints) -> NDArray[np.bool_]:
    """Tell which moments lie in disjoint intervals; an interval's end does not."""
    return np.asarray(
        np.searchsorted(start, moment, side="right") > np.searchsorted(end, moment, side="right")
    )


def _exposure(start: Ints, end: Ints) -> Floats:
    """Return the seconds in each local hour of the week, shape (168,)."""
    return aoristic_local(start, end, weight=(end - start).astype(np.float64)).ravel()


def _whole_seconds(time: Floats) -> Floats:
    """Round off what is left of a difference of equals: it would look like very little time."""
    return np.asarray(np.maximum(np.rint(time), 0.0), dtype=np.float64)


def _counted(moment: Ints) -> Floats:
    """Return the moments in each local hour of the week, shape (168,)."""
    return aoristic_local(moment, moment).ravel()
