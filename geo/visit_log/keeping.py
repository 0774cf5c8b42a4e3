"""Drafts in the store: masked before they are kept, read back, thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geo.store import visit_drafts
from geo.store.engine import Store
from geo.visit_log.draft import Draft, from_json, guarded, to_json


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was kept, and what was masked in it then.

    Attributes
    ----------
    draft : Draft
    saved_utc : int
        Seconds UTC.
    notes : tuple of str
        Swedish sentences; only right after it was kept.
    """

    draft: Draft
    saved_utc: int
    notes: tuple[str, ...] = ()


def keep(store: Store, kommun: str, draft: Draft, *, now: datetime) -> KeptDraft:
    """Keep a draft with its texts masked; return it as it was kept."""
    masked, notes = guarded(draft)
    at_utc = int(now.timestamp())
    visit_drafts.keep(store, kommun, draft.draft_id, to_json(masked), at_utc=at_utc)
    return KeptDraft(masked, at_utc, notes)


def load(store: Store, kommun: str, draft_id: str, *, now: datetime) -> KeptDraft | None:
    """Return a draft, or None where there is none or it was forgotten."""
    found = visit_drafts.load(store, kommun, draft_id, at_utc=int(now.timestamp()))
    draft = None if found is None else from_json(found.content)
    return None if found is None or draft is None else KeptDraft(draft, found.saved_utc)


def throw(store: Store, kommun: str, draft_id: str) -> None:
    """Throw a draft away."""
    visit_drafts.throw(store, kommun, draft_id)
