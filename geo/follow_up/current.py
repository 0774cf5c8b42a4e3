"""Which promise is counted on a day: the one that holds, or the latest, carried on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo.follow_up.promises import Counted, Document, Per, Promise


@dataclass(frozen=True, slots=True)
class Held:
    """A target and the days that it is for.

    Attributes
    ----------
    target : int
    start, end : date
        Local days; the end is exclusive.
    promise : Promise or None
        None where the target is one's own.
    document : Document or None
    carried : bool
        Whether the document holds no longer and its yearly target is carried on.
    """

    target: int
    start: date
    end: date
    promise: Promise | None = None
    document: Document | None = None
    carried: bool = False

    def __post_init__(self) -> None:
        if self.target < 1 or self.end <= self.start:
            raise ValueError("a target is at least 1, and for at least a day")

    @property
    def days(self) -> int:
        """Return how many days it is for."""
        return (self.end - self.start).days


def held(
    documents: Sequence[Document], kommun: str, day: date, *, own: int | None = None
) -> Held | None:
    """Return the number of visits that is to be reached in the year of `day`.

    Parameters
    ----------
    documents : sequence of Document
    kommun : str
        Code.
    day : date
        Local day.
    own : int, optional
        The kommun's own target for a year; it goes before every document.

    Returns
    -------
    Held or None
        None where nothing is promised and there is no target of one's own. A promise for a year
        is for the calendar year; one for a whole period is for the period, and is not carried on.
    """
    if own is not None:
        return Held(own, *_year(day))
    promised = sorted(
        (
            (document.first, document, promise)
            for document in documents
            for promise in document.promises
            if promise.counts is Counted.VISITS
            and promise.target is not None
            and not promise.only
            and not promise.places
            and kommun in promise.kommuner
            and document.first <= day
        ),
        key=lambda each: each[0],
    )
    valid = [each for each in promised if day <= each[1].last]
    yearly = [each for each in promised if each[2].per is Per.YEAR]
    if not (valid or yearly):
        return None
    _, document, promise = (valid or yearly)[-1]
    target = promise.target or 0
    if promise.per is Per.YEAR:
        return Held(target, *_year(day), promise, document, not valid)
    return Held(target, document.first, document.last + timedelta(days=1), promise, document)


def _year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year + 1, 1, 1)
