"""The end of a meeting: it is frozen, when that has been asked for twice."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.cached import mote as cached
from dashboard.state import mote as meeting_state
from dashboard.widgets import mote_head
from dashboard.widgets.mote_style import attempt
from geo.look import count
from geo.meeting import Agenda, Meeting


def freeze(held: Meeting, agenda: Agenda) -> None:
    """Sum the meeting up and let it be frozen."""
    mote_head.step(6)
    with st.container(key="pb_mote_freeze"):
        st.html(f"<p class='pb-mote-line'>{escape(_told(agenda))}</p>")
        with st.container(horizontal=True):
            if meeting_state.asked_to_freeze(held.meeting_id):
                st.button(
                    "Frys nu, för gott",
                    key="mote_freeze",
                    type="primary",
                    on_click=_freeze,
                    args=(held,),
                )
                st.button(
                    "Inte än",
                    key="mote_not_yet",
                    on_click=meeting_state.ask_to_freeze,
                    args=(None,),
                )
            else:
                st.button(
                    "Frys mötet",
                    key="mote_ask",
                    type="primary",
                    on_click=meeting_state.ask_to_freeze,
                    args=(held.meeting_id,),
                )
            if not agenda.decided:
                st.button(
                    "Ta bort mötet",
                    key="mote_cancel",
                    type="tertiary",
                    on_click=attempt,
                    args=(cached.cancel, held.meeting_id),
                )


def _told(agenda: Agenda) -> str:
    left = sum(each.measure.open for each in (*agenda.settled, *agenda.carried))
    parts = (
        count(len(agenda.decided), "nytt beslut", "nya beslut"),
        f"{left} kvar från tidigare",
        count(len(agenda.priorities), "prioriterad plats", "prioriterade platser"),
    )
    return (
        f"{', '.join(parts)}. När mötet är fryst kan lägesbilden och besluten öppnas igen precis "
        "som de var, men inte ändras."
    )


def _freeze(held: Meeting) -> None:
    if attempt(cached.freeze, held) is not None:
        meeting_state.look_at(held.meeting_id)
