"""What became of the reports, organisation by organisation, ready to send."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.cached import exports
from dashboard.widgets import frame
from geo import weeks
from geo.look import count
from geo.model import Kommun, Period
from geo.publishing.feedback.letter import letter_name
from geo.publishing.feedback.organisations import Organisation


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
            format_func=lambda each: _told(reports[each]),
            key="feedback_to",
        )
        _letter(kommun, period, reports[key].name)


def _told(each: Organisation) -> str:
    return f"{frame.plain(each.name)}, {count(each.reports, 'rapport', 'rapporter')}"


def _letter(kommun: Kommun, period: Period, organisation: str) -> None:
    """Offer the letter; it is written when it is taken or looked at."""
    offered = (
        ("PDF", "pdf", "application/pdf", exports.paper),
        ("HTML", "html", "text/html", exports.page),
        ("Text för mejl", "txt", "text/plain", exports.mail),
    )
    with st.container(horizontal=True, key="pb_feedback_files"):
        for label, ending, mime, made in offered:
            st.download_button(
                label,
                partial(made, kommun.code, period, organisation),
                file_name=f"{letter_name(kommun, period, organisation)}.{ending}",
                mime=mime,
                key=f"feedback_{ending}",
                on_click="ignore",
            )
    if st.toggle("Läs brevet här", key="feedback_read"):
        text = exports.mail(kommun.code, period, organisation).decode()
        st.code(text, language=None, wrap_lines=True)
