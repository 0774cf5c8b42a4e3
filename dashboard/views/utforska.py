"""Utforska: place and time, filtered; the map, the charts and the table say the same."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import explore_downloads, explore_head, explore_table, frame, heading
from dashboard.widgets.explore_charts import charts
from dashboard.widgets.explore_map import explore_map, layer_choice


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a filter changes."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)

    top, picker = st.columns([8, 2], vertical_alignment="center")
    with top:
        frame.title(f"Utforska {kommun.name}")
    with picker:
        heading.kommun_picker(kommuner, kommun)
    shown = explore_head.sides(kommun.code)
    if not shown:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="pb_explore_tools"):
        layer_choice()
        explore_head.tools(kommun.code, shown[""])
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
    tables = explore_table.offered(records, shown)
    name = explore_table.show(tables)
    explore_downloads.downloads(records, kommun.name, shown, tables, name)


page()
