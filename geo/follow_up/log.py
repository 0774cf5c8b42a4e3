"""What is on record of a kommun, ready to be counted promise by promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis.innermost import innermost
from geo.folding import fold
from geo.follow_up import visits as visit_log
from geo.follow_up.promises import Counted
from geo.follow_up.spans import Span
from geo.follow_up.standing import Reason
from geo.follow_up.visits import EPOCH, NOWHERE, Ints, number
from geo.join import Assignment
from geo.model import PromiseStatus
from geo.shipped import activity_kinds

FOOT = {True: "till fots", False: "inte till fots"}


@dataclass(frozen=True)
class Log:
    """Visits and activities of a kommun, each with its local day and its place.

    Attributes
    ----------
    names : tuple of str
        Of the places.
    visits, activities : DataFrame
        As ``store.read`` gives them.
    visit_day, activity_day : ndarray of int
        Days since 1970.
    visit_place, activity_place : ndarray of int
        Position of the smallest place that each was at, or ``visits.NOWHERE``.
    visit_assignment, activity_assignment : Assignment
        All places that each was at.
    """

    names: tuple[str, ...]
    visits: pd.DataFrame
    visit_day: Ints
    visit_place: Ints
    visit_assignment: Assignment
    activities: pd.DataFrame
    activity_day: Ints
    activity_place: Ints
    activity_assignment: Assignment

    def visit_rows(self, span: Span, start: date, end: date) -> Ints:
        """Return the rows of the visits that count, oldest first."""
        return visit_log.counted(
            self.visits,
            self.visit_day,
            self.visit_place,
            start=start,
            end=end,
            only=span.promise.only,
            at=_at(self.visit_assignment, self.names, span.promise.places),
        )

    def activity_rows(self, span: Span, start: date, end: date) -> Ints:
        """Return the rows of activities that count, oldest first, once for every occasion.

        Those logged for the promise count, and those logged for none that are of its kind.
        """
        promise, told = span.promise, self.activities
        own = told["promise"].to_numpy(dtype=object) == span.document.key_of(promise)
        if promise.counts is Counted.ACTIVITIES:
            free = told["promise"].to_numpy(dtype=object) == ""
            own |= free & (told["kind"].to_numpy(dtype=object) == promise.activity)
        kept = own & (self.activity_day >= number(start)) & (self.activity_day < number(end))
        where = _at(self.activity_assignment, self.names, promise.places)
        if where is not None:
            kept &= where
        rows = np.flatnonzero(kept)
        rows = rows[np.argsort(self.activity_day[rows], kind="stable")]
        times = told["number"].to_numpy(dtype=np.int64)[rows]
        return np.repeat(rows, times)

    def notes(self, span: Span, start: date, end: date) -> Ints:
        """Return the rows that say how far the promise has come, oldest first."""
        told = self.activities
        mine = told["promise"].to_numpy(dtype=object) == span.document.key_of(span.promise)
        said = told["status"].to_numpy(dtype=object) != ""
        days = (self.activity_day >= number(start)) & (self.activity_day < number(end))
        return np.flatnonzero(mine & said & days)

    def visit_reasons(self, rows: Ints) -> tuple[Reason, ...]:
        """Return the visits behind a number."""
        told = self.visits.iloc[rows]
        columns = (told["visit_id"], told["minutes"], told["on_foot"], told["measure"])
        return tuple(
            Reason("visit", int(visit_id), _day(day), self._name(place), 1,
                   _visit_words(minutes, on_foot, measure))
            for visit_id, minutes, on_foot, measure, day, place in zip(
                *columns, self.visit_day[rows], self.visit_place[rows], strict=True
            )
        )  # fmt: skip

    def activity_reasons(self, rows: Ints) -> tuple[Reason, ...]:
        """Return the activities behind a number, each row once, oldest first."""
        unique = np.unique(rows)
        unique = unique[np.argsort(self.activity_day[unique], kind="stable")]
        return tuple(self._activity(int(row)) for row in unique)

    def _activity(self, row: int) -> Reason:
        told = self.activities.iloc[row]
        status = PromiseStatus(told["status"]) if told["status"] else None
        what = activity_kinds.name(told["kind"]) if told["kind"] else ""
        parts = (what, STATUS_WORDS[status] if status else "", told["proof"])
        place = self._name(int(self.activity_place[row])) or str(told["place_text"])
        return Reason(
            "activity",
            int(told["activity_id"]),
            _day(int(self.activity_day[row])),
            place,
            int(told["number"]),
            ": ".join(part for part in parts if part),
        )

    def _name(self, place: int) -> str:
        return "" if place == NOWHERE else self.names[place]


STATUS_WORDS = {
    PromiseStatus.NOT_BEGUN: "Inte påbörjat",
    PromiseStatus.ONGOING: "Pågår",
    PromiseStatus.DONE: "Klart",
    PromiseStatus.ABANDONED: "Avbrutet",
}
"""What a status of a promise is called."""


def log_of(
    *,
    places: pd.DataFrame,
    area: NDArray[np.float64],
    visits: pd.DataFrame,
    visit_assignment: Assignment,
    activities: pd.DataFrame,
    activity_assignment: Assignment,
) -> Log:
    """Return the log of a kommun.

    Parameters
    ----------
    places : DataFrame
        With their ``name``.
    area : ndarray of float, shape (places,)
        In square metres.
    visits, activities : DataFrame
        As ``store.read`` gives them.
    visit_assignment, activity_assignment : Assignment
        Of them to the places.
    """
    visit_day, visit_place = visit_log.made(visits, visit_assignment, area)
    where = np.full(len(activities), NOWHERE, dtype=np.int64)
    pairs = activity_assignment
    inner = innermost(pairs.row, pairs.place, area)
    where[pairs.row[inner]] = pairs.place[inner]
    return Log(
        names=tuple(str(name) for name in places["name"]),
        visits=visits,
        visit_day=visit_day,
        visit_place=visit_place,
        visit_assignment=visit_assignment,
        activities=activities,
        activity_day=_days(activities["day"]),
        activity_place=where,
        activity_assignment=activity_assignment,
    )


def _days(told: pd.Series[str]) -> Ints:
    return np.array([number(date.fromisoformat(str(day))) for day in told], dtype=np.int64)


def _day(day: int) -> date:
    return EPOCH + timedelta(days=int(day))


def _at(pairs: Assignment, names: Sequence[str], wanted: Sequence[str]) -> NDArray[np.bool_] | None:
    """Tell of each row whether it was at a place of one of the names, also within it."""
    if not wanted:
        return None
    folded = {fold(name) for name in wanted}
    mine = np.array([fold(name) in folded for name in names], dtype=bool)
    found = np.zeros(pairs.n_rows, dtype=bool)
    found[pairs.row[mine[pairs.place]]] = True
    return found


def _visit_words(minutes: object, on_foot: object, measure: object) -> str:
    parts = (
        "Platsbesök",
        "" if pd.isna(minutes) else f"{int(minutes)} min",  # type: ignore[call-overload]
        "" if pd.isna(on_foot) else FOOT[bool(on_foot)],  # type: ignore[call-overload]
        f"åtgärd: {measure}" if measure else "",
    )
    return ", ".join(part for part in parts if part)
