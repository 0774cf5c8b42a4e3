"""Patrull: tonight's walk: where to go, when and why, on the map, on paper and in the hand."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import (
    heading,
    patrol_answer,
    patrol_compare,
    patrol_edit,
    patrol_form,
    patrol_list,
    patrol_map,
    patrol_shown,
    patrol_style,
    patrol_take,
)
from dashboard.widgets.patrol_shown import Shown
from geo.plans import asking
from geo.plans.asking import Asked


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when the plan changes."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    patrol_style.style()
    patrol_answer.told()

    head, picker = st.columns([8, 2], vertical_alignment="center")
    with picker:
        heading.kommun_picker(kommuner, kommun)
    if not len(records.places):
        with head:
            patrol_answer.no_places(kommun)
        return
    usual = asking.coming(datetime.now(UTC))
    asked = patrol_shown.asked(records, usual)
    with st.container(key="pb_patrol_page"):
        with st.container(key="pb_patrol_asked"):
            patrol_form.shift_form(records, asked, usual)
        with st.container(key="pb_patrol_plan"):
            with st.container(key="pb_patrol_search"):
                shown = patrol_shown.found(kommun, records, asked)
            if shown is not None:
                plan(shown, asked, usual)
    with head:
        patrol_answer.heading(kommun, shown)


def plan(shown: Shown, asked: Asked, usual: Asked) -> None:
    """Show the plan, and what can be done with it."""
    # The same containers in every run, so that the map and the list stay mounted.
    with st.container(key="pb_patrol_notes"):
        patrol_answer.saved_note(shown)
        patrol_answer.notes(shown)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        patrol_map.patrol_map(shown)
    with right:
        patrol_list.patrol_list(shown)
        patrol_edit.patrol_edit(shown, asked, usual)
    patrol_take.patrol_take(shown)
    patrol_answer.left_out(shown)
    patrol_compare.patrol_compare(shown)
    patrol_answer.evidence(shown)
    patrol_answer.basis(shown)


page()
