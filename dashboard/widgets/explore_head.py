"""The head of Utforska: the selection in words, what it found, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from dashboard import cached, state
from dashboard.widgets.explore_filters import filter_row
from dashboard.widgets.explore_map import titles
from dashboard.widgets.explore_saved import saved
from geo.explore import filters, words
from geo.explore.exploration import Exploration
from geo.explore.query import Read
from geo.look import number

FEW = 20


def sides(kommun: str) -> dict[str, Exploration]:
    """Return the one or two selections that the address asks for, or say that there is nothing."""
    everything = cached.exploration(kommun, filters.Filter())
    days = everything.found.days
    if days is None:
        st.html(
            "<div class='pb-panel'><p>Här finns inga händelser med tid än. Läs in en logg eller "
            "polisanmälningar på sidan Importera, så kan du utforska dem här.</p></div>"
        )
        return {}
    state.recall_explored()
    first, second = state.SIDES
    told = {first: state.explored(first, filters.usual(days[1]))}
    if state.compared():
        told[second] = state.explored_before(told[first].filter, days[1])
    for read in told.values():
        _faults(read)
    return {side: cached.exploration(kommun, read.filter) for side, read in told.items()}


def tools(kommun: str, found: Exploration) -> None:
    """Offer what concerns the page as a whole: two selections, saved ones, and starting again."""
    last_day = found.found.days[1] if found.found.days else date.today()
    key = state.field("ex_compare", state.compared())
    st.toggle("Jämför två urval", key=key, on_change=lambda: state.compare(state.entered(key)))
    saved(kommun)
    st.button("Börja om", key="ex_reset", on_click=_start_again, args=(last_day,))


def _start_again(last_day: date) -> None:
    state.compare(False)
    state.explore("", filters.usual(last_day))


def _faults(read: Read) -> None:
    if read.faults:
        told = "".join(f"<li>{escape(fault)}</li>" for fault in read.faults)
        st.html(f"<div class='pb-panel pb-warning' role='status'><ul>{told}</ul></div>")


def selection(shown: Mapping[str, Exploration], side: str) -> None:
    """Show the filter of a side, and in words what it finds."""
    filter_row(shown[side], side)
    title = titles(shown)[side]
    answer(shown[side], f"{title}:" if title else "")


def answer(found: Exploration, name: str) -> None:
    """Say in words what is looked at and how much there is of it.

    Parameters
    ----------
    found : Exploration
    name : str
        What the selection is called where there are two.
    """
    text = f"{name} {words.found(found.selected)} · {found.sentence}".strip()
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
        return f"{number(count)} händelser är för få för mönster: läs dem en och en."
    return ""
