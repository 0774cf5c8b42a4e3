"""The head of Behov: which days, and where a visit is needed most, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from dashboard.state import need as state
from dashboard.widgets import frame
from geo import look, weeks
from geo.errors import GeoError
from geo.model import Period, PeriodKind
from geo.planning.need import Need, Ranked, slot_label

DAYS = 7
NEXT = 2
"""Places named after the first."""


def days(first: date, today: date) -> None:
    """Show the days with a step either way, and the way back to today."""
    with st.container(horizontal=True, vertical_alignment="center", key="pb_heading"):
        _step("‹", "Sju dygn tidigare", first - timedelta(days=DAYS))
        st.title("Behov", anchor=False, width="content")
        _step("›", "Sju dygn senare", first + timedelta(days=DAYS))
        st.html(f"<p class='pb-headline'>{escape(span(first))}</p>", width="content")
        if first != today:
            st.button("Från i dag", key="need_today", on_click=state.choose_first_day, args=(None,))


def span(first: date) -> str:
    """Return the seven days in words: ``21–27 november, från lör 21 november``."""
    period = Period(first, first + timedelta(days=DAYS), PeriodKind.WEEK)
    return f"{weeks.days_label(period)}, från {weeks.short_day(first)}"


def _step(sign: str, label: str, to: date) -> None:
    st.button(sign, key=f"need_{label}", help=label, on_click=state.choose_first_day, args=(to,))


def answer(need: Need, ranked: Sequence[Ranked], names: Mapping[int, str]) -> None:
    """Answer the page's question: where, when and why."""
    st.html(f"<p class='pb-answer'>{answer_text(ranked, names)}</p>")
    if need.missing:
        st.html(f"<p class='pb-hint'>{escape(' '.join(need.missing))}</p>")


def answer_text(ranked: Sequence[Ranked], names: Mapping[int, str]) -> str:
    """Return the answer as HTML."""
    if not ranked or not ranked[0].need:
        return "Inget talar för ett besök framför ett annat."
    first, *others = (each for each in ranked if each.need)
    because = f", därför: {escape(first.because)}" if first.because else ""
    text = f"Störst behov: <strong>{_where(first, names)}</strong>{because}."
    if others:
        following = " och ".join(_where(each, names) for each in others[:NEXT])
        text += f" Därefter {following}."
    return text


def _where(each: Ranked, names: Mapping[int, str]) -> str:
    return f"{escape(names[each.place_id])} {slot_label(each.slot)} ({look.number(each.need)})"


def said() -> None:
    """Tell how the last change went."""
    if text := state.said():
        st.toast(frame.plain(text))


def problem(error: GeoError | None) -> None:
    """Say that the kommun's profile cannot be read, and what is used instead."""
    if error is not None:
        frame.problem(error)
        st.html("<p class='pb-hint'>Tills vidare används den medföljande profilen.</p>")


def no_places() -> None:
    """Say how places come in."""
    st.html(
        "<p class='pb-panel'>Kommunen har inga platser, så det finns inget behov att räkna ut. "
        "Läs in dem under Importera eller med <code>platsbild import places FIL --kommun KOD"
        "</code>.</p>"
    )
