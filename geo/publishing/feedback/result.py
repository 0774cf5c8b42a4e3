"""What a letter to an organisation holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from geo.follow_up.measures import Measure
from geo.model import Kommun, Period, Verdict
from geo.publishing.feedback.organisations import Organisation


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What an organisation has reported of a place, and what is known of it.

    Attributes
    ----------
    reports : int
        Its own, in the smallest place that each lies in.
    categories : tuple of (str, int)
        Swedish, most first.
    others : str
        About how many reports others have made of it, or empty; see ``others.band``.
    visits : int
        In the period.
    last_visit : date or None
        In the period.
    measures : tuple of Measure
        Decided, going on or ended there; proposals are not told.
    verdict : Verdict
        Of all incidents.
    few_report : bool
        Whether fewer incidents than elsewhere seem to come to the police.
    """

    place_id: int
    name: str
    reports: int
    categories: tuple[tuple[str, int], ...]
    others: str
    visits: int
    last_visit: date | None
    measures: tuple[Measure, ...]
    verdict: Verdict
    few_report: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """What became of an organisation's reports of a period.

    Attributes
    ----------
    reports : int
        ``sum(place.reports for place in places) + elsewhere``.
    places : tuple of AtPlace
        Most reports first.
    elsewhere : int
        Reports in none of the places, or without a place.
    categories : tuple of (str, int)
        Of all its reports.
    visits : int
        Of the period in any of the places, each once.
    without_time, without_point : int
        Of its reports: what would make them more useful.
    """

    organisation: Organisation
    kommun: Kommun
    period: Period
    reports: int
    places: tuple[AtPlace, ...]
    elsewhere: int
    categories: tuple[tuple[str, int], ...]
    visits: int
    without_time: int
    without_point: int
    store_version: int
    made: datetime

    def __post_init__(self) -> None:
        if self.reports != sum(place.reports for place in self.places) + self.elsewhere:
            raise ValueError("every report is in a place or elsewhere")
