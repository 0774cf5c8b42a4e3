"""Where every promise of a kommun stands on a day, with the rows behind every number.

A promise is told as kept only where the log counts as many as were promised, or where those who
follow it up say that it is done and give a proof; else it is told that it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.follow_up import standing_words
from geo.follow_up.current import Held
from geo.follow_up.log import Log, log_of
from geo.follow_up.pace import Pace, pace
from geo.follow_up.promises import Counted, Document, Each
from geo.follow_up.spans import Span, spans
from geo.follow_up.standing import Reason, Standing
from geo.follow_up.visits import EPOCH, Ints, number
from geo.join import Assignment
from geo.model import PromiseStatus

SLACK_DAYS = {Counted.VISITS: 31, Counted.ACTIVITIES: 92}
"""A log that begins within so many days of a period, and ends so many before its end or later, is
taken to be of the whole period: below the target is then not kept, else not known. Activities are
fewer than visits; all kinds tell together whether they are logged at all."""


def standings(
    documents: Sequence[Document],
    kommun: str,
    *,
    places: gpd.GeoDataFrame,
    visits: pd.DataFrame,
    visit_assignment: Assignment,
    activities: pd.DataFrame,
    activity_assignment: Assignment,
    today: date,
) -> tuple[Standing, ...]:
    """Tell where the promises of a kommun stand: what holds first, then what goes on, what is over.

    Parameters
    ----------
    documents : sequence of Document
    kommun : str
        Code.
    places, visits, activities : DataFrame
        As ``store.read`` gives them.
    visit_assignment, activity_assignment : Assignment
        Of them to the places.
    today : date
        Local day. What was done later is not counted.
    """
    found = log_of(
        places=places,
        area=places.area.to_numpy(),
        visits=visits,
        visit_assignment=visit_assignment,
        activities=activities,
        activity_assignment=activity_assignment,
    )
    return tuple(_standing(found, kommun, each, today) for each in spans(documents, kommun, today))


@dataclass(frozen=True)
class _Done:
    """What has been done for a promise in the days of a span."""

    rows: Ints
    per_year: tuple[int, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Said:
    """What those who follow a promise up have said of it last."""

    status: PromiseStatus | None
    day: date | None
    proof: str


def _standing(found: Log, kommun: str, span: Span, today: date) -> Standing:
    done, said = _done(found, span, today), _said(found, span, today)
    kept = _kept(found, span, done, said)
    paced = _pace(found, span, done, today)
    status = _status(span, done, said)
    return Standing(
        kommun=kommun,
        key=span.document.key_of(span.promise),
        document=span.document,
        promise=span.promise,
        start=span.start,
        end=span.end,
        valid=span.valid,
        target=span.target,
        done=len(done.rows),
        pace=paced,
        status=status,
        proof=said.proof or _last_proof(found, span, done),
        reasons=done.reasons,
        words=standing_words.words(
            span, len(done.rows), done.per_year, paced, status, said.day, kept, today
        ),
        carried=span.carried,
        kept=kept,
    )


def _rows(found: Log, span: Span, start: date, end: date) -> Ints:
    if span.promise.counts is Counted.VISITS:
        return found.visit_rows(span, start, end)
    return found.activity_rows(span, start, end)


def _done(found: Log, span: Span, today: date) -> _Done:
    until = min(span.end, today + timedelta(days=1))
    rows = _rows(found, span, span.start, until)
    per_year = tuple(len(_rows(found, span, a, min(b, until))) for a, b in span.years)
    notes = found.activity_reasons(found.notes(span, span.start, until))
    if span.promise.counts is Counted.VISITS:
        reasons = (*found.visit_reasons(rows), *(each for each in notes if each.number == 0))
    else:
        both = np.concatenate([rows, found.notes(span, span.start, until)])
        reasons = found.activity_reasons(both)
    return _Done(rows, per_year, tuple(sorted(reasons, key=lambda each: each.day)))


def _said(found: Log, span: Span, today: date) -> _Said:
    """Return the newest note: of a promise that is over, also one written after its end."""
    rows = found.notes(span, span.start, today + timedelta(days=1))
    if not len(rows):
        return _Said(None, None, "")
    row = rows[np.argsort(found.activity_day[rows], kind="stable")][-1]
    told = found.activities.iloc[int(row)]
    day = EPOCH + timedelta(days=int(found.activity_day[row]))
    return _Said(PromiseStatus(told["status"]), day, str(told["proof"]))


def _last_proof(found: Log, span: Span, done: _Done) -> str:
    if span.promise.counts is Counted.VISITS or not len(done.rows):
        return ""
    return str(found.activities["proof"].iloc[int(done.rows[-1])])


def _pace(found: Log, span: Span, done: _Done, today: date) -> Pace | None:
    """Return the pace of a target that is counted now."""
    if span.target is None or not (span.valid or span.carried):
        return None
    held = Held(span.target, span.start, span.end, span.promise, span.document, span.carried)
    ever = _rows(found, span, EPOCH, today + timedelta(days=1))
    is_visit = span.promise.counts is Counted.VISITS
    day = found.visit_day if is_visit else found.activity_day
    return pace(held, done.rows, day, today=today, known=day[ever])


def _status(span: Span, done: _Done, said: _Said) -> PromiseStatus | None:
    """Return what is said, but where a number is promised what the count shows goes before it."""
    if span.target is None or said.status is PromiseStatus.ABANDONED:
        counted = PromiseStatus.ONGOING if len(done.rows) else None
        return said.status or counted
    if _reached(span, done):
        return PromiseStatus.DONE
    return PromiseStatus.ONGOING if len(done.rows) else _not_done(said.status)


def _not_done(said: PromiseStatus | None) -> PromiseStatus | None:
    """Return a status that a count of none does not speak against."""
    return None if said is PromiseStatus.DONE else said


def _reached(span: Span, done: _Done) -> bool:
    return all(number >= (span.promise.target or 0) for number in done.per_year)


def _kept(found: Log, span: Span, done: _Done, said: _Said) -> bool | None:
    over = not (span.valid or span.carried)
    if span.target is not None:
        if _reached(span, done):
            return True
        return False if over and _whole_log(found, span) else None
    if said.status is PromiseStatus.DONE:
        return True if said.proof else None
    unkept = (PromiseStatus.ABANDONED, PromiseStatus.NOT_BEGUN)
    return False if over and said.status in unkept else None


def _whole_log(found: Log, span: Span) -> bool:
    """Return whether what is logged can be all that was done."""
    if span.promise.each is Each.TOGETHER and len(span.promise.kommuner) > 1:
        return False
    counts = span.promise.counts
    if counts is Counted.VISITS:
        day = found.visit_day
    else:
        day = found.activity_day[found.activities["number"].to_numpy(dtype=np.int64) > 0]
    if not len(day):
        return False
    slack = SLACK_DAYS[counts]
    begins = int(day.min()) <= number(span.start) + slack
    return begins and int(day.max()) >= number(span.end) - slack
