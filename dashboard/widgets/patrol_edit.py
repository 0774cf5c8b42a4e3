"""What the changes of a plan cost, a place to add, and the way back."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.cached import patrol as cached
from dashboard.state import patrol as state
from dashboard.widgets import frame, patrol_answer, patrol_form
from dashboard.widgets.patrol_shown import Shown
from geo.plans import editing
from geo.plans.asking import Asked


def patrol_edit(shown: Shown, asked: Asked, usual: Asked) -> None:
    """Say what the changes cost, and offer to undo them, to add a place, and to plan anew."""
    if shown.search is not None:
        return
    with st.container(key="pb_patrol_cost"):
        if shown.changed:
            words = patrol_answer.cost(shown)
            st.html(
                "<div class='pb-panel pb-patrol-cost' role='status'><strong>Ändringen:</strong> "
                f"{escape(words)}</div>"
            )
    with st.container(horizontal=True, vertical_alignment="bottom", key="pb_patrol_edit"):
        _add(shown)
        if shown.changed:
            st.button("Ångra", key="pt_undo", on_click=state.undo)
            st.button(
                "Gör om planen runt det låsta",
                key="pt_around",
                on_click=_around,
                args=(shown, asked, usual),
                help="Låsta platser är med, borttagna är det inte; resten planeras på nytt",
            )
        else:
            st.button(
                "Ett annat förslag",
                key="pt_other",
                on_click=state.propose,
                args=(asked, usual, patrol_form.new_seed()),
                help="Rundor ska inte gå att förutse: här är en annan som är nästan lika bra",
            )


def _add(shown: Shown) -> None:
    names = {site.place_id: site.name for site in cached.sites(shown.code)}
    planned = shown.edit.places()
    order = sorted(names, key=lambda place: (place in planned, names[place].casefold()))
    key = "pt_add"
    st.selectbox(
        "Lägg till ett stopp",
        order,
        index=None,
        format_func=lambda place: frame.plain(names[place]),
        placeholder="Välj en plats",
        key=key,
        width=220,
        on_change=_added,
        args=(shown, key),
    )


def _added(shown: Shown, key: str) -> None:
    place = st.session_state.get(key)
    st.session_state[key] = None
    if place is None:
        return
    sites = cached.sites(shown.code)
    state.change(editing.add(shown.edit, int(place), sites, shown.base.shift), shown.base.shift)


def _around(shown: Shown, asked: Asked, usual: Asked) -> None:
    wanted = replace(asked, must=shown.edit.locked, never=shown.edit.dropped)
    state.propose(wanted, usual, shown.base.seed)
