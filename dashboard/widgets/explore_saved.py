"""Selections under a name: saved, opened again, removed."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import frame
from geo.errors import GeoError


def saved(kommun: str) -> None:
    """Offer the saved selections, and to save what is shown."""
    found = cached.saved_selections(kommun)
    label = f"Sparade urval ({len(found)})" if found else "Spara urval"
    with st.popover(label, key="pop_saved"):
        name = st.text_input("Namn", max_chars=80, key="ex_name", placeholder="Centrum, helgkväll")
        st.button("Spara det som visas", key="ex_save", type="primary", on_click=_save,
                  args=(kommun,), disabled=not name.strip())  # fmt: skip
        for at, each in enumerate(found):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(frame.plain(each.name), key=f"open_{at}", on_click=state.open_address,
                          args=(each.query,), width="stretch")  # fmt: skip
                st.button("Ta bort", key=f"forget_{at}", on_click=_forget, args=(kommun, each.name),
                          type="tertiary")  # fmt: skip
        st.html("<p class='pb-hint'>Alla i kommunen ser dem. Skriv inga personuppgifter.</p>")


def _save(kommun: str) -> None:
    try:
        name = cached.save_selection(kommun, state.entered("ex_name"), state.explored_address())
    except GeoError as error:
        st.toast(frame.plain(str(error)))
        return
    state.field("ex_name", "")
    st.toast(frame.plain(f"Sparat: {name}"))


def _forget(kommun: str, name: str) -> None:
    try:
        cached.forget_selection(kommun, name)
    except GeoError as error:
        st.toast(frame.plain(str(error)))
