"""Visits one by one, with what they said before and who took them back."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import RowMapping, Select, func, or_, select

from geo.store import tables
from geo.store.engine import Store


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a visit was taken back."""

    batch_id: int
    at_utc: int
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """A visit as it was saved once.

    Attributes
    ----------
    batch_id : int
        The import that brought it.
    saved_utc : int
    file : str
        Its file, or what stands in place of one.
    number : int
        How many versions of the visit there are up to this one.
    withdrawn : Withdrawal, optional
        Only of the newest version.
    """

    visit_id: int
    row_key: str
    place_text: str
    x: float | None
    y: float | None
    start_utc: int
    time_raw: str
    minutes: int | None
    officers: int | None
    on_foot: bool | None
    cause: str
    measure: str
    observation: str
    dialogue: bool | None
    batch_id: int
    saved_utc: int
    file: str
    number: int
    withdrawn: Withdrawal | None

    @property
    def current(self) -> bool:
        """Return whether the newest version counts."""
        return self.withdrawn is None


_COLUMNS = tuple(field.name for field in fields(Version))[:14]


def latest(store: Store, kommun: str, *, limit: int) -> tuple[Version, ...]:
    """Return the newest version of the kommun's latest visits, withdrawn ones too."""
    t = tables.visit.c
    newest = select(func.max(t.visit_id)).where(t.kommun == kommun).group_by(t.row_key)
    query = _query(kommun).where(t.visit_id.in_(newest))
    ordered = query.order_by(t.start_utc.desc(), t.visit_id.desc()).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(ordered).mappings().all()
        keys = [row["row_key"] for row in rows]
        counted = select(t.row_key, func.count()).where(t.kommun == kommun, t.row_key.in_(keys))
        numbers = {row[0]: int(row[1]) for row in connection.execute(counted.group_by(t.row_key))}
    return tuple(_version(row, numbers[row["row_key"]], last=True) for row in rows)


def newest(store: Store, kommun: str, row_key: str) -> Version | None:
    """Return the newest version of one visit."""
    found = history(store, kommun, row_key)
    return found[0] if found else None


def history(store: Store, kommun: str, row_key: str) -> tuple[Version, ...]:
    """Return all versions of one visit, newest first."""
    t = tables.visit.c
    query = _query(kommun).where(t.row_key == row_key).order_by(t.visit_id.desc())
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return tuple(_version(row, len(rows) - at, last=at == 0) for at, row in enumerate(rows))


def row_key(store: Store, kommun: str, visit_id: int) -> str | None:
    """Return the identity of the visit that a version with this number is of."""
    t = tables.visit.c
    query = select(t.row_key).where(t.kommun == kommun, t.visit_id == visit_id)
    with store.reading() as connection:
        found: str | None = connection.scalar(query)
    return found


def who(store: Store, kommun: str, batch_ids: tuple[int, ...]) -> dict[int, str]:
    """Return who made some imports and withdrawals, as the audit has it."""
    a = tables.audit.c
    told = {f"import visits {kommun} {each}": each for each in batch_ids}
    taken = {f"withdraw visits {kommun} {each}": each for each in batch_ids}
    wanted = [a.what.in_(told), *(a.what.startswith(f"{each}:", autoescape=True) for each in taken)]
    with store.reading() as connection:
        rows = connection.execute(select(a.what, a.who).where(or_(*wanted))).all()
    return {(told | taken)[what.split(":", 1)[0]]: str(name) for what, name in rows}


def _query(kommun: str) -> Select[Any]:
    t, own = tables.visit, tables.import_batch
    after = own.alias()
    joined = t.join(own, own.c.batch_id == t.c.batch_id).outerjoin(
        after, after.c.batch_id == t.c.replaced_by
    )
    return (
        select(
            *(t.c[name] for name in _COLUMNS), own.c.batch_id, own.c.imported_utc, own.c.file,
            after.c.batch_id.label("taken"), after.c.imported_utc.label("taken_utc"),
            after.c.notes.label("why"),
        )
        .select_from(joined)
        .where(t.c.kommun == kommun)
    )  # fmt: skip


def _version(row: RowMapping, number: int, *, last: bool) -> Version:
    taken = last and row["taken"] is not None
    return Version(
        **{name: row[name] for name in _COLUMNS},
        batch_id=row["batch_id"],
        saved_utc=row["imported_utc"],
        file=row["file"],
        number=number,
        withdrawn=Withdrawal(row["taken"], row["taken_utc"], " ".join(json.loads(row["why"])))
        if taken
        else None,
    )
