"""Logga: a visit written down in seconds, on a phone; tonight's plan first, if there is one."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.cached import visits as cached_visits
from dashboard.state import visits as visit_state
from dashboard.widgets import (
    frame,
    heading,
    visit_form,
    visit_latest,
    visit_places,
    visit_plan,
    visit_receipt,
    visit_style,
)


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when something is logged."""
    visit_style.style()
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)

    visit_plan.begin_asked(records)
    draft_id = visit_state.draft_id()
    kept = None if draft_id is None else cached_visits.load(kommun.code, draft_id)
    with st.container(horizontal=True, vertical_alignment="center", key="pb_visit_head"):
        frame.title("Logga besök")
        if kept is None:
            heading.kommun_picker(kommuner, kommun)
    if kept is not None:
        visit_form.form(records, kept)
        return
    visit_receipt.receipt(kommun.code)
    planned = visit_plan.plan(kommun.code)
    visit_places.pick_place(records, "En annan plats" if planned else "Välj plats")
    visit_latest.latest(kommun.code)


page()
