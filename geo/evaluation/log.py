"""The incidents that before and after are counted from, day by day, and those that are left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.look import count, number
from geo.model import Precision
from geo.planning.need.harm_weights import HarmWeights
from geo.records import Records

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

EPOCH = date(1970, 1, 1)
VAGUE = frozenset({Precision.LOCALITY, Precision.KOMMUN, Precision.LAN})
"""Precision classes that say nothing of a place within its town."""
LATE_DAYS = 56
"""A source must cover so many days before the measure, or it is not counted at all."""
QUIET_DAYS = 45
"""A source that has been silent so long at the end of the record has ended, it is taken."""


@dataclass(frozen=True)
class Log:
    """Incidents that count; arrays of shape (n,).

    Attributes
    ----------
    row : ndarray of int
        Positions in the frame of incidents.
    day : ndarray of int
        Days since `first`.
    weight : ndarray of float
        1, or the harm of the category.
    first, end : date
        Local days that every counted source covers; the end is exclusive.
    left_out : tuple of str
        Swedish: what is not counted, with its number.
    harm : bool
    """

    row: Ints
    day: Ints
    weight: Floats
    first: date
    end: date
    left_out: tuple[str, ...]
    harm: bool

    @property
    def days(self) -> int:
        """Number of days covered."""
        return (self.end - self.first).days

    def at(self, day: date) -> int:
        """Return a day as days since `first`, within the log."""
        return min(max((day - self.first).days, 0), self.days)


@dataclass(frozen=True)
class Daily:
    """Sums of units per day, shape (units, days): incidents, harm and squared harm."""

    count: Ints
    value: Floats
    square: Floats


def read(records: Records, began: date, today: date, harm: HarmWeights | None) -> Log:
    """Return the incidents that count towards a measure that began on a day.

    The record is cut to the days that all its sources cover, so that a log that had not begun is
    never taken for days without incidents. A source that began too late, or ended too early, to
    stand on both sides of `began` is left out, with its rows said.

    Parameters
    ----------
    records : Records
    began : date
    today : date
        Days from it on are not over.
    harm : mapping, optional
        Harm of each category; None counts every incident as 1.
    """
    frame = records.incidents.iloc[: len(records.incidents) - records.untimed]
    day = weeks.local_seconds(frame["mid_utc"].to_numpy(dtype=np.int64)) // 86_400
    vague = frame["precision"].astype(str).isin([each.value for each in VAGUE]).to_numpy()
    placed = records.assignment.placed | records.assignment.positioned
    unplaced = ~placed[: len(frame)] & ~vague
    fit = _sources(frame["source"].astype(str).to_numpy(), day, began, today)
    kept = ~vague & ~unplaced & fit.kept & (day >= fit.first) & (day < fit.end)
    row = np.flatnonzero(kept)
    return Log(
        row=row,
        day=day[row] - fit.first,
        weight=_weights(frame["category"], harm)[row],
        first=EPOCH + timedelta(days=int(fit.first)),
        end=EPOCH + timedelta(days=int(fit.end)),
        left_out=_left_out(records, vague, unplaced, fit),
        harm=harm is not None,
    )


@dataclass(frozen=True)
class _Sources:
    kept: Bools
    first: int
    end: int
    dropped: tuple[tuple[str, int], ...]


def _sources(source: NDArray[np.object_], day: Ints, began: date, today: date) -> _Sources:
    """Return the rows of sources on both sides of a day, and the days that all of them cover."""
    start, now = ((each - EPOCH).days for each in (began, today))
    if not len(day):
        return _Sources(np.zeros(0, dtype=np.bool_), start, start, ())
    last = min(int(day.max()) + 1, now)
    spans = {name: (int(day[source == name].min()), int(day[source == name].max()) + 1)
             for name in np.unique(source)}  # fmt: skip
    used = [name for name, (low, high) in spans.items()
            if low + LATE_DAYS <= start < high and high + QUIET_DAYS >= last]  # fmt: skip
    if not used:  # nothing stands on both sides: say what there is rather than nothing
        used = list(spans)
    dropped = tuple((name, int((source == name).sum())) for name in spans if name not in used)
    first = max(spans[name][0] for name in used)
    return _Sources(np.isin(source, used), first, max(last, first), dropped)


def _weights(category: pd.Series, harm: HarmWeights | None) -> Floats:
    if harm is None:
        return np.ones(len(category), dtype=np.float64)
    codes = category.cat
    table = np.array([harm[str(code)].days for code in codes.categories], dtype=np.float64)
    return np.asarray(table[codes.codes.to_numpy()], dtype=np.float64)


def _left_out(records: Records, vague: Bools, unplaced: Bools, fit: _Sources) -> tuple[str, ...]:
    told = [
        (int(vague.sum()), "har bara ort, kommun eller län"),
        (int(unplaced.sum()), "har varken läge eller känd plats"),
        (records.untimed, "saknar tid"),
    ]
    lines = [f"{count(n, 'rad', 'rader')} {why}" for n, why in told if n]
    lines += [
        f"{number(n)} rader från {name} täcker inte både före och efter" for name, n in fit.dropped
    ]
    return tuple(lines)


def per_place(log: Log, records: Records) -> Daily:
    """Return the incidents of each place and day; one in several places counts in each."""
    at = np.full(records.assignment.n_rows, -1, dtype=np.int64)
    at[log.row] = np.arange(len(log.row))
    pair = at[records.assignment.row]
    used = pair >= 0
    return tabulate(log, pair[used], records.assignment.place[used], len(records.places))


def tabulate(log: Log, position: Ints, unit: Ints, units: int) -> Daily:
    """Return sums per unit and day of the log's incidents at `position`, each in a unit."""
    cell = unit * log.days + log.day[position]
    weight = log.weight[position]
    size = units * log.days
    value, square = (
        np.bincount(cell, each, size).astype(np.float64).reshape(units, log.days)
        for each in (weight, weight**2)
    )
    plain = np.bincount(cell, minlength=size).reshape(units, log.days)
    return Daily(plain.astype(np.int64), value, square)
