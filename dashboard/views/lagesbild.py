"""Lägesbild: where incidents happened, what changed, and when each place was last visited."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.state.looked_at import looked_at
from dashboard.widgets import frame, heading, lists, map_view, news, place_card
from dashboard.widgets.period_bars import period_bars
from dashboard.widgets.place_table import place_table


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a week or a place is chosen."""
    looked = looked_at()
    records, period, picture = looked.records, looked.period, looked.picture
    places = {place.place_id: place for place in picture.places}
    selected = state.place(places)

    top, pickers = st.columns([7, 3], vertical_alignment="center")
    with top:
        heading.period_heading(period, picture.headline)
    with pickers, st.container(horizontal=True):
        heading.kind_picker(period)
        heading.kommun_picker(looked.kommuner, looked.kommun)

    news.news(picture.news)
    with st.container(key="pb_body"):
        left, right = st.columns([7, 5], gap="medium")
    with left:
        map_view.lagesbild_map(records, picture, selected)
        period_bars(picture)
    with right:
        place_table(picture, selected)
        if selected is None:
            place_card.no_place()
        else:
            place_card.place_card(places[selected])
        lists.occasions(picture.during, picture.occasions)
        lists.notices(picture.notices)

    lists.incidents(records, picture)
    frame.basis(picture.basis, picture.totals)


page()
