"""Plats: one place, over time: what is unusual, when, what, why, and what has been done."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.state.looked_at import looked_at
from dashboard.widgets import (
    category_bars,
    clock,
    frame,
    heading,
    place_facts,
    place_head,
    place_incidents,
    place_map,
    place_measures,
    place_series,
    survey,
    visit_log,
)
from geo.errors import SelectionError
from geo.place_profile import Span


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a period, a place or a span is chosen."""
    looked = looked_at()
    records, period, picture = looked.records, looked.period, looked.picture
    asked = state.asked_place()
    profile, problem = None, None
    try:
        profile = None if asked is None else cached.place_profile(looked.kommun.code, asked, period)
    except SelectionError as error:
        problem = error

    head, pickers = st.columns([7, 5], vertical_alignment="top")
    with pickers, st.container(horizontal=True, key="pb_pickers"):
        place_head.place_picker(picture, asked)
        heading.kind_picker(period)
        heading.kommun_picker(looked.kommuner, looked.kommun)
    if profile is None:
        with head:
            place_head.no_place(picture, problem)
        frame.basis(picture.basis, picture.totals)
        return
    with head:
        place_head.place_heading(records, profile)
        place_head.answer(profile.status)

    view = profile.spans[Span(state.span())]
    left, right = st.columns([7, 5], gap="medium")
    with left:
        place_series.place_series(profile)
        clock.clock(profile, view)
        place_measures.place_measures(profile)
        visit_log.visit_log(profile)
        place_facts.place_facts(profile)
    with right:
        place_map.place_map(records, profile, view)
        category_bars.category_bars(profile)
        survey.survey(profile)

    place_incidents.incidents(records, profile, view)
    place_head.basis(profile)


page()
