"""Every count of a lägesbild beside what is normal for it, and whether the difference is real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.analysis import signals
from geo.lagesbild.counting import GROUPS, Cube, History, Ints
from geo.lagesbild.result import Comparison
from geo.model import Group, Occasion, Period, PeriodKind, Selection

KOMMUN, PLACES, BY_GROUP = 0.03, 0.94, 0.03
"""Shares of the allowed errors: the whole kommun, its places, and category groups at them."""
SMOOTH = {PeriodKind.WEEK: 2, PeriodKind.TWO_WEEKS: 1}
"""Periods on either side that share a season; months and longer ones have one of their own."""


@dataclass(frozen=True)
class Compared:
    """The comparisons of a lägesbild; lists in the order of the places."""

    whole: Comparison
    places: list[Comparison]
    by_group: list[dict[Group, Comparison]]
    window: int
    """Periods before that make up what is normal; 0 where they are too few."""
    seasonal: bool
    """Whether what is normal follows the time of the year."""


def compare(
    cube: Cube,
    history: History,
    selection: Selection,
    occasions: Sequence[Occasion],
    overlap: NDArray[np.bool_],
    *,
    over: bool,
) -> Compared:
    """Compare the whole kommun, each place, and each group at each place with what is normal.

    Parameters
    ----------
    cube : Cube
    history : History
    selection : Selection
    occasions : sequence of Occasion
        From the first period on.
    overlap : ndarray of bool, shape (places, places)
        Which places share ground.
    over : bool
        Whether the period is over.
    """
    shown = [g for g, group in enumerate(GROUPS) if group in selection.groups]
    tables = [
        cube.everywhere.sum(axis=1)[None],
        cube.places.sum(axis=2),
        *(cube.places[:, :, g] for g in shown),
    ]
    last_year = [
        cube.last_year[-1:].sum(axis=1),
        cube.last_year[:-1].sum(axis=1),
        *(cube.last_year[:-1, g] for g in shown),
    ]
    shares = [KOMMUN, PLACES, *[BY_GROUP / len(shown) for _ in shown]]
    calendar = calendar_of(history, occasions)
    judged = signals.compare(
        [
            signals.Family(history.of(table), share, of_places=i > 0)
            for i, (table, share) in enumerate(zip(tables, shares, strict=True))
        ],
        history.of(tables[0])[0],
        calendar,
        minimum=selection.minimum_count,
        over=over,
        overlap=overlap,
    )
    whole, places, *groups = (
        _comparisons(history, *each) for each in zip(tables, last_year, judged, strict=True)
    )
    return Compared(
        whole[0],
        places,
        [
            {GROUPS[g]: of[i] for g, of in zip(shown, groups, strict=True)}
            for i in range(len(places))
        ],
        calendar.window,
        calendar.seasonal,
    )


def calendar_of(history: History, occasions: Sequence[Occasion]) -> signals.Calendar:
    """Return the periods that the record covers, with their lengths and holidays."""
    periods = history.periods[-1 - history.covered :]
    kind = periods[-1].kind
    per_year = weeks.PER_YEAR[kind]
    named = [_touching(period, occasions) if kind in SMOOTH else () for period in periods]
    return signals.Calendar(
        days=np.array([(each.end - each.start).days for each in periods], dtype=np.float64),
        per_year=per_year,
        smooth=SMOOTH.get(kind, 0),
        occasions=signals.rare(named, per_year),
    )


def _touching(period: Period, occasions: Sequence[Occasion]) -> tuple[str, ...]:
    return tuple(o.name for o in occasions if o.start < period.end and o.end > period.start)


def _comparisons(
    history: History, table: Ints, last_year: Ints, found: signals.Signals
) -> list[Comparison]:
    presence = signals.persistence(history.of(table))
    return [
        Comparison(
            count=int(table[i, -1]),
            previous=int(table[i, -2]),
            normal_low=int(found.low[i]) if found.known else None,
            normal_mean=float(found.mean[i]) if found.known else None,
            normal_high=int(found.high[i]) if found.known else None,
            last_year=None if history.last_year is None else int(last_year[i]),
            series=tuple(int(n) for n in table[i, -len(history.shown) :]),
            verdict=found.verdicts[i],
            p=float(found.p[i]) if found.known else None,
            chance=float(min(found.upper[i], found.lower[i])) if found.known else None,
            recent=int(found.recent[i]),
            recent_mean=float(found.recent_mean[i]) if found.known else None,
            presence=presence[i],
        )
        for i in range(len(table))
    ]
