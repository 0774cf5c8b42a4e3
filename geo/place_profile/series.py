"""The place's counts period by period, each beside what was normal then."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo import weeks
from geo.follow_up.measures import Measure
from geo.lagesbild import PlaceStatus
from geo.lagesbild.film import NO_PLACE, UNKNOWN, VERDICTS, Film
from geo.model import Occasion, Period, Verdict
from geo.place_profile.result import SeriesPoint, VisitItem


def covered(film: Film, first_utc: int | None) -> int:
    """Return how many of a film's last periods begin at or after the first incident on record.

    The last period always counts: it is the one looked at.
    """
    if first_utc is None:
        return 1
    return max(1, int((weeks.edges_utc(film.periods)[:-1] >= first_utc).sum()))


def build(
    film: Film,
    status: PlaceStatus,
    shown: int,
    *,
    visits: Sequence[VisitItem],
    occasions: Sequence[Occasion],
    measures: Sequence[Measure] = (),
) -> tuple[SeriesPoint, ...]:
    """Return the series of a place, without the periods in which it was no place.

    Parameters
    ----------
    film : Film
        That ends with the period of `status`.
    status : PlaceStatus
        What the lägesbild says of the last period, which is said here too.
    shown : int
        How many of the film's last periods.
    visits : sequence of VisitItem
        Newest first.
    occasions : sequence of Occasion
    measures : sequence of Measure
        Of the place.
    """
    column = int(np.flatnonzero(film.place_id == status.place_id)[0])
    earlier = [
        _point(
            film.periods[at],
            int(film.count[at, column]),
            _known(int(film.low[at, column])),
            _known(int(film.high[at, column])),
            VERDICTS[film.verdict[at, column]],
            visits,
            occasions,
            measures,
        )
        for at in range(len(film.periods) - shown, len(film.periods) - 1)
        if film.verdict[at, column] != NO_PLACE
    ]
    now = status.comparison
    return (
        *earlier,
        _point(
            film.periods[-1],
            now.count,
            now.normal_low,
            now.normal_high,
            now.verdict,
            visits,
            occasions,
            measures,
        ),
    )


def _point(
    period: Period,
    count: int,
    low: int | None,
    high: int | None,
    verdict: Verdict,
    visits: Sequence[VisitItem],
    occasions: Sequence[Occasion],
    measures: Sequence[Measure],
) -> SeriesPoint:
    return SeriesPoint(
        period=period,
        count=count,
        low=low,
        high=high,
        verdict=verdict,
        visits=tuple(v for v in reversed(visits) if period.start <= v.start.date() < period.end),
        occasions=tuple(o for o in occasions if o.start < period.end and o.end > period.start),
        began=tuple(m for m in measures if m.began and period.start <= m.began < period.end),
    )


def _known(value: int) -> int | None:
    return None if value == UNKNOWN else value
