"""Which report, for whom, and of what: the left side of Rapporter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import streamlit as st

from dashboard import state
from dashboard.state import reports as chosen
from geo.meeting import Meeting
from geo.publishing.reports import Report
from geo.weeks import short_day

PUBLIC = "public"
PUBLIC_PAGE = "views/redovisning.py"


@dataclass(frozen=True, slots=True)
class Offered:
    """A report as it is offered: its name, and for whom it is."""

    name: str
    whom: str


OFFERED = {
    Report.WEEKLY.value: Offered(
        "Lägesbild, två sidor", "För EST-mötet: karta, platser, beslut och vad som väntar."
    ),
    Report.SUMMARY.value: Offered(
        "I korthet, en sida", "För mejlet till dem som inte var med: det viktigaste på en sida."
    ),
    Report.PLACE.value: Offered(
        "Platsblad", "För den som ska till platsen eller äger en åtgärd där."
    ),
    Report.TERTIAL.value: Offered(
        "Rapport till rådet",
        "För brottsförebyggande rådet, tre gånger om året: löften, åtgärder och effekt."
    ),
    PUBLIC: Offered("Redovisning för allmänheten", "För invånarna: granskas och godkänns först."),
}  # fmt: skip


def style() -> None:
    """Add the page's own style sheet."""
    sheet = (files("dashboard.widgets") / "assets" / "report.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")


def report_choice() -> str:
    """Let a report be chosen; return its name."""
    name = chosen.report(OFFERED, Report.WEEKLY.value)
    key = f"report_{name}"
    names = list(OFFERED)
    st.radio(
        "Rapport",
        names,
        index=names.index(name),
        format_func=lambda each: OFFERED[each].name,
        captions=[each.whom for each in OFFERED.values()],
        key=key,
        on_change=state.on_entering(key, chosen.choose_report),
    )
    return name


def version_picker(held: Sequence[Meeting]) -> int | None:
    """Let what a frozen meeting looked at be chosen, where there is one; return its number."""
    meeting_id = chosen.meeting([each.meeting_id for each in held])
    if not held:
        return None
    named = {None: "Som det är nu"} | {
        each.meeting_id: f"Fryst vid mötet {short_day(each.held)}" for each in held
    }
    key = f"report_of_{meeting_id}"
    st.selectbox(
        "Vilken version",
        list(named),
        index=list(named).index(meeting_id),
        format_func=named.__getitem__,
        key=key,
        on_change=state.on_entering(key, chosen.choose_meeting),
    )
    return meeting_id


def public_link(kommun: str) -> None:
    """Lead to the page where the public account is made."""
    st.html(
        "<p class='pb-panel'>Det som går ut till allmänheten får varken punkter, fritext eller små "
        "tal. Det görs, granskas och godkänns på sidan Redovisning.</p>"
    )
    st.page_link(PUBLIC_PAGE, label="Öppna Redovisning", query_params={"kommun": kommun})
