"""What is new, on top of the lägesbild: a press on an item selects its place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import state
from dashboard.widgets import frame
from geo.lagesbild import NewsItem
from geo.look import PRESENCES, VERDICTS
from geo.model import Verdict

MOST = 6
"""Items shown; the table has the rest."""


def news(items: Sequence[NewsItem]) -> None:
    """Show the news, most important first; always a row, so that the map below stays mounted."""
    with st.container(horizontal=True, vertical_alignment="center", key="pb_news"):
        st.html("<h2 class='pb-section'>Nytt</h2>", width="content")
        if not items:
            st.html("<p class='pb-hint'>Inget utöver det vanliga.</p>", width="content")
        for item in items[:MOST]:
            st.button(
                label(item),
                key=f"news_{item.place_id}",
                help=frame.plain(item.text),
                on_click=state.choose_place,
                args=(item.place_id,),
            )
        if len(items) > MOST:
            rest = len(items) - MOST
            st.html(f"<p class='pb-hint'>och {rest} till i tabellen</p>", width="content")


def label(item: NewsItem) -> str:
    """Return ``▲ Karstorp ökar``."""
    look = VERDICTS[item.what] if isinstance(item.what, Verdict) else PRESENCES[item.what]
    return f"{look.symbol} {frame.plain(item.name)} {look.word.lower()}"
