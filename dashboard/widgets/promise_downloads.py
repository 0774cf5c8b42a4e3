"""The ledger to take along, and the line of basis at the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard.cached import promises as cached_promises
from geo.explore import basis as basis_lines
from geo.explore import spreadsheet
from geo.follow_up.standing import Standing
from geo.ledger import writing
from geo.model import Kommun


def downloads(standings: Sequence[Standing], kommun: Kommun, day: date, store_version: int) -> None:
    """Offer the promises, and the rows behind them, as files that a spreadsheet opens."""
    told = writing.basis(
        kommun.name, today=day, store_version=store_version, now=cached_promises.now()
    )
    with st.container(horizontal=True, key="pb_promise_files"):
        for label, name, made in (
            ("CSV: löftena", "loften", writing.table),
            ("CSV: raderna bakom talen", "rader", writing.reasons),
        ):
            st.download_button(
                label,
                spreadsheet.to_csv(made(standings), told),
                file_name=f"loften-{kommun.code}-{day.isoformat()}-{name}.csv",
                mime="text/csv",
                key=f"get_promises_{name}",
                on_click="ignore",
            )
    st.html(f"<footer class='pb-basis'>{escape(basis_lines.line(told))}</footer>")
