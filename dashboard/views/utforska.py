"""Utforska: place and time, filtered; the map, the charts and the table say the same."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import explore_head, frame, heading
from dashboard.widgets.explore_charts import charts
from dashboard.widgets.explore_filters import filter_row
from dashboard.widgets.explore_map import explore_map, layer_choice
from dashboard.widgets.explore_table import explore_table


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a filter changes."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)

    top, picker = st.columns([8, 2], vertical_alignment="center")
    with picker:
        heading.kommun_picker(kommuner, kommun)
    with top:
        frame.title(f"Utforska {kommun.name}")
    shown = explore_head.sides(kommun.code)
    if not shown:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="pb_explore_tools"):
        layer_choice()
        explore_head.tools(kommun.code)

    if len(shown) == 1:
        explore_head.selection(shown, "")
        left, right = st.columns([7, 5], gap="medium")
        with left:
            explore_map(records, shown, "")
        with right:
            charts(shown[""], "")
    else:
        for column, side in zip(st.columns(2, gap="medium"), shown, strict=True):
            with column:
                explore_head.selection(shown, side)
                explore_map(records, shown, side)
                charts(shown[side], side)
    explore_table(records, kommun.name, tuple(shown.values()))


page()
