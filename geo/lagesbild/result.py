"""What a lägesbild holds: frozen values that carry their basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from geo.lagesbild.kept_arrays import AS_LISTS
from geo.model import Group, Occasion, Period, Presence, Selection, Verdict


@dataclass(frozen=True, slots=True)
class Basis:
    """What a lägesbild was made from."""

    store_version: int
    built: datetime
    selection: Selection
    method: str
    usable_periods: int
    """How many periods before make up what is normal; 0 where they are too few."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Incidents of the period by what became of them; ``rows = placed + outside + unplaced``."""

    rows: int
    placed: int
    outside: int
    unplaced: int
    by_nearest: int
    by_name: int
    unknown_hour: int
    """Intervals longer than 7 days."""
    previous: int
    last_year: int | None
    normal_low: int | None
    normal_mean: float | None
    normal_high: int | None
    dark_share: float | None
    by_precision: Mapping[str, int]
    by_group: Mapping[Group, int]
    untimed_on_record: int
    """Incidents of the kommun with no time at all: in no period, never forgotten."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count beside what is normal for it."""

    count: int
    previous: int
    normal_low: int | None
    normal_mean: float | None
    normal_high: int | None
    last_year: int | None
    series: tuple[int, ...]
    """Counts of the last periods, oldest first, this period last."""
    verdict: Verdict
    p: float | None
    """Exact two-sided p of the count."""
    chance: float | None
    """Chance of a count at least as far from the usual, in its direction."""
    recent: int
    """Incidents of the last 4 periods, and what would be usual for them."""
    recent_mean: float | None
    presence: Presence


@dataclass(frozen=True, slots=True)
class SurveyValue:
    """The latest survey answer for a place."""

    period_start: str
    period_end: str
    question: str
    n: int | None
    share_unsafe: float


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """One place in the period."""

    place_id: int
    name: str
    typ: str
    precision: str
    rank: int
    comparison: Comparison
    by_group: Mapping[Group, Comparison]
    by_category: Mapping[str, int]
    dark_share: float | None
    hours: Annotated[NDArray[np.float64], AS_LISTS]
    """Aoristic weights, weekday (Monday first) × hour, shape (7, 24)."""
    unknown_hour: int
    last_visit: date | None
    days_since_visit: int | None
    visits_28: int
    visits_365: int
    causes: tuple[tuple[str, str], ...]
    survey: SurveyValue | None
    reason: str
    """Swedish, plain text."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One place that changes, or where incidents are new or fade."""

    place_id: int
    name: str
    what: Verdict | Presence
    text: str
    """Swedish: ``12 händelser mot normalt 4–7``."""


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One notice of the polisen.se feed: context, never counted."""

    when: datetime
    type: str
    name: str
    summary: str
    url: str


@dataclass(frozen=True, slots=True)
class Lagesbild:
    """The whole picture; places in rank order."""

    basis: Basis
    totals: Totals
    headline: str
    """Swedish: ``41 händelser, normalt 29–44 · 1 plats ökar, 1 minskar``."""
    news: tuple[NewsItem, ...]
    """What is new, most important first."""
    places: tuple[PlaceStatus, ...]
    periods: tuple[Period, ...]
    """The periods of every series, oldest first."""
    series: tuple[int, ...]
    """All incidents of the kommun per period."""
    hours: Annotated[NDArray[np.float64], AS_LISTS]
    during: tuple[Occasion, ...]
    """Risk occasions of the period itself."""
    occasions: tuple[Occasion, ...]
    """... and those to come."""
    notices: tuple[NoticeItem, ...]
