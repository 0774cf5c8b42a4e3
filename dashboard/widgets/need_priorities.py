"""Priorities: places that the meeting puts first until a day, listed and removable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from dashboard import state
from dashboard.cached import need as cached
from dashboard.state import need as address
from dashboard.widgets import frame
from geo import weeks
from geo.errors import GeoError
from geo.model import Priority

USUAL = 14
"""Days that a priority is proposed to hold."""
LONGEST = 366


def need_priorities(
    kommun: str, names: Mapping[int, str], selected: int | None, today: date
) -> None:
    """Show the priorities that hold, and a way to add one."""
    with st.container(key="pb_need_first"):
        st.html("<h2 class='pb-section'>Prioriterat av mötet</h2>")
        listed = [each for each in cached.put_first(kommun, today) if each.place_id in names]
        if not listed:
            st.html("<p class='pb-hint'>Ingen plats är prioriterad just nu.</p>")
        for each in listed:
            _line(kommun, each, names[each.place_id])
        with st.expander("Prioritera en plats"):
            _form(kommun, names, selected, today)


def _line(kommun: str, each: Priority, name: str) -> None:
    last = weeks.short_day(each.until_day - timedelta(days=1))
    note = f": {each.note}" if each.note else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{name} till och med {last}{note}", width="stretch")
        st.button(
            "Ta bort",
            key=f"need_drop_{each.priority_id}",
            help=f"Prioritera inte längre {frame.plain(name)}",
            type="tertiary",
            on_click=_forget,
            args=(kommun, each.priority_id),
        )


def _form(kommun: str, names: Mapping[int, str], selected: int | None, today: date) -> None:
    ids = sorted(names, key=lambda place_id: names[place_id].casefold())
    st.selectbox(
        "Plats",
        ids,
        index=ids.index(selected) if selected in names else 0,
        format_func=lambda place_id: names[place_id],
        key=f"need_first_{selected}",
    )
    st.date_input(
        "Till och med",
        today + timedelta(days=USUAL),
        min_value=today,
        max_value=today + timedelta(days=LONGEST),
        format="YYYY-MM-DD",
        key="need_until",
    )
    st.text_input(
        "Anteckning", max_chars=200, key="need_note", placeholder="skadegörelse vid skolan"
    )
    st.button(
        "Prioritera platsen", key="need_first", on_click=_save,
        args=(kommun, f"need_first_{selected}", today),
    )  # fmt: skip
    st.html("<p class='pb-hint'>Alla i kommunen ser det. Skriv inga personuppgifter.</p>")


def _save(kommun: str, field: str, today: date) -> None:
    until = state.entered("need_until")
    wanted = Priority(
        int(state.entered(field)),
        today,
        until + timedelta(days=1),
        str(state.entered("need_note") or ""),
    )
    try:
        cached.save_priority(kommun, wanted)
    except GeoError as error:
        address.say(str(error))
        return
    state.field("need_note", "")


def _forget(kommun: str, priority_id: int | None) -> None:
    if priority_id is None:
        return
    try:
        cached.forget_priority(kommun, priority_id)
    except GeoError as error:
        address.say(str(error))
