"""Rapporter: what goes out of the house, for whom, and what it looks like before it goes."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.cached import reports
from dashboard.state.looked_at import looked_at
from dashboard.widgets import frame, heading, place_head, report_choice, report_preview
from dashboard.widgets.export_panel import export_panel
from dashboard.widgets.feedback_panel import feedback_panel
from geo.errors import GeoError
from geo.publishing.reports import Report

OF_A_WEEK = (Report.WEEKLY.value, Report.SUMMARY.value)


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a report, a period or a place is chosen."""
    looked = looked_at()
    kommun, period = looked.kommun, looked.period
    asked = state.place(each.place_id for each in looked.picture.places)
    meeting_id = None

    report_choice.style()
    head, pickers = st.columns([7, 5], vertical_alignment="top")
    with head:
        heading.period_heading(period, looked.picture.headline)
    with pickers, st.container(horizontal=True, key="pb_pickers"):
        heading.kind_picker(period)
        heading.kommun_picker(looked.kommuner, kommun)

    left, right = st.columns([4, 8], gap="medium")
    with left, st.container(key="pb_report_choice"):
        name = report_choice.report_choice()
        if name == Report.PLACE.value:
            place_head.place_picker(looked.picture, asked)
        if name in OF_A_WEEK:
            meeting_id = report_choice.version_picker(reports.frozen(kommun, period))
    with right:
        if name == report_choice.PUBLIC:
            report_choice.public_link(kommun.code)
        elif name == Report.PLACE.value and asked is None:
            st.html("<p class='pb-panel'>Välj platsen till vänster, så visas dess blad här.</p>")
        else:
            try:
                made = reports.report(
                    kommun.code, period, name, place_id=asked, meeting_id=meeting_id
                )
            except GeoError as error:
                frame.problem(error)
            else:
                with left:
                    report_preview.files(made)
                report_preview.preview(made)
    files, letters = st.columns(2, gap="large")
    with files:
        export_panel(kommun, period)
    with letters:
        feedback_panel(kommun, period)
    frame.basis(looked.picture.basis, looked.picture.totals)


page()
