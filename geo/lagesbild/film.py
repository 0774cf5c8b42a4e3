"""The film of a kommun: every place in every period, as the lägesbild of that period has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.join import Assignment
from geo.lagesbild import words
from geo.lagesbild.build import valid
from geo.lagesbild.comparing import compare
from geo.lagesbild.counting import (
    BEFORE,
    GROUPS,
    Cube,
    History,
    Ints,
    count,
    history_of,
    is_over,
)
from geo.lagesbild.result import Comparison
from geo.model import Occasion, Period, PeriodKind, Selection, Verdict

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
    occasions: Sequence[Occasion],
    overlap: NDArray[np.bool_],
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
    occasions : sequence of Occasion
        Risk occasions, from as far back as the first period's lägesbild looks.
    overlap : ndarray of bool, shape (places, places)
        Which places share ground.
    untimed : int
        Incidents on record with no time.
    store_version : int
    now : datetime
        Aware. In a period that still runs, nothing is said to decrease.
    """
    last = history_of(selection.period, incidents, untimed)
    periods, longer = _periods(last, incidents, untimed)
    cube = count(selection, incidents, assignment, longer, len(places))
    today = weeks.local_day(int(now.timestamp()))
    frames = []
    for at, period in enumerate(periods, start=1 - len(periods)):
        history = history_of(period, incidents, untimed)
        history = replace(history, shown=history.shown[-1:])  # nobody sees these series
        end = len(longer.periods) + at
        there = valid(places, period.end)
        part = _part(cube, slice(end - len(history.periods), end), there)
        over = is_over(history, incidents, untimed, today)
        shared = overlap[there][:, there]
        found = _verdicts(part, history, selection, occasions, shared, over=over)
        frames.append(_Frame.of(*found, there, over=over))
    return Film(
        selection=selection,
        store_version=store_version,
        periods=periods,
        place_id=places["place_id"].to_numpy(dtype=np.int64),
        names=tuple(places["name"]),
        verdict=np.stack([each.verdict for each in frames]),
        count=cube.places.sum(axis=2)[:, -len(periods) :].T,
        low=np.stack([each.low for each in frames]),
        high=np.stack([each.high for each in frames]),
        total=cube.everywhere.sum(axis=1)[-len(periods) :],
        headlines=tuple(each.headline for each in frames),
        cuts=np.searchsorted(incidents["mid_utc"].to_numpy(), weeks.edges_utc(periods)),
    )


def _periods(
    last: History, incidents: pd.DataFrame, untimed: int
) -> tuple[tuple[Period, ...], History]:
    """Return the periods of the film, and a history that holds what each of them looks back at."""
    back = weeks.before(last.periods[-1], len(last.periods) + LENGTH - 1)
    timed = len(incidents) > untimed
    first = int(incidents["start_utc"].iloc[0]) if timed else weeks.edges_utc(back)[-1]
    covered = int((weeks.edges_utc(back)[:-2] >= first).sum())
    shown = min(LENGTH, max(BEFORE, covered) + 1)
    return back[-shown:], replace(last, periods=back, last_year=None)


def _part(cube: Cube, periods: slice, there: NDArray[np.bool_]) -> Cube:
    """Return the counts that end with one period, of the places that are places then."""
    none = np.zeros(0, dtype=np.int64)
    return Cube(
        places=cube.places[there, periods],
        everywhere=cube.everywhere[periods],
        last_year=np.zeros((int(there.sum()) + 1, len(GROUPS)), dtype=np.int64),
        categories=[],
        now=none,
        lately=none,
    )


def _verdicts(
    cube: Cube,
    history: History,
    selection: Selection,
    occasions: Sequence[Occasion],
    overlap: NDArray[np.bool_],
    *,
    over: bool,
) -> tuple[Comparison, list[Comparison]]:
    """Ask of one period what its lägesbild asks; the only place where a film asks for verdicts.

    Returns
    -------
    whole : Comparison
    places : list of Comparison
        In the order of the cube's places.
    """
    found = compare(cube, history, selection, occasions, overlap, over=over)
    return found.whole, found.places


@dataclass(frozen=True)
class _Frame:
    """One period of a film; arrays of shape (places,)."""

    verdict: Codes
    low: Ints
    high: Ints
    headline: str

    @classmethod
    def of(
        cls, whole: Comparison, found: list[Comparison], there: NDArray[np.bool_], *, over: bool
    ) -> _Frame:
        """Return the period as arrays: `found` are the comparisons of the places `there`."""
        verdicts = [each.verdict for each in found]
        low, high = np.full((2, len(there)), UNKNOWN, dtype=np.int64)
        low[there] = [UNKNOWN if each.normal_low is None else each.normal_low for each in found]
        high[there] = [UNKNOWN if each.normal_high is None else each.normal_high for each in found]
        codes = np.full(len(there), NO_PLACE, dtype=np.int8)
        codes[there] = [VERDICTS.index(verdict) for verdict in verdicts]
        return cls(codes, low, high, words.headline(whole, verdicts, over=over))
