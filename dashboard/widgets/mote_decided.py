"""What this meeting has decided: what, who and when may be changed, and it may be taken back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import state
from dashboard.cached import mote as cached
from dashboard.state import mote as meeting_state
from dashboard.widgets import frame
from dashboard.widgets.mote_style import attempt
from geo.follow_up.measures import Measure
from geo.ledger.measures import owner_warning
from geo.look import count
from geo.meeting import Agenda, Changed, Meeting

USUAL = ("Polisen", "Kommunen")
"""Organisations that may be chosen before any has owned a measure."""
NOBODY = "Ingen ansvarig"


def decided(held: Meeting, agenda: Agenda) -> None:
    """List the decisions of the open meeting."""
    with st.container(key="pb_mote_decided"):
        told = count(len(agenda.decided), "beslut", "beslut") if agenda.decided else "inga än"
        st.html(f"<h3>Beslut på mötet: {told}</h3>")
        for each in agenda.decided:
            _line(held, each, _owners(agenda))


def _owners(agenda: Agenda) -> list[str]:
    return [NOBODY, *agenda.owners, *(each for each in USUAL if each not in agenda.owners)]


def _line(held: Meeting, measure: Measure, owners: list[str]) -> None:
    number = measure.measure_id
    with st.container(horizontal=True, vertical_alignment="center", key=f"pb_mote_row_{number}"):
        place = frame.plain(measure.place or "Hela kommunen")
        st.markdown(f"**{place}**", width=240)
        _text(held, measure)
        _owner(held, measure, owners)
        _deadline(held, measure)
        st.button(
            "Ångra",
            key=f"mote_undo_{number}",
            on_click=attempt,
            args=(cached.take_back, held.meeting_id, measure.row_key),
        )


def _text(held: Meeting, measure: Measure) -> None:
    key = f"mote_what_{measure.measure_id}"
    st.text_input(
        "Vad",
        measure.what,
        max_chars=200,
        key=key,
        label_visibility="collapsed",
        width="stretch",
        on_change=state.on_entering(
            key, lambda what: _change(held, measure, Changed(what=what or measure.what))
        ),
    )


def _owner(held: Meeting, measure: Measure, owners: list[str]) -> None:
    key = f"mote_owner_{measure.measure_id}"
    st.selectbox(
        "Vem",
        owners,
        index=owners.index(measure.owner or NOBODY),
        key=key,
        label_visibility="collapsed",
        accept_new_options=True,
        width=240,
        on_change=state.on_entering(
            key,
            lambda who: _own(held, measure, "" if who in (None, NOBODY) else str(who)),
        ),
    )


def _own(held: Meeting, measure: Measure, owner: str) -> None:
    _change(held, measure, Changed(owner=owner))
    if warning := owner_warning(owner):
        meeting_state.say(warning)


def _deadline(held: Meeting, measure: Measure) -> None:
    key = f"mote_when_{measure.measure_id}"
    st.date_input(
        "Senast",
        measure.deadline,
        format="YYYY-MM-DD",
        key=key,
        label_visibility="collapsed",
        width=160,
        on_change=state.on_entering(
            key,
            lambda when: (
                _change(held, measure, Changed(deadline=when)) if isinstance(when, date) else None
            ),
        ),
    )


def _change(held: Meeting, measure: Measure, changed: Changed) -> None:
    attempt(cached.change, held.meeting_id, measure.row_key, changed)
