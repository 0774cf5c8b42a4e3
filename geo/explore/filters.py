"""Which incidents are looked at: days, hours, darkness, categories, sources, places, an area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from geo.explore.area import Ring
from geo.model import IncidentSource, Precision
from geo.weeks.periods import YEARS

USUAL_DAYS = 84
"""Days looked at until the user says otherwise: twelve weeks."""


class Light(StrEnum):
    """Whether darkness matters; dark is between civil dusk and dawn."""

    ALL = "alla"
    DARK = "morker"
    LIGHT = "dagsljus"


@dataclass(frozen=True, slots=True)
class Filter:
    """What an incident must be like to be looked at; nothing is asked by default.

    Parameters
    ----------
    first, last : date, optional
        Local days in which the middle of an incident's from–to lies, both included.
    hours : tuple of int, optional
        From hour (0–23) and to hour (1–24, not included). ``(21, 3)`` passes midnight: its hours
        after midnight belong to the weekday before.
    weekdays : frozenset of int
        Monday is 0; none means all of them, as in every set below.
    light : Light
    categories : frozenset of str
        Codes of ``model.CATEGORIES``.
    sources : frozenset of IncidentSource
    precisions : frozenset of Precision
    places : frozenset of int
        Ids of places: an incident in any of them.
    area : tuple of (lon, lat), optional
        A ring in degrees, WGS84: an incident inside it.
    """

    first: date | None = None
    last: date | None = None
    hours: tuple[int, int] | None = None
    weekdays: frozenset[int] = frozenset()
    light: Light = Light.ALL
    categories: frozenset[str] = frozenset()
    sources: frozenset[IncidentSource] = frozenset()
    precisions: frozenset[Precision] = frozenset()
    places: frozenset[int] = frozenset()
    area: Ring | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("the last day is not before the first")
        if self.hours is not None:
            begin, end = self.hours
            if not (0 <= begin <= 23 and 1 <= end <= 24 and begin != end):
                raise ValueError("hours are 0-23 to 1-24, and not the same")

    @property
    def asks_for_time(self) -> bool:
        """Whether an incident without a time can be meant."""
        return bool(self.first or self.last or self.asks_for_clock or self.weekdays)

    @property
    def asks_for_clock(self) -> bool:
        """Whether the hour must be known."""
        return self.hours is not None or self.light is not Light.ALL

    @property
    def days(self) -> int | None:
        """How many days it looks at, where both ends are given."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1


def usual(last_day: date) -> Filter:
    """Return the filter that the page starts with: twelve weeks up to the last day on record."""
    return Filter(first=last_day - timedelta(days=USUAL_DAYS - 1), last=last_day)


def before(now: Filter) -> Filter | None:
    """Return the same filter on as many days just before, if it has both its days.

    None too where those days would begin before any that can be asked for.

    Examples
    --------
    >>> week = Filter(first=date(2026, 3, 16), last=date(2026, 3, 22))
    >>> earlier = before(week)
    >>> str(earlier.first), str(earlier.last)
    ('2026-03-09', '2026-03-15')
    """
    if now.first is None or now.days is None:
        return None
    if (now.first - date(YEARS[0], 1, 1)).days < now.days:
        return None
    last = now.first - timedelta(days=1)
    return replace(now, first=last - timedelta(days=now.days - 1), last=last)
