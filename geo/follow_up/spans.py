"""Which days a promise is counted on: a year or the whole period, now or when it was over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo.follow_up.promises import Document, Per, Promise


@dataclass(frozen=True, slots=True)
class Span:
    """A promise and the days that it is counted on.

    Attributes
    ----------
    start, end : date
        Local days; the end is exclusive.
    years : tuple of (date, date)
        The days that a target is for, each: several where a document of several years is over.
    valid : bool
        Whether the document holds.
    carried : bool
        Whether it does not, and its target goes on.
    """

    document: Document
    promise: Promise
    start: date
    end: date
    years: tuple[tuple[date, date], ...]
    valid: bool
    carried: bool = False

    @property
    def target(self) -> int | None:
        """Return the target of all its years together."""
        return None if self.promise.target is None else self.promise.target * len(self.years)


def spans(documents: Sequence[Document], kommun: str, today: date) -> tuple[Span, ...]:
    """Return what is counted for a kommun: what holds, what goes on, what is over; newest first.

    A target for a year is for the calendar year, as in :func:`current.held`. When no document that
    holds counts the same thing, the yearly target of the latest one that did goes on.
    """
    known = sorted(
        (each for each in documents if kommun in each.kommuner and each.first <= today),
        key=lambda each: each.first,
        reverse=True,
    )
    valid = [each for each in known if today <= each.last]
    over = [each for each in known if each.last < today]
    return (
        *(_held(document, promise, today) for document, promise in _of(valid, kommun)),
        *_carried(valid, over, kommun, today),
        *(_over(document, promise) for document, promise in _of(over, kommun)),
    )


def _of(documents: Sequence[Document], kommun: str) -> Iterator[tuple[Document, Promise]]:
    for document in documents:
        for promise in document.promises:
            if kommun in promise.kommuner:
                yield document, promise


def _held(document: Document, promise: Promise, today: date) -> Span:
    start, end = _whole(document)
    if promise.per is Per.YEAR and promise.counts.counted:
        start, end = year(today)
    return Span(document, promise, start, end, ((start, end),), valid=True)


def _carried(
    valid: Sequence[Document], over: Sequence[Document], kommun: str, today: date
) -> Iterator[Span]:
    taken = {_thing(promise) for _, promise in _of(valid, kommun)}
    for document in over:
        mine = [promise for _, promise in _of([document], kommun) if _goes_on(promise)]
        for promise in mine:
            if _thing(promise) not in taken:
                start, end = year(today)
                yield Span(document, promise, start, end, ((start, end),), False, carried=True)
        taken |= {_thing(promise) for promise in mine}


def _goes_on(promise: Promise) -> bool:
    return promise.per is Per.YEAR and promise.target is not None


def _thing(promise: Promise) -> tuple[object, ...]:
    """Return what is counted: two promises of the same are one another's successors."""
    return promise.counts, promise.activity, promise.only, promise.places


def _over(document: Document, promise: Promise) -> Span:
    start, end = _whole(document)
    years: tuple[tuple[date, date], ...] = ((start, end),)
    if promise.per is Per.YEAR and promise.target is not None:
        numbers = range(document.first.year, document.last.year + 1)
        years = tuple(year(date(each, 1, 1)) for each in numbers)
        start, end = years[0][0], years[-1][1]
    return Span(document, promise, start, end, years, valid=False)


def _whole(document: Document) -> tuple[date, date]:
    return document.first, document.last + timedelta(days=1)


def year(day: date) -> tuple[date, date]:
    """Return the first day of a day's calendar year, and of the next."""
    return date(day.year, 1, 1), date(day.year + 1, 1, 1)
