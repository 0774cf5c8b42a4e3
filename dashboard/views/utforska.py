"""Utforska: place and time, filtered; the map, the charts and the table say the same."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import explore_head, frame, heading
from dashboard.widgets.explore_charts import charts
from dashboard.widgets.explore_filters import filter_row
from dashboard.widgets.explore_map import explore_map, layer_choice
from dashboard.widgets.explore_table import explore_table, table_choice


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when the filter changes."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)

    top, picker = st.columns([8, 2], vertical_alignment="center")
    with picker:
        heading.kommun_picker(kommuner, kommun)
    with top:
        frame.title(f"Utforska {kommun.name}")
    shown = explore_head.shown(kommun.code)
    if shown is None:
        return
    filter_row(shown, "")
    explore_head.answer(shown)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        layer_choice()
        explore_map(records, shown, "")
    with right:
        charts(shown, "")
    explore_table(shown, table_choice(shown))


page()
