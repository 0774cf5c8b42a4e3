"""Why the place is unsafe, as somebody has written, and what else its incidents tell."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.widgets.place_card import cause_items
from geo.place_profile import PlaceProfile


def place_facts(profile: PlaceProfile) -> None:
    """Show the causes with their documents, and whether incidents come close upon each other."""
    st.html("<h2 class='pb-section'>Orsaker som angetts</h2>")
    if profile.status.causes:
        st.html(f"<ul class='pb-list'>{cause_items(profile.status)}</ul>")
    else:
        st.html(
            "<p class='pb-hint'>Ingen orsak är angiven. Skriv den i platsfilen med det dokument "
            "den står i, och läs in filen igen.</p>"
        )
    if profile.hints.near_repeat:
        st.html(
            "<h2 class='pb-section'>Följer händelser på varandra?</h2>"
            f"<p class='pb-panel'>{escape(profile.hints.near_repeat)}</p>"
        )
    if profile.hints.presence:
        st.html(
            "<h2 class='pb-section'>Syns platsen mer för att polis var där?</h2>"
            f"<p class='pb-panel'>{escape(profile.hints.presence)}</p>"
        )
