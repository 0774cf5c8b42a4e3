"""Visits that are written down: the latest ones, drafts, and what is done with them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import visit_log, weeks
from geo.intake import promised
from geo.visit_log import Draft, Entry, KeptDraft, Offer, Progress, Saved, Tonight, Version


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@st.cache_resource(max_entries=12, show_spinner=False)
def _latest(key: tuple[str, int], kommun: str) -> tuple[Version, ...]:
    return visit_log.latest(cached.store(), kommun)


def latest(kommun: str) -> tuple[Version, ...]:
    """Return the kommun's latest visits, withdrawn ones too."""
    return _latest(cached._key(), kommun)


def history(kommun: str, row_key: str) -> tuple[Entry, ...]:
    """Return what was done with a visit, newest first."""
    return visit_log.history(cached.store(), kommun, row_key)


@st.cache_resource(max_entries=12, show_spinner=False)
def _offers(key: tuple[str, int], kommun: str, at: tuple[float, float] | None) -> tuple[Offer, ...]:
    return visit_log.offers(cached.kommun_records(kommun), at=at)


def offers(kommun: str, at: tuple[float, float] | None = None) -> tuple[Offer, ...]:
    """Return the places to log at, those most likely first; `at` in the store's CRS."""
    return _offers(cached._key(), kommun, at)


@st.cache_resource(max_entries=12, show_spinner=False)
def _progress(key: tuple[str, int], kommun: str, today: date) -> Progress:
    own = cached.current_settings().kommun(kommun).visits_per_year
    held = promised.documents(cached.store())
    return visit_log.progress(cached.kommun_records(kommun), held, today, own=own)


def progress(kommun: str) -> Progress:
    """Return how far the year's visits have come."""
    return _progress(cached._key(), kommun, now().astimezone(weeks.STOCKHOLM).date())


def tonight(kommun: str) -> Tonight | None:
    """Return tonight's plan with what is done of it, if there is one."""
    return visit_log.tonight(cached.store(), cached.kommun_records(kommun), now=now())


def metres(latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a phone is in the store's CRS."""
    return visit_log.metres(latitude, longitude, crs=cached.store().crs)


def load(kommun: str, draft_id: str) -> KeptDraft | None:
    """Return a draft, or None where there is none."""
    return visit_log.load(cached.store(), kommun, draft_id, now=now())


def keep(kommun: str, draft: Draft) -> KeptDraft:
    """Keep a draft, masked; return it as it was kept."""
    return visit_log.keep(cached.store(), kommun, draft, now=now())


def throw(kommun: str, draft_id: str) -> None:
    """Throw a draft away."""
    visit_log.throw(cached.store(), kommun, draft_id)


def save(kommun: str, draft: Draft) -> Saved:
    """Save a draft as a visit; see ``visit_log.save``."""
    return visit_log.save(cached.store(), kommun, draft, now=now())


def draft_of(kommun: str, row_key: str) -> Draft:
    """Return a new draft that says what a visit says, to be corrected."""
    return visit_log.draft_of(cached.store(), kommun, row_key, visit_log.new_id())


def withdraw(kommun: str, row_key: str, why: str) -> None:
    """Take a visit back."""
    visit_log.withdraw(cached.store(), kommun, row_key, why=why, now=now())


def restore(kommun: str, row_key: str) -> None:
    """Let a visit that was taken back count again."""
    visit_log.restore(cached.store(), kommun, row_key, now=now())


def undo(kommun: str, batch_id: int, draft: Draft) -> None:
    """Undo a visit just saved; its draft is there again."""
    visit_log.undo(cached.store(), batch_id, draft, kommun, now=now())
