"""Writes a kommun's log of what has been done for its promises: invented, as somebody keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from geo.demo.faults import Fault, Told, count, impossible_date, plant
from geo.demo.swedish_csv import write_csv
from geo.demo.world import Place
from geo.follow_up.promises import Counted, Document, Per, Promise
from geo.follow_up.promises import shipped as documents
from geo.model import PromiseStatus
from geo.shipped import activity_kinds

HEADER = (
    "Nr", "Datum", "Aktivitet", "Antal", "Plats", "Organisation", "Underlag", "Löfte", "Status",
)  # fmt: skip
USUAL = 5.0
"""Occasions a year of what no number is promised of."""
LEAST, MOST = 0.8, 1.0
"""What is done of what is promised, as a share."""
UNTOLD = 0.15
"""Share of the promises without a number that nobody has said anything of."""
WHO = {"polis": "Polisen", "kommun": "Kommunen"}
PROOFS = ("Protokoll i diariet", "Bokfört i loggen", "Redovisat i rådet", "Minnesanteckning")
STATUS = {
    PromiseStatus.NOT_BEGUN: "Ej påbörjad",
    PromiseStatus.ONGOING: "Pågår",
    PromiseStatus.DONE: "Klar",
    PromiseStatus.ABANDONED: "Avbruten",
}


@dataclass(frozen=True, slots=True)
class Logged:
    """One row of the log; `kind` is empty, and `number` 0, where only a status is told."""

    day: date
    kind: str
    place: str
    organisation: str
    proof: str
    promise: str
    status: PromiseStatus | None = None

    @property
    def number(self) -> int:
        """Return how many occasions it is."""
        return int(self.status is None)


def write(
    path: Path, kommun: str, known: list[Place], until: date, rng: np.random.Generator
) -> Told:
    """Write the log: what is promised about as often as it is promised, up to a day."""
    names = {place.name for place in known}
    rows = sorted(
        (
            row
            for document in documents()
            if kommun in document.kommuner and document.first <= until
            for row in _of_document(document, kommun, names, until, rng)
        ),
        key=lambda row: (row.day, row.kind, row.promise),
    )
    kinds = activity_kinds.kinds()
    fault = plant(len(rows), (Fault.TIME,), rng)
    table = [
        (
            f"L{kommun}-{i + 1:03d}",
            str(row.day) if fault[i] < 0 else impossible_date(datetime.combine(row.day, time()), i),
            kinds[row.kind].name if row.kind else "",
            str(row.number),
            row.place,
            row.organisation,
            row.proof,
            row.promise,
            STATUS[row.status] if row.status else "",
        )
        for i, row in enumerate(rows)
    ]
    write_csv(path, HEADER, table)
    nowhere = sum(not row.place for row in rows)
    return Told(len(rows), count(fault), without_position=len(rows), without_place=nowhere)


def _of_document(
    document: Document, kommun: str, names: set[str], until: date, rng: np.random.Generator
) -> Iterator[Logged]:
    """Give what is logged of one document, kind by kind: one occasion counts for all its kind."""
    told: set[str] = set()
    for promise in document.promises:
        if kommun not in promise.kommuner:
            continue
        if promise.counts is Counted.STATUS:
            yield from _statuses(document, promise, until, rng)
        elif promise.counts is Counted.ACTIVITIES and promise.activity not in told:
            told.add(promise.activity)
            yield from _occasions(document, promise, sorted(names & {*promise.places}), until, rng)


def _occasions(
    document: Document,
    promise: Promise,
    places: list[str],
    until: date,
    rng: np.random.Generator,
) -> Iterator[Logged]:
    alone = sum(each.activity == promise.activity for each in document.promises) == 1
    for first, last, number in _spans(document, promise, until):
        elapsed = ((min(last, until) - first).days + 1) / ((last - first).days + 1)
        done = round(number * elapsed * rng.uniform(LEAST, MOST))
        for back in rng.integers(0, (min(last, until) - first).days + 1, done).tolist():
            yield Logged(
                _weekday(first + timedelta(days=back), first),
                promise.activity,
                str(rng.choice(places)) if places else "",
                WHO[promise.who[0]],
                str(rng.choice(PROOFS)),
                document.key_of(promise) if alone else "",
            )


def _spans(document: Document, promise: Promise, until: date) -> Iterator[tuple[date, date, float]]:
    """Give first and last day and the number of each time that a promise is for.

    What is for a year goes on after the document's last, for as long as nothing else is promised.
    """
    if promise.per is Per.PERIOD and promise.target is not None:
        yield document.first, document.last, promise.target
        return
    for year in range(document.first.year, until.year + 1):
        yield date(year, 1, 1), date(year, 12, 31), float(promise.target or USUAL)


def _statuses(
    document: Document, promise: Promise, until: date, rng: np.random.Generator
) -> Iterator[Logged]:
    """Give a note that it has begun, and later one that it is done, of most promises."""
    last = min(promise.due or document.last, until)
    days = (last - document.first).days
    untold, ends = rng.random() < UNTOLD, rng.random() < 0.6
    begun, done = sorted(rng.integers(0, days + 1, 2).tolist()) if days > 0 else (0, 0)
    if untold:
        return
    notes = [(begun, PromiseStatus.ONGOING)]
    if ends:
        notes.append((done, PromiseStatus.DONE))
    for back, status in notes:
        day = _weekday(document.first + timedelta(days=back), document.first)
        proof, key = str(rng.choice(PROOFS)), document.key_of(promise)
        yield Logged(day, "", "", WHO[promise.who[0]], proof, key, status)


def _weekday(day: date, first: date) -> date:
    """Return the day, or the nearest weekday before it that is not before `first`."""
    return max(first, day - timedelta(days=max(0, day.isoweekday() - 5)))
