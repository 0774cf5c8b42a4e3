"""The table that says the same as the map and the charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard import state
from dashboard.widgets.explore_map import cell_map
from geo.explore import compared, spreadsheet
from geo.explore.exploration import Exploration
from geo.explore.tables import Cell, Table
from geo.explore.words import number
from geo.layers import explored
from geo.records import Records

ROWS = "Händelser"
MOST_ROWS = 200


def table_choice(tables: Mapping[str, Table]) -> str:
    """Let the user choose a table, and return its name."""
    names = list(tables)
    key = state.field("ex_table", state.table(names))
    st.radio(
        "Tabell",
        names,
        horizontal=True,
        key=key,
        on_change=lambda: state.choose_table(state.entered(key)),
    )
    return state.table(names)
