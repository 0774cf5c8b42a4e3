"""Rows one by one, with what they said before and who took them back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import RowMapping, Select, Table, func, or_, select

from geo.model import ImportKind
from geo.store import tables
from geo.store.engine import Store

TABLES: Mapping[ImportKind, Table] = {
    ImportKind.VISITS: tables.visit,
    ImportKind.ACTIVITIES: tables.activity,
    ImportKind.MEASURES: tables.measure,
}
"""The kinds that can be written down in the program, row by row."""
_DAY = {
    ImportKind.VISITS: "start_utc",
    ImportKind.ACTIVITIES: "day",
    ImportKind.MEASURES: "status_day",
}
_OF_IMPORTS = frozenset({"kommun", "batch_id", "replaced_by", "row_key", "content_hash", "line"})


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a row was taken back."""

    batch_id: int
    at_utc: int
    why: str


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A row as it was saved once.

    Attributes
    ----------
    row_id : int
        The version's own number.
    row_key : str
        The row's identity, the same for all its versions.
    values : mapping of str to value
        What it says, by column.
    batch_id : int
        The import that brought it.
    saved_utc : int
    file : str
        Its file, or what stands in place of one.
    number : int
        How many versions of the row there are up to this one.
    withdrawn : Withdrawal, optional
        Only of the newest version.
    """

    row_id: int
    row_key: str
    values: Mapping[str, Any]
    batch_id: int
    saved_utc: int
    file: str
    number: int
    withdrawn: Withdrawal | None


def latest(store: Store, kind: ImportKind, kommun: str, *, limit: int) -> tuple[RowVersion, ...]:
    """Return the newest version of the kommun's latest rows of a kind, withdrawn ones too."""
    t = TABLES[kind].c
    row_id = _row_id(kind)
    newest = select(func.max(row_id)).where(t.kommun == kommun).group_by(t.row_key)
    query = _query(kind, kommun).where(row_id.in_(newest))
    ordered = query.order_by(t[_DAY[kind]].desc(), row_id.desc()).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(ordered).mappings().all()
        keys = [row["row_key"] for row in rows]
        counted = select(t.row_key, func.count()).where(t.kommun == kommun, t.row_key.in_(keys))
        numbers = {row[0]: int(row[1]) for row in connection.execute(counted.group_by(t.row_key))}
    return tuple(_version(kind, row, numbers[row["row_key"]], last=True) for row in rows)


def newest(store: Store, kind: ImportKind, kommun: str, row_key: str) -> RowVersion | None:
    """Return the newest version of one row."""
    found = history(store, kind, kommun, row_key)
    return found[0] if found else None


def history(store: Store, kind: ImportKind, kommun: str, row_key: str) -> tuple[RowVersion, ...]:
    """Return all versions of one row, newest first."""
    mine = TABLES[kind].c.row_key == row_key
    query = _query(kind, kommun).where(mine).order_by(_row_id(kind).desc())
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return tuple(_version(kind, row, len(rows) - at, last=at == 0) for at, row in enumerate(rows))


def row_key(store: Store, kind: ImportKind, kommun: str, row_id: int) -> str | None:
    """Return the identity of the row that a version with this number is of."""
    t = TABLES[kind].c
    query = select(t.row_key).where(t.kommun == kommun, _row_id(kind) == row_id)
    with store.reading() as connection:
        found: str | None = connection.scalar(query)
    return found


def who(store: Store, kind: ImportKind, kommun: str, batch_ids: tuple[int, ...]) -> dict[int, str]:
    """Return who made some imports and withdrawals, as the audit has it."""
    a = tables.audit.c
    told = {f"import {kind} {kommun} {each}": each for each in batch_ids}
    taken = {f"withdraw {kind} {kommun} {each}": each for each in batch_ids}
    wanted = [a.what.in_(told), *(a.what.startswith(f"{each}:", autoescape=True) for each in taken)]
    with store.reading() as connection:
        rows = connection.execute(select(a.what, a.who).where(or_(*wanted))).all()
    return {(told | taken)[what.split(":", 1)[0]]: str(name) for what, name in rows}


def _row_id(kind: ImportKind) -> Any:
    return next(iter(TABLES[kind].primary_key.columns))


def _columns(kind: ImportKind) -> tuple[str, ...]:
    """Return the names of the columns that say something, in the table's order."""
    own = _row_id(kind).name
    return tuple(c.name for c in TABLES[kind].c if c.name != own and c.name not in _OF_IMPORTS)


def _query(kind: ImportKind, kommun: str) -> Select[Any]:
    t, own = TABLES[kind], tables.import_batch
    after = own.alias()
    joined = t.join(own, own.c.batch_id == t.c.batch_id).outerjoin(
        after, after.c.batch_id == t.c.replaced_by
    )
    return (
        select(
            _row_id(kind).label("row_id"), t.c.row_key, *(t.c[name] for name in _columns(kind)),
            own.c.batch_id, own.c.imported_utc, own.c.file,
            after.c.batch_id.label("taken"), after.c.imported_utc.label("taken_utc"),
            after.c.notes.label("why"),
        )
        .select_from(joined)
        .where(t.c.kommun == kommun)
    )  # fmt: skip


def _version(kind: ImportKind, row: RowMapping, number: int, *, last: bool) -> RowVersion:
    taken = last and row["taken"] is not None
    return RowVersion(
        row_id=row["row_id"],
        row_key=row["row_key"],
        values=MappingProxyType({name: row[name] for name in _columns(kind)}),
        batch_id=row["batch_id"],
        saved_utc=row["imported_utc"],
        file=row["file"],
        number=number,
        withdrawn=Withdrawal(row["taken"], row["taken_utc"], " ".join(json.loads(row["why"])))
        if taken
        else None,
    )
