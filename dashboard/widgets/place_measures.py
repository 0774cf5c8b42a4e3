"""The place's measures in short, with the way to each of them."""

from __future__ import annotations

from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.cached import measures as cached
from geo.follow_up.measures import Measure, state, words
from geo.place_profile import PlaceProfile
from geo.shipped import measure_kinds

SHOWN = 6


def place_measures(profile: PlaceProfile) -> None:
    """List the measures of the place, open ones first."""
    kommun = profile.basis.selection.kommun
    place = {"kommun": kommun, "plats": profile.status.place_id}
    st.html("<h2 class='pb-section'>Åtgärder</h2>")
    if not profile.measures:
        st.html("<p class='pb-hint'>Ingen åtgärd är inskriven för platsen.</p>")
    else:
        today = cached.today()
        items = "".join(_item(each, kommun, today) for each in profile.measures[:SHOWN])
        st.html(f"<ul class='pb-list' aria-label='Platsens åtgärder'>{items}</ul>")
    left = len(profile.measures) - SHOWN
    more = f"Alla {len(profile.measures)} åtgärder" if left > 0 else "Åtgärder för platsen"
    st.html(f"<p><a href='atgarder?{escape(urlencode(place))}' target='_self'>{more}</a></p>")


def _item(measure: Measure, kommun: str, today: date) -> str:
    to = f"atgarder?{urlencode({'kommun': kommun, 'atgard': measure.row_key})}"
    name = ": ".join(part for part in (measure_kinds.name(measure.kind), measure.what) if part)
    owner = f" ({escape(measure.owner)})" if measure.owner else ""
    said = state(measure, today).words
    return (
        f"<li>{words.SYMBOLS[measure.status]} <a href='{escape(to)}' target='_self'>{escape(name)}"
        f"</a> {escape(said)}{owner}</li>"
    )
