"""Utforska: place and time, filtered; the map, the charts and the table say the same."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import explore_downloads, explore_head, explore_table, heading
from dashboard.widgets.explore_charts import charts
from dashboard.widgets.explore_map import explore_map, layer_choice


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a filter changes."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)

    heading.titled(kommuner, kommun, f"Utforska {kommun.name}")
    shown = explore_head.sides(kommun.code)
    if not shown:
        return
    tools = st.container(horizontal=True, vertical_alignment="bottom", key="pb_explore_tools")
    heads = st.columns(len(shown), gap="medium")
    maps = st.columns([7, 5] if len(shown) == 1 else 2, gap="medium")
    bars = maps[1:] if len(shown) == 1 else st.columns(2, gap="medium")
    # The map is filled first: it is what one waits for.
    draw = partial(explore_map, records)
    for part, columns in ((draw, maps), (explore_head.selection, heads), (charts, bars)):
        for column, side in zip(columns, shown, strict=False):
            with column:
                part(shown, side)
    with tools:
        layer_choice(records, shown[""].place_names)
        explore_head.tools(kommun.code, shown[""])
    tables = explore_table.offered(records, shown)
    name = explore_table.show(tables)
    explore_downloads.downloads(records, kommun.name, shown, tables, name)


page()
