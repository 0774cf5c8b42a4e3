"""What a place's page holds: frozen values that carry their basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geo.analysis.busy_hours import Window
from geo.follow_up.measures import Measure
from geo.lagesbild import Basis, PlaceStatus
from geo.model import Occasion, Period, Verdict


class Span(IntEnum):
    """How many periods, this one included, the hours and the map are of."""

    PERIOD = 1
    TWELVE = 12
    YEAR = 52


@dataclass(frozen=True, slots=True)
class VisitItem:
    """One platsbesök at the place; empty texts and None where the log does not say."""

    start: datetime
    """Local."""
    minutes: int | None
    officers: int | None
    on_foot: bool | None
    cause: str
    measure: str
    dialogue: bool | None


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One period of the place's series, beside what was normal for it then."""

    period: Period
    count: int
    low: int | None
    """Of the 12 periods before; None where the record was too short."""
    high: int | None
    verdict: Verdict
    visits: tuple[VisitItem, ...]
    """In the period, oldest first."""
    occasions: tuple[Occasion, ...]
    began: tuple[Measure, ...] = ()
    """Measures whose first day is in the period, oldest first."""


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """A category over the last 12 periods beside the 12 before.

    ``verdict`` is None where the record does not reach that far back.
    """

    category: str
    now: int
    before: int | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One question of one survey; shares and the 95 % interval are 0–1."""

    period_start: str
    period_end: str
    question: str
    n: int | None
    share: float
    low: float | None
    high: float | None
    women: float | None
    men: float | None


@dataclass(frozen=True, slots=True)
class Shared:
    """How many of the place's incidents also count in another place."""

    place_id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SpanView:
    """The place's incidents of one span: where and when.

    Attributes
    ----------
    first_day : date
        First local day that the record covers of the span.
    rows : ndarray of int64
        Positions in the incidents that the profile was built from, in time order.
    drawn : ndarray of int64
        Those of them with a point good enough for the map.
    hours : ndarray of float, shape (7, 24)
        Aoristic weights, Monday first.
    unknown_hour : int
        Incidents known only to more than 7 days.
    dark_share : float, optional
    busy : Window, optional
        The hours that stand out, if any do.
    in_others : int
        Incidents that also lie in another place.
    shared : tuple of Shared
        Which places, most first.
    precision : mapping of str to int
        Incidents by how exactly their position is known.
    """

    first_day: date
    rows: NDArray[np.int64]
    drawn: NDArray[np.int64]
    hours: NDArray[np.float64]
    unknown_hour: int
    dark_share: float | None
    busy: Window | None
    in_others: int
    shared: tuple[Shared, ...]
    precision: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hints:
    """Swedish sentences on the last 52 periods; None where there is nothing to say.

    Attributes
    ----------
    near_repeat : str
        Whether one incident is followed by more nearby.
    perception : str, optional
        How unsafe the place is felt to be beside what is recorded, and whether few report.
    presence : str, optional
        A warning that the place may look hot because police was there.
    """

    near_repeat: str
    perception: str | None
    presence: str | None


@dataclass(frozen=True, slots=True)
class PlaceProfile:
    """One place in one period, and how it came there."""

    basis: Basis
    """Of the lägesbild that ``status`` is from."""
    status: PlaceStatus
    """What the lägesbild of the same period says: the two pages agree."""
    series: tuple[SeriesPoint, ...]
    """Periods that the record covers, oldest first; the last is the period itself."""
    spans: Mapping[Span, SpanView]
    categories: tuple[CategoryChange, ...]
    """Most now first."""
    surveys: tuple[SurveyAnswer, ...]
    """Newest first."""
    visits: tuple[VisitItem, ...]
    """Up to the period's last day, newest first."""
    hints: Hints
    measures: tuple[Measure, ...] = ()
    """Of the place, as they stand today: open ones first, then the latest."""
