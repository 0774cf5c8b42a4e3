"""The place's counts period by period, each beside what was normal then."""

from __future__ import annotations

from collections.abc import Sequence

from geo.lagesbild import Comparison
from geo.model import Occasion, Period
from geo.place_profile.result import SeriesPoint, VisitItem


def build(
    periods: Sequence[Period],
    comparisons: Sequence[Comparison],
    *,
    visits: Sequence[VisitItem],
    occasions: Sequence[Occasion],
) -> tuple[SeriesPoint, ...]:
    """Return the series of a place.

    Parameters
    ----------
    periods, comparisons
        Of the place, as in :class:`geo.place_profile.past.Past`.
    visits : sequence of VisitItem
        Newest first.
    occasions : sequence of Occasion
    """
    return tuple(
        SeriesPoint(
            period=period,
            count=each.count,
            low=each.normal_low,
            high=each.normal_high,
            verdict=each.verdict,
            visits=tuple(v for v in reversed(visits) if _holds(period, v)),
            occasions=tuple(o for o in occasions if o.start < period.end and o.end > period.start),
        )
        for period, each in zip(periods, comparisons, strict=True)
    )


def _holds(period: Period, visit: VisitItem) -> bool:
    return period.start <= visit.start.date() < period.end
