"""A draft into the store, as an import of one row: saved once, corrected, taken back, restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geo.errors import SelectionError
from geo.intake import one_row, placing
from geo.intake.placing import Register, Written
from geo.model import ImportKind, ImportReport
from geo.store import visit_drafts, visit_versions, write
from geo.store.engine import Store
from geo.store.visit_versions import Version
from geo.visit_log import checks
from geo.visit_log.draft import Draft, to_json
from geo.weeks import STOCKHOLM

KIND = ImportKind.VISITS


@dataclass(frozen=True, slots=True)
class Saved:
    """A visit that is on record.

    Attributes
    ----------
    row_key : str
        Its identity, the same for all its versions.
    batch_id : int, optional
        The import that can be undone; None where nothing was written, as it was saved already.
    name : str
        Of the place.
    start_utc, minutes : int
    notes : tuple of str
        What was masked, in Swedish.
    """

    row_key: str
    batch_id: int | None
    name: str
    start_utc: int
    minutes: int
    notes: tuple[str, ...] = ()


def save(store: Store, kommun: str, draft: Draft, *, now: datetime) -> Saved:
    """Save a draft as a visit; the same draft again is the same visit.

    Parameters
    ----------
    store : Store
    kommun : str
    draft : Draft
        Forgotten when it is saved.
    now : datetime
        Aware.

    Raises
    ------
    InputError, SelectionError
        The draft is not ready; see ``checks`` and ``placing``.
    StoreError
        The draft was saved with another content, or has been taken back.
    """
    if draft.corrects:
        return correct(store, kommun, draft.corrects, draft, now=now)
    register = Register.of(store, kommun)
    at = None if draft.x is None or draft.y is None else (draft.x, draft.y)
    row = _row(draft, placing.written(register, draft.place_id, at), now=now)
    report = one_row.save(store, KIND, kommun, row, now=now)
    visit_drafts.throw(store, kommun, draft.draft_id)
    return _saved(register, draft, row, report)


def correct(store: Store, kommun: str, row_key: str, draft: Draft, *, now: datetime) -> Saved:
    """Save a draft as a new version of a visit; the old one is kept.

    Raises
    ------
    InputError, SelectionError
        The draft is not ready.
    StoreError
        There is no such visit, or it has been taken back.
    """
    before = _current(store, kommun, row_key)
    register = Register.of(store, kommun)
    place = placing.kept(register, draft.place_id, before)
    row = _row(draft, place or placing.written(register, draft.place_id, None), now=now)
    row |= {"row_key": row_key}
    if row["start_utc"] == before.start_utc:
        row["time_raw"] = before.time_raw
    report = one_row.correct(store, KIND, kommun, row, now=now)
    visit_drafts.throw(store, kommun, draft.draft_id)
    return _saved(register, draft, row, report)


def withdraw(store: Store, kommun: str, row_key: str, *, why: str, now: datetime) -> int:
    """Take a visit back and keep it as history; return the number of the import that did.

    Raises
    ------
    InputError
        No reason is given.
    StoreError
        There is no such visit, or it has been taken back.
    """
    return one_row.withdraw(store, KIND, kommun, row_key, why=why, now=now)


def restore(store: Store, kommun: str, row_key: str, *, now: datetime) -> None:
    """Let a visit that was taken back count again.

    Raises
    ------
    StoreError
        It was not taken back.
    """
    one_row.restore(store, KIND, kommun, row_key, now=now)


def undo(store: Store, batch_id: int, draft: Draft, kommun: str, *, now: datetime) -> None:
    """Undo a visit just saved and keep its draft, as if it had not been saved yet.

    Raises
    ------
    StoreError
        There is no such import, or the visit has been corrected or taken back since.
    """
    at_utc = int(now.timestamp())
    write.undo(store, batch_id, at_utc=at_utc)
    visit_drafts.keep(store, kommun, draft.draft_id, to_json(draft), at_utc=at_utc)


def draft_of(store: Store, kommun: str, row_key: str, draft_id: str) -> Draft:
    """Return a draft that says what a visit says, to be corrected.

    Raises
    ------
    StoreError
        There is no such visit, or it has been taken back.
    """
    before = _current(store, kommun, row_key)
    return Draft(
        draft_id=draft_id,
        place_id=placing.where(Register.of(store, kommun), before),
        start_utc=before.start_utc,
        minutes=before.minutes,
        officers=before.officers,
        on_foot=before.on_foot,
        cause=before.cause,
        measure=before.measure,
        observation=before.observation,
        dialogue=before.dialogue,
        corrects=row_key,
    )


def row_key_of(store: Store, kommun: str, visit_id: int) -> str:
    """Return the identity of the visit that has, or had, a number.

    Raises
    ------
    SelectionError
        There is no such visit.
    """
    found = visit_versions.row_key(store, kommun, visit_id)
    if found is None:
        raise SelectionError(f"Besöket {visit_id} finns inte.", hint="Se platsbild visit list.")
    return found


def _current(store: Store, kommun: str, row_key: str) -> Version:
    return visit_versions.visit(one_row.current(store, KIND, kommun, row_key))


def _row(draft: Draft, place: Written, *, now: datetime) -> dict[str, Any]:
    start, minutes = checks.ready(draft, now_utc=int(now.timestamp()))
    return {
        "row_key": draft.row_key,
        "place_text": place.place_text,
        "x": place.x,
        "y": place.y,
        "start_utc": start,
        "time_raw": datetime.fromtimestamp(start, STOCKHOLM).strftime("%Y-%m-%d %H:%M"),
        "minutes": minutes,
        "officers": draft.officers,
        "on_foot": draft.on_foot,
        "cause": draft.cause,
        "measure": draft.measure,
        "observation": draft.observation,
        "dialogue": draft.dialogue,
    }


def _saved(
    register: Register, draft: Draft, row: dict[str, Any], report: ImportReport | None
) -> Saved:
    written = report is not None and report.new + report.changed > 0
    return Saved(
        row_key=str(row["row_key"]),
        batch_id=report.batch_id if report is not None and written else None,
        name=register.name(draft.place_id or 0),
        start_utc=int(row["start_utc"]),
        minutes=int(row["minutes"]),
        notes=report.notes if report is not None else (),
    )
