"""Activities of promises: logged with their proof, corrected, taken back; and notes of status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from geo import weeks
from geo.errors import InputError, SelectionError
from geo.follow_up import Counted, Document, Promise
from geo.intake import one_row, placing
from geo.intake.promised import documents
from geo.model import ImportKind, ImportReport, PromiseStatus
from geo.shipped import activity_kinds
from geo.store import row_versions
from geo.store.engine import Store
from geo.store.row_versions import RowVersion

KIND = ImportKind.ACTIVITIES
MOST = 1_000
"""Occasions that may be logged at once."""


@dataclass(frozen=True, slots=True)
class NewActivity:
    """What somebody logs.

    Attributes
    ----------
    day : date
        Local day.
    number : int
        Occasions; 0 for a note of status only.
    kind : str
        What was done, see ``data/activities/kinds.toml``; empty for the kind that the promise
        counts.
    promise : str
        ``DOCUMENT/KEY``, or empty: then it counts for every promise of its kind.
    place_id : int, optional
        None where it was at none of the places.
    status : PromiseStatus, optional
        How far the promise has come.
    organisation : str
        Who did it; never a person.
    proof : str
        What shows it.
    row_key : str
        Its identity; saving twice under the same makes one. Empty: a new one.
    """

    day: date
    number: int = 1
    kind: str = ""
    promise: str = ""
    place_id: int | None = None
    status: PromiseStatus | None = None
    organisation: str = ""
    proof: str = ""
    row_key: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """An activity that is on record.

    Attributes
    ----------
    row_key : str
    batch_id : int, optional
        The import that can be undone; None where nothing was written.
    notes : tuple of str
        What was masked, in Swedish.
    """

    row_key: str
    batch_id: int | None
    notes: tuple[str, ...] = ()


def log(store: Store, kommun: str, new: NewActivity, *, now: datetime) -> Logged:
    """Log an activity, or a note of how far a promise has come.

    Raises
    ------
    InputError, SelectionError
        Something that is needed is missing, or is not what it should be.
    StoreError
        It is saved with another content, or has been taken back.
    """
    row = _row(store, kommun, new, now=now)
    report = one_row.save(store, KIND, kommun, row, now=now)
    return _logged(row, report)


def correct(
    store: Store, kommun: str, row_key: str, changed: NewActivity, *, now: datetime
) -> Logged:
    """Save an activity anew; what stood before is kept as history.

    Raises
    ------
    InputError, SelectionError
        As for :func:`log`.
    StoreError
        There is no such activity, or it has been taken back.
    """
    row = _row(store, kommun, changed, now=now) | {"row_key": row_key}
    return _logged(row, one_row.correct(store, KIND, kommun, row, now=now))


def withdraw(store: Store, kommun: str, row_key: str, *, why: str, now: datetime) -> int:
    """Take an activity back: it counts no longer, but is kept; return the import that did.

    Raises
    ------
    InputError
        No reason is given.
    StoreError
        There is no such activity, or it has been taken back.
    """
    return one_row.withdraw(store, KIND, kommun, row_key, why=why, now=now)


def restore(store: Store, kommun: str, row_key: str, *, now: datetime) -> None:
    """Let an activity that was taken back count again.

    Raises
    ------
    StoreError
        It was not taken back.
    """
    one_row.restore(store, KIND, kommun, row_key, now=now)


def history(store: Store, kommun: str, row_key: str) -> tuple[RowVersion, ...]:
    """Return all versions of an activity, newest first."""
    return row_versions.history(store, KIND, kommun, row_key)


def row_key_of(store: Store, kommun: str, activity_id: int) -> str:
    """Return the identity of the activity that has, or had, a number.

    Raises
    ------
    SelectionError
        There is no such activity.
    """
    found = row_versions.row_key(store, KIND, kommun, activity_id)
    if found is None:
        raise SelectionError(
            f"Aktiviteten {activity_id} finns inte.", hint="Se platsbild promises show."
        )
    return found


def promise_of(store: Store, kommun: str, key: str) -> tuple[Document, Promise]:
    """Return the promise of a kommun that goes by ``DOCUMENT/KEY``.

    Raises
    ------
    SelectionError
        There is none.
    """
    for document in documents(store):
        for promise in document.promises:
            if document.key_of(promise) == key and kommun in promise.kommuner:
                return document, promise
    raise SelectionError(
        f"Kommunen har inget löfte ”{key}”.", hint="Se sidan Löften eller platsbild promises list."
    )


def _row(store: Store, kommun: str, new: NewActivity, *, now: datetime) -> dict[str, Any]:
    promise = promise_of(store, kommun, new.promise)[1] if new.promise else None
    kind = new.kind or (promise.activity if promise else "")
    _check(new, promise, kind, today=weeks.local_day(int(now.timestamp())))
    place = placing.Written("")
    if new.place_id is not None:
        place = placing.written(placing.Register.of(store, kommun), new.place_id, None)
    return {
        "row_key": new.row_key or one_row.new_key(),
        "x": place.x,
        "y": place.y,
        "promise": new.promise,
        "kind": kind,
        "day": new.day.isoformat(),
        "number": new.number,
        "status": new.status.value if new.status else "",
        "place_text": place.place_text,
        "organisation": new.organisation,
        "proof": new.proof,
    }


def _check(new: NewActivity, promise: Promise | None, kind: str, *, today: date) -> None:
    if new.day > today:
        raise InputError("Dagen ligger i framtiden.", hint="Logga det när det är gjort.")
    if not 0 <= new.number <= MOST:
        raise InputError(f"Antalet är ett tal från 0 till {MOST}.")
    if new.status is not None and promise is None:
        raise InputError("En status gäller ett löfte.", hint="Välj löftet.")
    if new.number == 0 and new.status is None:
        raise InputError("Ange ett antal eller en status.")
    if new.number and promise is not None and promise.counts is Counted.VISITS:
        raise InputError(
            "Löftet räknas ur besöksloggen.", hint="Logga platsbesöket på sidan Logga."
        )
    if new.number and promise is None and kind not in activity_kinds.kinds():
        raise InputError(
            f"Aktiviteten ”{kind}” är okänd." if kind else "Välj vad som gjordes.",
            hint=f"Till exempel: {', '.join(list(activity_kinds.kinds())[:5])}.",
        )
    if (new.number or new.status is PromiseStatus.DONE) and not new.proof.strip():
        raise InputError(
            "Skriv vad som visar att det är gjort.",
            hint="Till exempel ett protokoll eller en länk.",
        )


def _logged(row: dict[str, Any], report: ImportReport | None) -> Logged:
    if report is None:
        return Logged(str(row["row_key"]), None)
    return Logged(str(row["row_key"]), report.batch_id, report.notes)
