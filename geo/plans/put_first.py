"""Puts a place first: what a meeting decides, with its note masked before it is stored."""

from __future__ import annotations

from dataclasses import replace

from geo.errors import SelectionError
from geo.model import Priority
from geo.sources._free_text import Masker
from geo.store import priorities, read
from geo.store.engine import Store


def put_first(store: Store, kommun: str, wanted: Priority, *, at_utc: int) -> Priority:
    """Save a priority; return it as it was saved.

    Raises
    ------
    SelectionError
        There is no such place, or the note is too long.
    """
    if wanted.place_id not in set(read.places(store, kommun)["place_id"].tolist()):
        raise SelectionError("Platsen finns inte.", hint="Någon kan ha tagit bort den.")
    note = Masker().text(" ".join(wanted.note.split()))
    return priorities.save(store, kommun, replace(wanted, note=note), at_utc=at_utc)
