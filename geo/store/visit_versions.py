"""Visits one by one, with what they said before and who took them back; see ``row_versions``."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import ImportKind
from geo.store import row_versions
from geo.store.engine import Store
from geo.store.row_versions import RowVersion, Withdrawal

KIND = ImportKind.VISITS


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


def latest(store: Store, kommun: str, *, limit: int) -> tuple[Version, ...]:
    """Return the newest version of the kommun's latest visits, withdrawn ones too."""
    return tuple(visit(each) for each in row_versions.latest(store, KIND, kommun, limit=limit))


def newest(store: Store, kommun: str, row_key: str) -> Version | None:
    """Return the newest version of one visit."""
    found = row_versions.newest(store, KIND, kommun, row_key)
    return None if found is None else visit(found)


def history(store: Store, kommun: str, row_key: str) -> tuple[Version, ...]:
    """Return all versions of one visit, newest first."""
    return tuple(visit(each) for each in row_versions.history(store, KIND, kommun, row_key))


def row_key(store: Store, kommun: str, visit_id: int) -> str | None:
    """Return the identity of the visit that a version with this number is of."""
    return row_versions.row_key(store, KIND, kommun, visit_id)


def who(store: Store, kommun: str, batch_ids: tuple[int, ...]) -> dict[int, str]:
    """Return who made some imports and withdrawals, as the audit has it."""
    return row_versions.who(store, KIND, kommun, batch_ids)


def visit(row: RowVersion) -> Version:
    """Return a version of a row of the visit log as a visit."""
    return Version(
        visit_id=row.row_id,
        row_key=row.row_key,
        **row.values,
        batch_id=row.batch_id,
        saved_utc=row.saved_utc,
        file=row.file,
        number=row.number,
        withdrawn=row.withdrawn,
    )
