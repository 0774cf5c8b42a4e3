"""Visits as a dose: what goes with them, in words and as a table."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st

from geo.evaluation import DoseStudy
from geo.look import brief, number


def dose(found: DoseStudy) -> None:
    """Show how visits go with the incidents of the weeks after."""
    st.html(
        "<h2 class='pb-section'>Besök och händelserna efteråt <small>hela kommunen</small></h2>"
        f"<p class='pb-said'>{escape(found.words)}</p>"
    )
    if found.rows:
        with st.expander("Visa medelvärden som tabell"):
            st.html(_table(found))


def _table(found: DoseStudy) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{each.visits}</th><td>{number(each.place_weeks)}</td>"
        f"<td>{brief(each.incidents, 2)}</td></tr>"
        for each in found.rows
    )
    last = found.end - timedelta(days=1)
    return (
        "<p class='pb-hint'>Rena medelvärden: platser med många händelser får också många besök, "
        "så tabellen visar främst vart besöken går. "
        f"{found.first.isoformat()} till {last.isoformat()}.</p>"
        "<table class='pb-table'><thead><tr><th scope='col'>Besök de fyra veckorna före</th>"
        "<th scope='col'>Platsveckor</th><th scope='col'>Händelser i veckan</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
