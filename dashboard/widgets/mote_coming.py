"""What is to come: risk occasions of the calendar, and arrangements that the meeting notes."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import streamlit as st

from dashboard import state
from dashboard.cached import mote as cached
from dashboard.widgets import frame, mote_head
from dashboard.widgets.mote_style import attempt
from geo import weeks
from geo.meeting import Agenda
from geo.model import Arrangement, Occasion

KOMMUN = 0
"""In the list of places: the whole kommun."""


def coming(kommun: str, agenda: Agenda) -> None:
    """Show what is to come, and let an arrangement be added."""
    mote_head.step(5)
    names = {each.status.place_id: each.status.name for each in agenda.places}
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="pb_mote_occasions"):
        st.html("<h3>Risktillfällen</h3>" + occasions(agenda.picture.occasions))
    with right, st.container(key="pb_mote_arrangements"):
        st.html("<h3>Arrangemang</h3>")
        if not agenda.arrangements:
            st.html("<p class='pb-mote-line'>Inga är noterade.</p>")
        for each in agenda.arrangements:
            _line(kommun, each, names)
        with st.expander("Lägg till arrangemang"):
            _form(kommun, names, agenda.today)


def occasions(listed: tuple[Occasion, ...]) -> str:
    """Return risk occasions as HTML."""
    if not listed:
        return "<p class='pb-mote-line'>Inga de närmaste fyra veckorna.</p>"
    rows = "".join(
        f"<li><span>{escape(days(each.start, each.end))}</span> {escape(each.name)}</li>"
        for each in listed
    )
    return f"<ul class='pb-mote-list'>{rows}</ul>"


def days(start: date, end: date) -> str:
    """Return the days from one until another (exclusive): ``tor 30 april``."""
    last = end - timedelta(days=1)
    first = weeks.short_day(start)
    return first if last == start else f"{first}–{weeks.short_day(last)}"


def arrangement(each: Arrangement, names: dict[int, str]) -> str:
    """Return an arrangement as HTML."""
    where = names.get(each.place_id or KOMMUN, "")
    told = ", ".join(part for part in (where, each.note) if part)
    beside = f" <small>{escape(told)}</small>" if told else ""
    return f"<span>{escape(days(each.start, each.end))}</span> {escape(each.name)}{beside}"


def _line(kommun: str, each: Arrangement, names: dict[int, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p class='pb-mote-line'>{arrangement(each, names)}</p>", width="stretch")
        st.button(
            "Ta bort",
            key=f"mote_arranged_{each.arrangement_id}",
            help=f"Ta bort {frame.plain(each.name)}",
            type="tertiary",
            on_click=attempt,
            args=(cached.forget_arrangement, kommun, each.arrangement_id),
        )


def _form(kommun: str, names: dict[int, str], today: date) -> None:
    with st.form("mote_arrange", clear_on_submit=True, border=False):
        st.text_input(
            "Vad", max_chars=120, key="mote_a_name", placeholder="marknad, match, konsert"
        )
        first, last = st.columns(2)
        with first:
            st.date_input("Från", today, format="YYYY-MM-DD", key="mote_a_from")
        with last:
            st.date_input("Till och med", None, format="YYYY-MM-DD", key="mote_a_to")
        ids = [KOMMUN, *sorted(names, key=lambda place_id: names[place_id].casefold())]
        st.selectbox(
            "Plats",
            ids,
            format_func=lambda place_id: names.get(place_id, "Hela kommunen"),
            key="mote_a_place",
        )
        st.text_input("Anteckning", max_chars=200, key="mote_a_note")
        st.form_submit_button("Lägg till", on_click=_save, args=(kommun,))


def _save(kommun: str) -> None:
    start = state.entered("mote_a_from")
    if not isinstance(start, date):
        return
    last = state.entered("mote_a_to") or start
    wanted = Arrangement(
        str(state.entered("mote_a_name") or ""),
        start,
        max(last, start) + timedelta(days=1),
        state.entered("mote_a_place") or None,
        str(state.entered("mote_a_note") or ""),
    )
    attempt(cached.arrange, kommun, wanted)
