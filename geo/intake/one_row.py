"""One row that is written down in the program: saved once, corrected, taken back, restored.

It goes in as an imported file of one row (see ``sources.logged``), so that it is listed, undone and
counted as any other. A new version of a row is its history; nothing is overwritten.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from geo.errors import InputError, StoreError
from geo.model import ImportKind, ImportReport
from geo.sources import logged
from geo.store import row_versions, withdrawn, write
from geo.store.engine import Store
from geo.store.row_versions import RowVersion

AGAIN = "Se listan på nytt."

Row = Mapping[str, Any]
"""``row_key`` and every column of the kind's ``logged.SHAPES``."""


def new_key() -> str:
    """Return the identity of a row that is not saved yet; nobody can guess it."""
    return f"logg {secrets.token_hex(8)}"


def save(
    store: Store, kind: ImportKind, kommun: str, row: Row, *, now: datetime
) -> ImportReport | None:
    """Save a row; the same row again is the same row.

    Returns
    -------
    ImportReport or None
        None where it is saved already.

    Raises
    ------
    StoreError
        It is saved with another content, or has been taken back.
    """
    shape = logged.SHAPES[kind]
    before = row_versions.newest(store, kind, kommun, str(row["row_key"]))
    if before is None:
        return _write(store, kind, kommun, row, file=shape.saved, now=now)
    _refuse_withdrawn(kind, before)
    if not _same(kind, row, before):
        raise StoreError(
            f"{shape.the} är redan {_saved(kind)}, med ett annat innehåll.",
            hint="Rätta det sparade i stället.",
        )
    return None


def correct(
    store: Store, kind: ImportKind, kommun: str, row: Row, *, now: datetime
) -> ImportReport | None:
    """Save a row as a new version of the one with its ``row_key``; the old one is kept.

    Returns
    -------
    ImportReport or None
        None where nothing is changed.

    Raises
    ------
    StoreError
        There is no such row, or it has been taken back.
    """
    before = current(store, kind, kommun, str(row["row_key"]))
    if _same(kind, row, before):
        return None
    return _write(store, kind, kommun, row, file=logged.SHAPES[kind].corrected, now=now)


def withdraw(
    store: Store, kind: ImportKind, kommun: str, row_key: str, *, why: str, now: datetime
) -> int:
    """Take a row back and keep it as history; return the number of the import that did.

    Raises
    ------
    InputError
        No reason is given.
    StoreError
        There is no such row, or it has been taken back.
    """
    shape = logged.SHAPES[kind]
    reason, _ = logged.guarded(why)
    if not reason:
        raise InputError(
            f"Skriv varför {shape.the.lower()} tas tillbaka.", hint="Till exempel: fel plats."
        )
    current(store, kind, kommun, row_key)
    return withdrawn.withdraw(
        store, kind, kommun, row_key, why=reason, file=shape.withdrawn, at_utc=_seconds(now)
    )


def restore(store: Store, kind: ImportKind, kommun: str, row_key: str, *, now: datetime) -> None:
    """Let a row that was taken back count again.

    Raises
    ------
    StoreError
        It was not taken back.
    """
    shape = logged.SHAPES[kind]
    before = row_versions.newest(store, kind, kommun, row_key)
    if before is None or before.withdrawn is None:
        raise StoreError(f"{shape.the} är inte {shape.taken}.", hint=AGAIN)
    write.undo(store, before.withdrawn.batch_id, at_utc=_seconds(now))


def current(store: Store, kind: ImportKind, kommun: str, row_key: str) -> RowVersion:
    """Return the newest version of a row that counts.

    Raises
    ------
    StoreError
        There is no such row, or it has been taken back.
    """
    before = row_versions.newest(store, kind, kommun, row_key)
    if before is None:
        raise StoreError(f"{logged.SHAPES[kind].the} finns inte kvar.", hint=AGAIN)
    _refuse_withdrawn(kind, before)
    return before


def _refuse_withdrawn(kind: ImportKind, before: RowVersion) -> None:
    if before.withdrawn:
        shape = logged.SHAPES[kind]
        raise StoreError(f"{shape.the} är {shape.taken}.", hint="Gör återtagandet ogjort i listan.")


def _saved(kind: ImportKind) -> str:
    return "sparat" if kind is ImportKind.VISITS else "sparad"


def _same(kind: ImportKind, row: Row, before: RowVersion) -> bool:
    """Return whether a row says, once guarded, what is on record."""
    said = logged.guarded_row(kind, row)
    names = logged.SHAPES[kind].content
    return all(_known(said[name]) == _known(before.values[name]) for name in names)


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def _write(
    store: Store, kind: ImportKind, kommun: str, row: Row, *, file: str, now: datetime
) -> ImportReport:
    parsed = logged.as_import(kind, row)
    return write.save(
        store,
        parsed,
        kommun=kommun,
        file=file,
        sha256=hashlib.sha256(parsed.frame.to_json().encode()).hexdigest(),
        imported_utc=_seconds(now),
    )


def _seconds(now: datetime) -> int:
    return int(now.timestamp())
