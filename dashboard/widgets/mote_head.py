"""The head of a meeting: which, about what, the answer in words, and the six steps."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.widgets import heading
from geo import weeks
from geo.meeting import Agenda, Meeting
from geo.model import Kommun

STEPS = (
    "Förra mötets beslut",
    "Nytt",
    "Platser och beslut",
    "Prioriteringar",
    "Kommande",
    "Frys",
)


def head(kommuner: Sequence[Kommun], kommun: Kommun, held: Meeting, agenda: Agenda) -> None:
    """Head the page of an open meeting."""
    top, picker = st.columns([9, 2], vertical_alignment="center")
    with top:
        st.html(
            f"<h1>Möte {held.meeting_id} · {escape(weeks.label(held.period))}</h1>"
            f"<p class='pb-mote-answer'>{escape(agenda.picture.headline)}</p>"
        )
    with picker:
        heading.kommun_picker(kommuner, kommun)
    links = "".join(
        f"<li><a href='#mote-{number}'><b>{number}</b> {escape(step)}</a></li>"
        for number, step in enumerate(STEPS, start=1)
    )
    with st.container(key="pb_mote_steps"):
        st.html(f"<nav aria-label='Mötets steg'><ol>{links}</ol></nav>")


def step(number: int, told: str = "") -> None:
    """Head one of the steps, with what it says in a line."""
    beside = f" <small>{escape(told)}</small>" if told else ""
    st.html(
        f"<h2 class='pb-mote-step' id='mote-{number}'><b>{number}</b> "
        f"{escape(STEPS[number - 1])}{beside}</h2>"
    )
