"""The year to take along, and the line of basis at the foot of the page."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.explore import basis as basis_lines
from geo.explore import spreadsheet
from geo.model import Kommun
from geo.planning.year import YearPlan, tables


def downloads(plan: YearPlan, kommun: Kommun) -> None:
    """Offer the places and the weeks as files that a spreadsheet opens."""
    told = tables.basis(plan, kommun.name)
    year = plan.pace.held.start.year
    with st.container(horizontal=True, key="pb_year_files"):
        for label, name, made in (
            ("CSV: platserna", "platser", tables.places),
            ("CSV: veckorna", "veckor", tables.calendar),
        ):
            st.download_button(
                label,
                spreadsheet.to_csv(made(plan), told),
                file_name=f"besok-{year}-{name}.csv",
                mime="text/csv",
                key=f"get_year_{name}",
                on_click="ignore",
            )


def basis(plan: YearPlan, kommun: Kommun) -> None:
    """Close the page with what it was made from."""
    text = basis_lines.line(tables.basis(plan, kommun.name))
    st.html(f"<footer class='pb-basis'>{escape(text)}</footer>")
