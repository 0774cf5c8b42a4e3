"""What followed a measure or a day at a place; keyed on the store's version and on the day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import evaluation
from geo.evaluation import DoseStudy, Finding, Study
from geo.follow_up.measures import Measure
from geo.planning.need import shipped_harm_weights

MOST_FOLLOWED = 12
"""Measures that are held against comparisons at once: a few seconds."""


@st.cache_resource(max_entries=64, show_spinner="Jämför …")
def _study(
    key: tuple[str, int], kommun: str, what: tuple[int, date, int | None, int | None],
    compared: tuple[int, ...] | None, harm: bool, today: date,
) -> Study:  # fmt: skip
    place_id, began, before_days, after_days = what
    return evaluation.study(
        cached.kommun_records(kommun),
        place_id,
        began,
        before_days=before_days,
        after_days=after_days,
        compared=compared,
        harm=shipped_harm_weights() if harm else None,
        now=datetime.now(UTC),
    )


def study(
    kommun: str, place_id: int, began: date, *, before_days: int | None, after_days: int | None,
    compared: tuple[int, ...] | None, harm: bool,
) -> Study:  # fmt: skip
    """Return what followed at a place; see ``evaluation.study``.

    Raises
    ------
    SelectionError
        There is no such place, or too few days are on record.
    """
    what = place_id, began, before_days, after_days
    return _study(cached._key(), kommun, what, compared, harm, date.today())


@st.cache_resource(max_entries=6, show_spinner="Läser besöken …")
def _dose(key: tuple[str, int], kommun: str, today: date) -> DoseStudy:
    return evaluation.dose(cached.kommun_records(kommun), now=datetime.now(UTC))


def dose(kommun: str) -> DoseStudy:
    """Return how the visits of a kommun go with the incidents that follow."""
    return _dose(cached._key(), kommun, date.today())


@st.cache_resource(max_entries=6, show_spinner="Jämför …")
def _followed(
    key: tuple[str, int], kommun: str, today: date
) -> tuple[tuple[Measure, Finding | None], ...]:
    records = cached.kommun_records(kommun)
    return evaluation.followed(records, now=datetime.now(UTC), most=MOST_FOLLOWED)


def followed(kommun: str) -> tuple[tuple[Measure, Finding | None], ...]:
    """Return the latest measures that have begun, each with what followed it."""
    return _followed(cached._key(), kommun, date.today())


@st.cache_resource(max_entries=6, show_spinner=False)
def _begun(key: tuple[str, int], kommun: str) -> tuple[Measure, ...]:
    return evaluation.begun(cached.kommun_records(kommun))


def begun(kommun: str) -> tuple[Measure, ...]:
    """Return the measures that have begun at a known place, the latest first."""
    return _begun(cached._key(), kommun)
