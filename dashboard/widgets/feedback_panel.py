"""What became of the reports, organisation by organisation, ready to send."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.cached import exports
from dashboard.widgets import frame
from geo import weeks
from geo.look import count
from geo.model import Kommun, Period


def feedback_panel(kommun: Kommun, period: Period) -> None:
    """Offer a letter to each organisation that has reported in the period.

    Parameters
    ----------
    kommun : Kommun
    period : Period
    """
    st.html(
        "<h2 class='pb-section'>Återkoppling till dem som rapporterat</h2><p class='pb-hint'>Ett "
        "brev med organisationens egna rapporter, vad som gjorts på platserna och hur läget är. "
        "Fritext och andras rapporter är aldrig med.</p>"
    )
    with st.container(key="pb_feedback"):
        known = exports.reporters(kommun.code, period)
        if not known:
            st.html(
                f"<p class='pb-panel'>Ingen organisation står på någon rapport under "
                f"{weeks.label(period).lower()}. Välj en annan period, eller läs in rapporter med "
                "en kolumn för organisation.</p>"
            )
            return
        reports = {each.key: each for each in known}
        key = st.selectbox(
            "Organisation",
            list(reports),
            format_func=lambda each: (
                f"{frame.plain(reports[each].name)}, {count(reports[each].reports, 'rapport', 'rapporter')}"
            ),
            key="feedback_to",
        )
        _letter(kommun, period, reports[key].name)


def _letter(kommun: Kommun, period: Period, organisation: str) -> None:
    made = exports.feedback(kommun.code, period, organisation)
    offered = (
        ("PDF", "pdf", "application/pdf", partial(exports.paper, made)),
        ("HTML", "html", "text/html", partial(exports.page, made)),
        ("Text för mejl", "txt", "text/plain", lambda: exports.text(made).encode()),
    )
    with st.container(horizontal=True, key="pb_feedback_files"):
        for label, ending, mime, content in offered:
            st.download_button(
                label,
                content,
                file_name=f"{made.name}.{ending}",
                mime=mime,
                key=f"feedback_{ending}",
                on_click="ignore",
            )
    with st.expander(f"Läs brevet till {frame.plain(organisation)}"):
        st.code(exports.text(made), language=None, wrap_lines=True)
