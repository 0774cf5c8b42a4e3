"""The place's incidents as the table that says the same as its map."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.widgets.clock import span_label
from dashboard.widgets.lists import incident_table
from geo import look
from geo.place_profile import PlaceProfile, Span, SpanView
from geo.records import Records


def incidents(records: Records, profile: PlaceProfile, view: SpanView) -> None:
    """Offer the incidents of the chosen span, the latest first."""
    count = len(view.rows)
    if not count:
        return
    label = span_label(Span(state.span()), profile.basis.selection.period)
    text = f"Visa {look.count(count, 'händelse', 'händelser')} som tabell ({label})"
    if st.toggle(text, key="show_place_incidents"):
        incident_table(records.incidents.iloc[view.rows[::-1]])
