"""Where promises stand, what is logged for them, and their documents."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import weeks
from geo.follow_up import Document
from geo.follow_up.standing import Standing
from geo.ledger import activities, documents, standing
from geo.ledger.activities import Logged, NewActivity


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def today() -> date:
    """Return the local day."""
    return now().astimezone(weeks.STOCKHOLM).date()


@st.cache_resource(max_entries=24, show_spinner=False)
def _standings(key: tuple[str, int], kommun: str, day: date) -> tuple[Standing, ...]:
    return standing.standings(cached.store(), cached.kommun_records(kommun), today=day)


def standings(kommun: str, day: date) -> tuple[Standing, ...]:
    """Return where every promise of a kommun stands on a day."""
    return _standings(cached._key(), kommun, day)


def log(kommun: str, new: NewActivity) -> Logged:
    """Log an activity or a note; see ``ledger.activities.log``."""
    return activities.log(cached.store(), kommun, new, now=now())


def withdraw(kommun: str, activity_id: int, why: str) -> None:
    """Take an activity back."""
    key = activities.row_key_of(cached.store(), kommun, activity_id)
    activities.withdraw(cached.store(), kommun, key, why=why, now=now())


@st.cache_resource(max_entries=2, show_spinner=False)
def _documents(key: tuple[str, int]) -> tuple[Document, ...]:
    return documents.documents(cached.store())


def of_kommun(kommun: str) -> tuple[Document, ...]:
    """Return a kommun's documents, newest first."""
    mine = [each for each in _documents(cached._key()) if kommun in each.kommuner]
    return tuple(reversed(mine))


def text(name: str) -> str:
    """Return a document as TOML."""
    return documents.text(cached.store(), name)


def is_own(name: str) -> bool:
    """Return whether users have brought or changed a document."""
    return documents.is_own(cached.store(), name)


def is_shipped(name: str) -> bool:
    """Return whether the program has a document of that name."""
    return documents.is_shipped(name)


def removed(kommun: str) -> tuple[Document, ...]:
    """Return the kommun's shipped documents that users have taken away."""
    return documents.removed(cached.store(), kommun)


def save_document(name: str, content: bytes) -> Document:
    """Save a document of users' own; see ``ledger.documents.save``."""
    return documents.save(cached.store(), name, content, now=now())


def remove_document(name: str) -> None:
    """Take a document away."""
    documents.remove(cached.store(), name, now=now())


def restore_document(name: str) -> None:
    """Let a shipped document hold again."""
    documents.restore(cached.store(), name, now=now())
