"""Året: the pace of the promise, visits week by week, and what the coming week brings."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.cached import year as cached_year
from dashboard.widgets import heading, year_downloads, year_head, year_lists, year_table
from dashboard.widgets.year_calendar import year_calendar


@st.fragment
def page() -> None:
    """Compose the page."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    plan = cached_year.year(kommun.code)

    top, picker = st.columns([8, 2], vertical_alignment="top")
    with picker:
        heading.kommun_picker(kommuner, kommun)
    with top:
        year_head.head(kommun, plan)
    if plan is None:
        return
    if not plan.places:
        year_head.no_places()
        return
    year_calendar(plan)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        year_lists.coming(plan, kommun)
        year_lists.never(plan)
        year_lists.dose_of(plan)
    with right:
        year_table.year_table(plan)
        year_downloads.downloads(plan, kommun)
    year_lists.visits(cached.kommun_records(kommun.code), plan)
    year_downloads.basis(plan, kommun)


page()
