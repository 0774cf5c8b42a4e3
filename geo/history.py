"""The imports on record: what came in, how it was read, and taking it back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geo.errors import SelectionError
from geo.mapping import MappingProfile
from geo.model import ImportKind, Reject
from geo.sources import logged
from geo.store import read, write
from geo.store.engine import Store

_COUNTS = ("batch_id", "imported_utc", "rows", "new", "changed", "duplicates", "rejected")


@dataclass(frozen=True)
class Batch:
    """One import as it stands on record."""

    batch_id: int
    kind: ImportKind
    kommun: str
    file: str
    imported_utc: int
    rows: int
    new: int
    changed: int
    duplicates: int
    rejected: int
    notes: tuple[str, ...]
    mapping: MappingProfile

    @property
    def logged(self) -> bool:
        """Return whether it is a row that was logged, corrected or taken back in the program."""
        return logged.is_logged(self.kind, self.file)


def batches(store: Store, kommun: str | None = None) -> tuple[Batch, ...]:
    """Return the imports, newest first."""
    return tuple(_batch(row) for row in read.imports(store, kommun).to_dict("records"))


def batch(store: Store, batch_id: int) -> Batch:
    """Return one import.

    Raises
    ------
    SelectionError
        There is no such import.
    """
    for each in batches(store):
        if each.batch_id == batch_id:
            return each
    raise SelectionError(f"Import {batch_id} finns inte.", hint="Se listan över importer.")


def rejects(store: Store, batch_id: int) -> list[Reject]:
    """Return the rows that an import rejected and that nothing has mended since."""
    return read.rejects(store, batch_id, unmended=True)


def undo(store: Store, batch_id: int, *, now: datetime) -> None:
    """Take an import back: the store is as it was before it.

    Raises
    ------
    StoreError
        There is no such import, or a later one has changed its rows.
    """
    write.undo(store, batch_id, at_utc=int(now.timestamp()))


def _batch(row: dict[Any, Any]) -> Batch:
    mapping = str(row["mapping"])
    return Batch(
        kind=ImportKind(row["kind"]),
        kommun=str(row["kommun"]),
        file=str(row["file"]),
        notes=tuple(json.loads(row["notes"])),
        mapping=MappingProfile.from_toml(mapping) if mapping else MappingProfile(),
        **{name: int(row[name]) for name in _COUNTS},
    )
