"""What is on record, to take along as files: what, which days, for whom, and in which format."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.cached import exports
from dashboard.widgets import frame
from geo import weeks
from geo.errors import GeoError
from geo.model import Audience, Kommun, Period
from geo.publishing.exports.what import KINDS, LABELS, MIME, Wanted, What

WHOM = {Audience.INTERNAL: "Samverkan, internt", Audience.PUBLIC: "Allmänheten"}
PERIOD, ALL = "period", "all"


def export_panel(kommun: Kommun, period: Period) -> None:
    """Offer the files of a kommun.

    Parameters
    ----------
    kommun : Kommun
    period : Period
        That the page looks at; all on record can be chosen instead.
    """
    st.html(
        "<h2 class='pb-section'>Ta ut filer</h2><p class='pb-hint'>Till Excel, QGIS, kalendern "
        "eller andra system. Varje fil säger vad den är gjord av, när och för vem.</p>"
    )
    with st.container(key="pb_export"):
        what = st.selectbox(
            "Vad", list(What), format_func=lambda each: KINDS[each].name, key="export_what"
        )
        named = {PERIOD: weeks.label(period), ALL: "Allt i lagret"}
        days = st.radio(
            "Vilka dagar", list(named), format_func=named.__getitem__, horizontal=True,
            key="export_days", disabled=what is What.PLACES,
        )  # fmt: skip
        whom = st.radio(
            "För vem", list(WHOM), format_func=WHOM.__getitem__, horizontal=True, key="export_whom"
        )
        always = what is What.PLACES  # a lägesbild is of a period
        _files(kommun, what, period if always or days == PERIOD else None, whom)


def _files(kommun: Kommun, what: What, period: Period | None, whom: Audience) -> None:
    """Offer a file in each format that fits, or say why there is none."""
    offered = [Wanted(what, each, period, whom) for each in KINDS[what].formats]
    try:
        for wanted in offered:
            exports.check(kommun.code, wanted)
    except GeoError as error:
        frame.problem(error)
        return
    with st.container(horizontal=True, key="pb_export_files"):
        for wanted in offered:
            st.download_button(
                LABELS[wanted.format],
                partial(exports.content, kommun.code, wanted),
                file_name=exports.name(kommun, wanted),
                mime=MIME[wanted.format],
                key=f"export_{wanted.format}",
                on_click="ignore",
            )
