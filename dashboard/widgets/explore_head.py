"""The head of Utforska: the selection in words, what it found, and what to do when it is empty."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import cached, state
from geo.explore import filters, words
from geo.explore.exploration import Exploration
from geo.explore.query import Read

FEW = 20


def shown(kommun: str) -> Exploration | None:
    """Return what the address asks for, or say that nothing is on record."""
    everything = cached.exploration(kommun, filters.Filter())
    days = everything.found.days
    if days is None:
        st.html(
            "<div class='pb-panel'><p>Här finns inga händelser med tid än. Läs in en logg eller "
            "polisanmälningar på sidan Importera, så kan du utforska dem här.</p></div>"
        )
        return None
    read = state.explored("", filters.usual(days[1]))
    _faults(read)
    return cached.exploration(kommun, read.filter)


def _faults(read: Read) -> None:
    if read.faults:
        told = "".join(f"<li>{escape(fault)}</li>" for fault in read.faults)
        st.html(f"<div class='pb-panel pb-warning' role='status'><ul>{told}</ul></div>")


def answer(found: Exploration) -> None:
    """Say in words what is looked at and how much there is of it."""
    text = f"{words.found(found.selected)} · {found.sentence}"
    st.html(f"<p class='pb-headline'>{escape(text)}</p>")
    if advice := advice_on(found):
        st.html(f"<div class='pb-panel' role='status'><p>{escape(advice)}</p></div>")


def advice_on(found: Exploration) -> str:
    """Return what to do when there is nothing, or too little to say anything of."""
    count = len(found.selected.rows)
    if not count and found.selected.asked_in_vain:
        return (
            f"Ingenting är kvar: {words.left_out(found.selected)} kan inte bedömas. Släpp timmar, "
            "ljus eller område för att få med dem."
        )
    if not count:
        return "Inga händelser passar urvalet. Ta fler dagar, eller släpp något av filtren."
    if count < FEW:
        return f"{words.number(count)} händelser är för få för mönster: läs dem en och en."
    return ""
