"""The head of Löften: whether the promises are kept, in words, and for which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from importlib.resources import files

import streamlit as st

from dashboard import state as app_state
from dashboard.state import promises as state
from dashboard.widgets import frame, heading
from geo.follow_up import standing_words
from geo.follow_up.standing import Standing
from geo.model import Kommun

EARLIEST = date(2000, 1, 1)


def head(
    kommuner: Sequence[Kommun],
    kommun: Kommun,
    standings: Sequence[Standing],
    day: date,
    today: date,
) -> None:
    """Answer the page's question, and let another kommun or day be chosen."""
    _style()
    top, when, where = st.columns([8, 2, 2], vertical_alignment="top")
    with where:
        heading.kommun_picker(kommuner, kommun)
    with when:
        _day(day, today)
    with top:
        frame.title(f"Håller vi vad vi lovat i {kommun.name}?")
        on = "" if day == today else f"Den {day.isoformat()}: "
        st.html(f"<p class='pb-answer'>{escape(on + standing_words.answer(standings))}</p>")
        if not standings:
            st.html(
                "<p class='pb-panel'>Inget dokument gällde eller hade gällt den dagen. Läs in "
                "kommunens medborgarlöfte längst ner på sidan.</p>"
            )


def _day(day: date, today: date) -> None:
    key = app_state.field("promise_day", day)
    st.date_input(
        "Läget den",
        min_value=EARLIEST,
        max_value=today,
        format="YYYY-MM-DD",
        key=key,
        on_change=app_state.on_entering(
            key, lambda chosen: state.choose_day(None if chosen == today else chosen)
        ),
    )


def _style() -> None:
    sheet = (files("dashboard.widgets") / "assets" / "promises.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")
