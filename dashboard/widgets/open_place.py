"""The way from a selected place to its own page: a link that can be saved and sent."""

from __future__ import annotations

import streamlit as st

from dashboard import state

PAGE = "views/plats.py"


def open_place(place_id: int | None) -> None:
    """Show the link, where a place is selected."""
    if place_id is None:
        return
    with st.container(key="pb_open_place"):
        st.page_link(PAGE, label="Öppna platsen", query_params=state.link(place_id))
