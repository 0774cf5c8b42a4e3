"""Platser: the register of places on a map and in a table, with their causes and sources."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import felt_table, heading, map_view, place_change, place_register
from dashboard.widgets.open_place import open_place


@st.fragment
def page() -> None:
    """Compose the page."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    selected = state.place(records.places["place_id"])

    heading.titled(kommuner, kommun, f"{len(records.places)} platser i {kommun.name}")

    left, right = st.columns([5, 7], gap="medium")
    with left:
        map_view.places_map(records, selected)
    with right:
        place_register.register(records, selected)
        open_place(selected)
    felt_table.felt_table(cached.felt(kommun.code))
    place_change.panel(records, selected)
    place_register.basis(records)


page()
