"""Measures: the chain of a kommun, one measure's history, and what is done with them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import evaluation
from geo.errors import GeoError
from geo.follow_up.measures import Addressed, Chain, Measure, addressed
from geo.follow_up.measures.changing import Clear, NewMeasure
from geo.ledger import measures as ledger
from geo.ledger.measures import Entry
from geo.model import MeasureStatus
from geo.weeks import STOCKHOLM

MOST_EVALUATED = 6
"""Measures whose effect stands in the list; of the others it is shown when they are opened."""


def _now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """Return the local day."""
    return _now().astimezone(STOCKHOLM).date()


@st.cache_resource(max_entries=12, show_spinner=False)
def _overview(key: tuple[str, int], kommun: str, day: date) -> Chain:
    return ledger.overview(cached.kommun_records(kommun), today=day)


def overview(kommun: str) -> Chain:
    """Return the chain of every place of a kommun, and what surfaces."""
    return _overview(cached._key(), kommun, today())


def visits(kommun: str, measure: Measure) -> tuple[Addressed, ...]:
    """Return the visits that addressed a measure, newest first."""
    records = cached.kommun_records(kommun)
    place_ids = records.places["place_id"].to_numpy()
    return addressed(measure, records.visits, records.visit_assignment, place_ids)


@st.cache_resource(max_entries=64, show_spinner="Prövar effekten …")
def _effect(key: tuple[str, int], kommun: str, row_key: str, day: date) -> str:
    state = _overview(key, kommun, day).of(row_key)
    if state is None:
        return ""
    try:
        records = cached.kommun_records(kommun)
        return evaluation.of_measure(records, state.measure, now=_now()).words
    except GeoError as error:
        return str(error.message)


def effect(kommun: str, row_key: str) -> str:
    """Return what followed of a measure in words, or why that cannot be said."""
    return _effect(cached._key(), kommun, row_key, today())


def effects(kommun: str, place_id: int | None) -> dict[str, str]:
    """Return in short what followed of a place's measures, or of those that began latest.

    Each takes a fifth of a second the first time, so no more than :data:`MOST_EVALUATED`.
    """
    begun = [
        each.measure
        for place in overview(kommun).places
        for each in place.states
        if each.measure.began and each.measure.place_id
        if place_id is None or place.place_id == place_id
    ]
    begun.sort(key=lambda each: each.began or date.min, reverse=True)
    return {
        each.row_key: effect(kommun, each.row_key).partition(":")[0].rstrip(".")
        for each in begun[:MOST_EVALUATED]
    }


def history(kommun: str, row_key: str) -> tuple[Entry, ...]:
    """Return what was done with a measure, newest first."""
    return ledger.history(cached.store(), kommun, row_key)


def propose(kommun: str, new: NewMeasure) -> Measure:
    """Save a new measure; the same one again is saved once."""
    return ledger.propose(cached.store(), kommun, new, now=_now())


def change(
    kommun: str,
    row_key: str,
    *,
    status: MeasureStatus,
    owner: str,
    deadline: date | Clear | None,
    outcome: str,
) -> Measure:
    """Save a new version of a measure."""
    return ledger.change(
        cached.store(), kommun, row_key,
        status=status, owner=owner, deadline=deadline, outcome=outcome, now=_now(),
    )  # fmt: skip


def withdraw(kommun: str, row_key: str, why: str) -> None:
    """Take a measure back."""
    ledger.withdraw(cached.store(), kommun, row_key, why=why, now=_now())


def owner_warning(owner: str) -> str:
    """Return a sentence where an owner looks like a person."""
    return ledger.owner_warning(owner)
