"""Åtgärder: what goes on, what is late or owned by nobody, and which problem has none."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.cached import measures as kept
from dashboard.state import measures as shown
from dashboard.widgets import heading, measure_card, measure_chain, measure_head, measure_new


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a measure is chosen or changed."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    places = cached.kommun_records(kommun.code).places
    names = {int(n): str(name) for n, name in zip(places["place_id"], places["name"], strict=True)}
    place = state.place(names)
    chain = kept.overview(kommun.code)
    chosen = shown.chosen(chain.keys)
    found = None if chosen is None else chain.of(chosen)

    measure_head.said()
    heading.titled(kommuner, kommun, "Åtgärder")
    measure_head.answer(chain)
    with st.container(key="pb_measures"):
        left, right = st.columns([8, 5], gap="medium")
    with right:
        if found is None:
            measure_new.new_measure(kommun.code, chain, names, place)
        else:
            measure_card.measure_card(kommun.code, found)
    with left, st.container(key="pb_measure_list"):
        measure_head.surfaced(chain, place)
        if not chain.keys:
            measure_head.nothing(kommun.code)
        measure_head.filters(chain, names, place)
        measure_chain.measure_chain(chain, place, chosen, kept.effects(kommun.code, place))
    measure_head.basis(chain, cached.kommun_records(kommun.code).store_version)


page()
