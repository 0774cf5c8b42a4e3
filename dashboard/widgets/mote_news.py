"""What is new since last time: each piece of news with its numbers; a press selects its place."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.widgets import frame, mote_head
from dashboard.widgets import news as short
from geo.meeting import Agenda

MOST = 8


def news(agenda: Agenda) -> None:
    """Show what is new, most important first."""
    items = agenda.picture.news
    mote_head.step(2)
    with st.container(key="pb_mote_news"):
        if not items:
            st.html("<p class='pb-mote-line'>Inget utöver det vanliga.</p>")
        for item in items[:MOST]:
            st.button(
                f"**{short.label(item)}** · {frame.plain(item.text)}",
                key=f"mote_news_{item.place_id}",
                type="tertiary",
                on_click=state.choose_place,
                args=(item.place_id,),
            )
        if len(items) > MOST:
            st.html(f"<p class='pb-hint'>och {len(items) - MOST} till bland platserna</p>")
