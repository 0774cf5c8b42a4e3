"""The film of a kommun: every place in every period, as the lägesbild of that period has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.analysis import counts
from geo.join import Assignment
from geo.lagesbild import words
from geo.lagesbild.counting import BEFORE, SERIES, Ints, count, covered, history_of, valid_in
from geo.lagesbild.result import Comparison
from geo.model import Period, PeriodKind, Selection, Verdict

LENGTH = 104
"""Periods of a film at most: two years of weeks."""
VERDICTS = tuple(Verdict)
"""What the codes of a film mean."""
NO_PLACE = -1
"""Code of a place in a period that it was not a place in."""
UNKNOWN = -1
"""Normal of a count with too short a history."""

Codes = NDArray[np.int8]


@dataclass(frozen=True)
class Film:
    """Periods in a row, oldest first.

    Attributes
    ----------
    selection : Selection
        What was asked for; its period is the last one.
    store_version : int
    periods : tuple of Period
    place_id : ndarray of int64, shape (places,)
    names : tuple of str
        Of the places.
    verdict : ndarray of int8, shape (periods, places)
        Position in :data:`VERDICTS`, or :data:`NO_PLACE`.
    count, low, high : ndarray of int64, shape (periods, places)
        Incidents, and the normal band or :data:`UNKNOWN`.
    total : ndarray of int64, shape (periods,)
        Incidents of the whole kommun.
    headlines : tuple of str
        What the lägesbild of each period says at the top.
    cuts : ndarray of int64, shape (periods + 1,)
        Where in the frame of incidents each period begins, and the last ends.
    """

    selection: Selection
    store_version: int
    periods: tuple[Period, ...]
    place_id: Ints
    names: tuple[str, ...]
    verdict: Codes
    count: Ints
    low: Ints
    high: Ints
    total: Ints
    headlines: tuple[str, ...]
    cuts: Ints

    def __post_init__(self) -> None:
        shape = (len(self.periods), len(self.place_id))
        if not all(v.shape == shape for v in (self.verdict, self.count, self.low, self.high)):
            raise ValueError("a film has one value per period and place")
        if not shape[0] == len(self.total) == len(self.headlines) == len(self.cuts) - 1:
            raise ValueError("a film has one total, headline and slice of rows per period")


def reaching(period: Period, day: date) -> Period:
    """Return the period of the same kind, and in step with `period`, that holds `day`.

    Examples
    --------
    >>> weeks.code(reaching(weeks.parse("2026-W01--2W"), date(2026, 3, 22)))
    '2026-W11--2W'
    """
    if period.kind in (PeriodKind.TWO_WEEKS, PeriodKind.FOUR_WEEKS):
        return weeks.shift(period, (day - period.start) // (period.end - period.start))
    return weeks.containing(day, period.kind)


def build(
    *,
    selection: Selection,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    assignment: Assignment,
    untimed: int,
    store_version: int,
    now: datetime,
) -> Film:
    """Build the film that ends with the selection's period.

    It is at most :data:`LENGTH` periods long, and no longer than the record reaches.

    Parameters
    ----------
    selection : Selection
    places : GeoDataFrame
        The kommun's places, as the store gives them.
    incidents : DataFrame
        Sorted by ``mid_utc``, as the store gives them.
    assignment : Assignment
        Incidents joined to `places`.
    untimed : int
        Incidents on record with no time.
    store_version : int
    now : datetime
        Aware. In a period that still runs, nothing is said to decrease.
    """
    # The first period shown has as many before it as its lägesbild has.
    history = history_of(selection.period, incidents, untimed, length=LENGTH + SERIES - 1)
    cube = count(selection, incidents, assignment, history, len(places))
    periods = history.shown[-LENGTH:]
    shown = len(periods)
    known = covered(history.periods, incidents, untimed)
    usable = np.array([_usable(known, at) for at in range(-shown, 0)])
    today = weeks.local_day(int(now.timestamp()))
    over = np.array([each.end <= today for each in periods])
    table, everywhere = cube.places.sum(axis=2), cube.everywhere.sum(axis=1)[None]
    verdict = _verdicts(
        table,
        valid_in(periods, places),
        usable,
        minimum=selection.minimum_count,
        over=over,
    )
    low, high = _normal(table, usable)
    whole = everywhere[0, -shown:]
    whole_low, whole_high = _normal(everywhere, usable)
    return Film(
        selection=selection,
        store_version=store_version,
        periods=periods,
        place_id=places["place_id"].to_numpy(dtype=np.int64),
        names=tuple(places["name"]),
        verdict=verdict,
        count=table[:, -shown:].T,
        low=low,
        high=high,
        total=whole,
        headlines=tuple(
            _headline(*each)
            for each in zip(whole, whole_low[:, 0], whole_high[:, 0], verdict, over, strict=True)
        ),
        cuts=np.searchsorted(incidents["mid_utc"].to_numpy(), weeks.edges_utc(periods)),
    )


def _usable(known: NDArray[np.bool_], at: int) -> int:
    """Return how many of the periods right before one are covered by the record."""
    return int(known[at - BEFORE : at].sum())


def _verdicts(
    table: Ints,
    valid: NDArray[np.bool_],
    usable: Ints,
    *,
    minimum: int,
    over: NDArray[np.bool_],
) -> Codes:
    """Ask, period by period, what the lägesbild of that period asks.

    Parameters
    ----------
    table : ndarray of int, shape (places, periods and more before them)
    valid : ndarray of bool, shape (periods, places)
        Which places are places then; only these are asked about together.
    usable : ndarray of int, shape (periods,)
        How many periods before each have data.
    minimum : int
    over : ndarray of bool, shape (periods,)

    Returns
    -------
    ndarray of int8, shape (periods, places)
    """
    codes = np.full(valid.shape, NO_PLACE, dtype=np.int8)
    for at, there in enumerate(valid):
        now = table.shape[1] - len(valid) + at
        found = counts.verdicts(
            table[there, now],
            table[there, now - usable[at] : now],
            minimum=minimum,
            whole=bool(over[at]),
        )
        codes[at, there] = [VERDICTS.index(verdict) for verdict in found]
    return codes


def _normal(table: Ints, usable: Ints) -> tuple[Ints, Ints]:
    """Return the normal band before each of the last periods, each (periods, rows)."""
    low = np.full((len(usable), len(table)), UNKNOWN, dtype=np.int64)
    high = low.copy()
    for at, periods in enumerate(usable):
        now = table.shape[1] - len(usable) + at
        band = counts.normal_band(table[:, now - periods : now])
        if band.known:
            low[at], high[at] = band.low, band.high
    return low, high


def _headline(total: int, low: int, high: int, codes: Codes, over: bool) -> str:
    """Say what the lägesbild of one period says at the top."""
    known = low != UNKNOWN
    whole = Comparison(
        count=int(total),
        previous=0,
        normal_low=int(low) if known else None,
        normal_mean=None,
        normal_high=int(high) if known else None,
        last_year=None,
        series=(),
        verdict=Verdict.AS_USUAL,
    )
    found = [VERDICTS[code] for code in codes if code != NO_PLACE]
    return words.headline(whole, found, over=bool(over))
