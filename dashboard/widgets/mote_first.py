"""Places that are put first until the next meeting."""

from __future__ import annotations

import streamlit as st

from dashboard.cached import mote as cached
from dashboard.widgets import frame, mote_head
from dashboard.widgets.mote_style import attempt
from geo import weeks
from geo.look import count
from geo.meeting import Agenda, Meeting


def first(held: Meeting, agenda: Agenda) -> None:
    """Let every place be put first with one press, and no longer with another."""
    chosen = [each for each in agenda.places if each.first]
    told = count(len(chosen), "plats", "platser") if chosen else "ingen plats"
    mote_head.step(4, f"{told} till nästa möte")
    with st.container(horizontal=True, key="pb_mote_first"):
        for item in agenda.places:
            place = item.status
            mark = "✓" if item.first else "\\+"
            st.button(
                f"{mark} {frame.plain(place.name)}",
                key=f"mote_prio_{place.place_id}",
                type="primary" if item.first else "secondary",
                on_click=attempt,
                args=(cached.prioritise, held, place.place_id, not item.first),
            )
    if chosen:
        until = weeks.short_day(agenda.priorities[0].until_day)
        st.html(
            "<p class='pb-hint'>Behovet av besök räknas upp på de prioriterade platserna i "
            f"patrullplanen fram till {until}.</p>"
        )
