"""The latest visits to a place, and how often it is visited."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo import look
from geo.lagesbild import PlaceStatus
from geo.place_profile import PlaceProfile, VisitItem, words
from geo.weeks import short_day

SHOWN = 8


def visit_log(profile: PlaceProfile) -> None:
    """Show how often and how lately the place was visited, and what was done."""
    st.html("<h2 class='pb-section'>Besök och åtgärder</h2>")
    if not profile.visits:
        st.html(
            "<p class='pb-hint'>Inget besök i loggen. Läs in platsbesök under Importera; ett besök "
            "hör till platsen genom sitt läge eller platsens namn.</p>"
        )
        return
    st.html(f"<p class='pb-said'>{escape(summary(profile.status))}</p>{visits_table(profile)}")


def summary(status: PlaceStatus) -> str:
    """Return the age of the last visit and how many there were, in words."""
    return words.visits(status)


def visits_table(profile: PlaceProfile) -> str:
    """Return the latest visits as an HTML table."""
    rows = "".join(_row(visit) for visit in profile.visits[:SHOWN])
    older = len(profile.visits) - SHOWN
    more = f"<p class='pb-hint'>{look.number(older)} äldre visas inte.</p>" if older > 0 else ""
    return (
        "<table class='pb-table pb-mapping'><thead><tr><th scope='col'>Dag</th>"
        "<th scope='col'>Minuter</th><th scope='col'>Åtgärd</th>"
        "<th scope='col' class='pb-wide'>Orsak</th><th scope='col'>Dialog</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{more}"
    )


def _row(visit: VisitItem) -> str:
    minutes = "–" if visit.minutes is None else str(visit.minutes)
    dialogue = {None: "–", True: "ja", False: "nej"}[visit.dialogue]
    return (
        f"<tr><th scope='row'>{escape(short_day(visit.start.date()))} {visit.start:%Y}</th>"
        f"<td>{minutes}</td><td>{escape(visit.measure or '–')}</td>"
        f"<td class='pb-wide'>{escape(visit.cause or '–')}</td><td>{dialogue}</td></tr>"
    )
