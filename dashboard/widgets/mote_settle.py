"""What the last meetings decided and what became of it; settled with one press each."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.cached import mote as cached
from dashboard.widgets import mote_head
from dashboard.widgets.mote_style import attempt
from geo import weeks
from geo.look import VerdictLook
from geo.meeting import Agenda, Followed, Outcome, Settled, summary

LOOKS = {
    Outcome.DONE: VerdictLook("✓", "Klart", "#1f7a78", ""),
    Outcome.LATE: VerdictLook("!", "Försenat", "#b3432b", ""),
    Outcome.ONGOING: VerdictLook("▸", "Pågår", "#1f4e79", ""),
    Outcome.NOT_BEGUN: VerdictLook("–", "Ej påbörjat", "#5b6875", ""),
    Outcome.ABANDONED: VerdictLook("✕", "Avbrutet", "#5b6875", ""),
}
ANSWERS = {
    Settled.DONE: ("Klar", Outcome.DONE),
    Settled.GOES_ON: ("Fortsätter", Outcome.ONGOING),
    Settled.ABANDONED: ("Avbruten", Outcome.ABANDONED),
}


def settle(agenda: Agenda) -> None:
    """Show the decisions of the last meeting, then those that remain from earlier ones."""
    mote_head.step(1, _told(agenda))
    with st.container(key="pb_mote_settle"):
        if not agenda.settled and not agenda.carried:
            st.html("<p class='pb-mote-line'>Inget är beslutat på tidigare möten.</p>")
        for each in agenda.settled:
            _line(agenda, each)
        if agenda.carried:
            st.html("<h3>Kvar sedan tidigare möten</h3>")
        for each in agenda.carried:
            _line(agenda, each)


def _told(agenda: Agenda) -> str:
    if agenda.last is None:
        return ""
    held = weeks.short_day(agenda.last.held)
    return f"möte {agenda.last.meeting_id}, {held}: {summary(agenda.settled)}"


def _line(agenda: Agenda, each: Followed) -> None:
    measure = each.measure
    with st.container(horizontal=True, vertical_alignment="center", key=f"pb_mote_{_id(each)}"):
        st.html(line(each), width="stretch")
        for how, (label, outcome) in ANSWERS.items():
            st.button(
                label,
                key=f"mote_{how}_{measure.measure_id}",
                type="primary" if each.outcome is outcome else "secondary",
                on_click=attempt,
                args=(cached.settle, agenda.picture.basis.selection.kommun, measure.row_key, how),
            )


def _id(each: Followed) -> str:
    return f"line_{each.measure.measure_id}"


def line(each: Followed) -> str:
    """Return a decision and what became of it, as HTML."""
    measure, look = each.measure, LOOKS[each.outcome]
    owner = measure.owner or "ingen ansvarig"
    effect = f"<p class='pb-mote-effect'>{escape(measure.outcome)}</p>" if measure.outcome else ""
    place = measure.place or "Hela kommunen"
    return (
        f"<p class='pb-mote-line'><span class='pb-mote-mark' style='--mark:{look.colour}' "
        f"aria-hidden='true'>{look.symbol}</span> <strong>{escape(place)}</strong> "
        f"{escape(measure.what)} <small>{escape(owner)} · {escape(each.words)}</small></p>{effect}"
    )
