"""Importera: a file from the drop to the receipt, what only a user can decide, and the history."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import heading, import_file, import_history, sort_out


@st.fragment
def page() -> None:
    """Compose the page."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)

    heading.titled(kommuner, kommun, f"Läs in en fil till {kommun.name}")

    left, right = st.columns([7, 5], gap="medium")
    with left:
        import_file.import_file(kommun)
        sort_out.unknown_words(kommun.code)
        sort_out.unplaced_names(cached.kommun_records(kommun.code))
    with right:
        import_history.import_history(kommun.code)


page()
