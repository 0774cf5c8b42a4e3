"""The signals of a lägesbild: what is unusual this period, and what has changed slowly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.analysis import fdr
from geo.analysis.signals import calendar as _calendar
from geo.analysis.signals import predictive
from geo.analysis.signals.calendar import Calendar
from geo.model import Verdict

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVEL = 0.05
"""Share of the changes that are told that may be chance (false discovery rate)."""
UP, DOWN = 0.8, 0.2
"""Shares of the allowed errors: an increase calls for something this week, a decrease can wait."""
ITSELF = 0.05
"""A change is the period's own if its count alone is this unlikely; else it came over several."""

LATELY = 4
"""Periods in which a change that came over several must have enough incidents."""
LEAST = 0.1
"""Part of an ordinary series' share that one with next to nothing before still gets."""


@dataclass(frozen=True)
class Family:
    """Series that are alike: the places of a kommun, or one category group at each of them.

    Attributes
    ----------
    counts : ndarray of int, shape (n, periods)
        The last period is the one that is judged.
    share : float
        Of the allowed errors, beside the other families.
    of_places : bool
        Whether series i is of place i; else it is of all places together.
    """

    counts: Ints
    share: float = 1.0
    of_places: bool = True


@dataclass(frozen=True)
class Signals:
    """What is said of the last period of each series of a family; arrays of shape (n,).

    Attributes
    ----------
    known : bool
        False where there are too few periods before; the arrays are then zeros and ones.
    low, mean, high
        What is normal: 90 % of ordinary periods lie between `low` and `high`.
    p : ndarray of float
        Exact two-sided p of the period's count.
    upper, lower : ndarray of float
        Chance of a count this high, and this low.
    q : ndarray of float
        Of a change lately, adjusted for everything that is tested together.
    recent, recent_mean : ndarray
        Incidents of the last 4 periods, and what is usual for them.
    verdicts : tuple of Verdict
    window : int
        Periods before that make up what is normal.
    """

    known: bool
    low: Ints
    mean: Floats
    high: Ints
    p: Floats
    upper: Floats
    lower: Floats
    q: Floats
    recent: Ints
    recent_mean: Floats
    verdicts: tuple[Verdict, ...]
    window: int


def compare(
    families: Sequence[Family],
    total: Ints,
    calendar: Calendar,
    *,
    minimum: int,
    over: bool = True,
    overlap: NDArray[np.bool_] | None = None,
) -> list[Signals]:
    """Judge the last period of all series at once.

    One test a series and direction: its exponentially weighted moving average (EWMA; Roberts 1959,
    Technometrics 1, 239–250) of the last 6 periods, of which the last one weighs most, against the
    negative binomial that the periods before predict. Its p is the chance of something as far out,
    ties counted half (mid-p; Lancaster 1961, JASA 56, 223–234). Of all these tests together at
    most 5 % of the changes that are told are chance (:func:`geo.analysis.fdr.adjusted`).

    A change is the period's own (increasing, decreasing) where its count alone has an exact
    two-sided p of at most 5 %; else it came over several periods (growing, waning).

    Parameters
    ----------
    families : sequence of Family
    total : ndarray of int, shape (periods,)
        All incidents of the kommun: they tell of season and holidays.
    calendar : Calendar
        As many periods as `total`.
    minimum : int
        Where fewer happen, both now and normally, nothing is said.
    over : bool
        False while the period still runs: fewer than normal then means nothing.
    overlap : ndarray of bool, shape (places, places), optional
        Which places share incidents, each with itself; none do if not given.
    """
    if not calendar.window:
        return [_unknown(family) for family in families]
    expected = _calendar.expected(total, calendar)
    read = [_Evidence(family.counts, expected) for family in families]
    weight = np.concatenate(
        [f.share * each.weight(minimum) for f, each in zip(families, read, strict=True)]
    )
    weight = np.outer(weight, [UP, DOWN] if over else [1.0, 0.0]).ravel()
    p = np.concatenate([each.tests() for each in read])
    units = _units(families, overlap)
    q = fdr.adjusted(p.ravel(), weight=weight, units=units).reshape(p.shape)
    ends = np.cumsum([len(each.count) for each in read])[:-1]
    return [
        each.signals(part, minimum, calendar.window)
        for each, part in zip(read, np.split(q, ends), strict=True)
    ]


def _units(families: Sequence[Family], overlap: NDArray[np.bool_] | None) -> fdr.Units:
    """Return what each test is about: a place, or -1 for all of them."""
    about = [
        np.arange(len(f.counts)) if f.of_places else np.full(len(f.counts), -1) for f in families
    ]
    places = max((len(f.counts) for f in families if f.of_places), default=0)
    unit = np.concatenate(about).repeat(2)
    return fdr.Units(unit, np.eye(places, dtype=np.bool_) if overlap is None else overlap)


def over_time(
    families: Sequence[Family],
    total: Ints,
    calendar: Calendar,
    *,
    minimum: int,
    last: int,
    overlap: NDArray[np.bool_] | None = None,
) -> list[list[Signals]]:
    """Judge each of the last periods as it was judged when it was over, oldest first."""
    periods = len(total)
    return [
        compare(
            [replace(f, counts=f.counts[:, :end]) for f in families],
            total[:end],
            calendar.until(end),
            minimum=minimum,
            overlap=overlap,
        )
        for end in range(max(1, periods - last + 1), periods + 1)
    ]


class _Evidence:
    """What the counts of one family say."""

    def __init__(self, counts: Ints, expected: _calendar.Expected) -> None:
        window = len(expected.weight) - 1
        before = counts[:, -1 - window : -1]
        self.usual = expected.weight
        self.count = counts[:, -1].astype(np.float64)
        self.recent = counts[:, -LATELY:].sum(axis=1)
        self.now = predictive.of_count(before, expected)
        self.lately, weights = predictive.of_ewma(before, expected)
        self.ewma = counts[:, -len(weights) :][:, ::-1] @ weights

    def weight(self, minimum: int) -> Floats:
        """Return each series' part of the family's share of the allowed errors.

        Where so little happens that hardly any change could be told, less is given away.
        """
        told = np.clip(LATELY * self.now.mean / max(1, minimum), LEAST, 1.0)
        return np.asarray(told / max(float(told.sum()), LEAST))

    def tests(self) -> Floats:
        """Return the mid-p of each series being higher and lower lately, shape (n, 2)."""
        high = (self.lately.upper(self.ewma) + self.lately.upper(self.ewma + 1)) / 2
        return np.stack([high, 1 - high], axis=1)

    def signals(self, q: Floats, minimum: int, window: int) -> Signals:
        """Say what the adjusted tests, shape (n, 2), mean."""
        upper, lower = self.now.upper(self.count), 1 - self.now.upper(self.count + 1)
        p = np.minimum(1.0, 2 * np.minimum(upper, lower))
        low, high = self.now.band()
        mean = self.now.mean
        more = self.count > mean
        changed = (q[:, 0] <= LEVEL) & more | (q[:, 1] <= LEVEL) & ~more
        itself = p <= ITSELF
        seldom = np.maximum(self.count, mean) < minimum
        changed &= ~np.where(itself, seldom, np.maximum(self.recent, LATELY * mean) < minimum)
        chosen = np.where(changed, 2 * ~itself + ~more, np.where(seldom, 4, 5))
        return Signals(
            known=True,
            low=low,
            mean=mean,
            high=high,
            p=p,
            upper=upper,
            lower=lower,
            q=q.min(axis=1),
            recent=self.recent,
            recent_mean=mean * self.usual[-LATELY:].sum() / self.usual[-1],
            verdicts=tuple(_SAID[i] for i in chosen),
            window=window,
        )


_SAID = (
    Verdict.INCREASING,
    Verdict.DECREASING,
    Verdict.GROWING,
    Verdict.WANING,
    Verdict.TOO_FEW,
    Verdict.AS_USUAL,
)


def _unknown(family: Family) -> Signals:
    rows = len(family.counts)
    none, sure = np.zeros(rows, dtype=np.int64), np.ones(rows)
    return Signals(
        known=False,
        low=none,
        mean=np.zeros(rows),
        high=none,
        p=sure,
        upper=sure,
        lower=sure,
        q=sure,
        recent=family.counts[:, -LATELY:].sum(axis=1),
        recent_mean=np.zeros(rows),
        verdicts=(Verdict.TOO_FEW,) * rows,
        window=0,
    )
