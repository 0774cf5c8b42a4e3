"""Visits of a kommun as a dose against the incidents that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.effect import model_words
from geo.analysis.effect.dose import Dose, NoDose
from geo.analysis.effect.dose import dose as fitted
from geo.analysis.innermost import innermost
from geo.evaluation import log
from geo.evaluation.log import EPOCH, Log
from geo.follow_up.visits import NOWHERE, made
from geo.records import Records

Ints = NDArray[np.int64]
MOST_VISITS = 4
"""The last row of the table is so many visits or more."""


@dataclass(frozen=True, slots=True)
class DoseRow:
    """Place-weeks that had so many visits in the four weeks before, and the incidents of them."""

    visits: str
    place_weeks: int
    incidents: float


@dataclass(frozen=True)
class DoseStudy:
    """What goes with visits.

    Attributes
    ----------
    found : Dose or NoDose
    words : str
        Swedish: an association, never more.
    rows : tuple of DoseRow
        Plain means, nothing taken away.
    first, end : date
        The weeks looked at; the end is exclusive.
    """

    found: Dose | NoDose
    words: str
    rows: tuple[DoseRow, ...]
    first: date
    end: date


def dose(records: Records, *, now: datetime) -> DoseStudy:
    """Return how the visits of a kommun go with the incidents of the weeks after.

    Incidents and visits count at the smallest place they lie in, in the weeks that both logs cover.
    """
    today = weeks.local_day(int(now.timestamp()))
    day, place = made(records.visits, records.visit_assignment, _area(records))
    placed = place != NOWHERE
    start = EPOCH + timedelta(days=int(day[placed].min())) if placed.any() else today
    read = log.read(records, min(start, today), today, None)
    first = max(start, read.first)
    length = max((read.end - first).days // 7, 0)
    incidents, visits = (
        _weekly(table, units, len(records.places), length)
        for table, units in (
            _incidents(records, read, first),
            (day[placed] - (first - EPOCH).days, place[placed]),
        )
    )
    found = fitted(incidents, visits)
    end = first + timedelta(days=7 * length)
    return DoseStudy(found, model_words.dose(found), _rows(incidents, visits), first, end)


def _area(records: Records) -> NDArray[np.float64]:
    return np.asarray(records.places.area, dtype=np.float64)


def _incidents(records: Records, read: Log, first: date) -> tuple[Ints, Ints]:
    """Return day and place of the incidents, each at the smallest place it lies in."""
    pairs = records.assignment
    kept = innermost(pairs.row, pairs.place, _area(records))
    day = np.full(pairs.n_rows, -1, dtype=np.int64)
    day[read.row] = read.day
    used = kept & (day[pairs.row] >= 0)
    return day[pairs.row[used]] - (first - read.first).days, pairs.place[used]


def _weekly(day: Ints, place: Ints, places: int, length: int) -> Ints:
    kept = (day >= 0) & (day < 7 * length)
    cell = place[kept] * length + day[kept] // 7
    return np.bincount(cell, minlength=places * length).reshape(places, length)


def _rows(incidents: Ints, visits: Ints) -> tuple[DoseRow, ...]:
    """Return mean incidents by the visits of the four weeks before."""
    length = incidents.shape[1]
    if length <= 4:
        return ()
    before = np.stack([visits[:, lag : length - 4 + lag] for lag in range(4)]).sum(axis=0)
    used = incidents.sum(axis=1) > 0
    dosed = np.minimum(before[used], MOST_VISITS).ravel()
    many = incidents[used, 4:].ravel()
    found = []
    for n in range(MOST_VISITS + 1):
        here = dosed == n
        if here.any():
            label = f"{n} eller fler" if n == MOST_VISITS else str(n)
            found.append(DoseRow(label, int(here.sum()), float(many[here].mean())))
    return tuple(found)
