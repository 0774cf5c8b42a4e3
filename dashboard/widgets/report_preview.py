"""A report as it will be read, and its files."""

from __future__ import annotations

import streamlit as st

from dashboard.cached import reports
from geo.report.document import Document

HIGH = 900
"""Pixels of the preview; what is longer scrolls in it."""


def files(made: Document) -> None:
    """Offer the report as PDF, as a page, and as the text of a mail."""
    offered = (
        ("PDF", "pdf", "application/pdf", lambda: reports.paper(made)),
        ("HTML", "html", "text/html", lambda: reports.page(made)),
        ("Text för mejl", "txt", "text/plain", lambda: reports.text(made)),
    )
    with st.container(horizontal=True, key="pb_report_files"):
        for label, ending, mime, make in offered:
            st.download_button(
                label,
                make,
                file_name=f"{made.name}.{ending}",
                mime=mime,
                type="primary" if ending == "pdf" else "secondary",
                key=f"get_report_{ending}",
                on_click="ignore",
            )


def preview(made: Document) -> None:
    """Show the report in a frame of its own.

    The page in the frame forbids every script in its own policy, and the renderer has escaped all
    texts and found the drawings to be nothing but shapes.
    """
    st.html("<h2 class='pb-section'>Så här ser den ut</h2>")
    with st.container(key="pb_report_preview"):
        st.iframe(reports.page(made), height=HIGH, alt="Förhandsvisning av rapporten")
