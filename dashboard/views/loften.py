"""Löften: whether every promise is kept, how far it has come, and every row behind the number."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.cached import promises as cached_promises
from dashboard.state import promises as promise_state
from dashboard.widgets import (
    promise_card,
    promise_documents,
    promise_downloads,
    promise_form,
    promise_head,
    promise_list,
)


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a promise is chosen or something logged."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    places = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    today = cached_promises.today()
    day = promise_state.day(today)
    standings = cached_promises.standings(kommun.code, day)
    chosen = promise_state.chosen(standings)

    promise_head.head(kommuner, kommun, standings, day, today)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        promise_list.promise_list(standings, chosen)
    with right, st.container(key="pb_promise"):
        promise_card.told()
        if chosen is not None:
            promise_card.card(chosen)
            promise_form.form(chosen, places, day, today)
    promise_documents.promise_documents(
        kommun.code, kommun.name, today.year, cached_promises.of_kommun(kommun.code)
    )
    promise_downloads.downloads(standings, kommun, day, records.store_version)


page()
