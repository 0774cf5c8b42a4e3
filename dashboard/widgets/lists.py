"""Lists beside the map: coming risk occasions, polisen.se's notices, and the period's incidents."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from geo.explore import rows
from geo.lagesbild import Lagesbild, NoticeItem, rows_in
from geo.model import Occasion
from geo.records import Records
from geo.weeks import short_day


def occasions(during: Sequence[Occasion], coming: Sequence[Occasion]) -> None:
    """List the risk occasions of the period and those that come after it."""
    st.html("<h2 class='pb-section'>Kommande risktillfällen</h2>")
    if during:
        names = escape(", ".join(each.name for each in during))
        st.html(f"<p class='pb-hint'>I perioden: {names}.</p>")
    if not coming:
        st.html("<p class='pb-hint'>Inga de närmaste fyra veckorna.</p>")
        return
    st.html(
        "<ul class='pb-list'>"
        + "".join(
            f"<li><span>{escape(short_day(each.start))}</span> {escape(each.name)}"
            f"{f' <small>{escape(each.note)}</small>' if each.note else ''}</li>"
            for each in coming
        )
        + "</ul>"
    )


def notices(items: Sequence[NoticeItem]) -> None:
    """List the police's public notices for the kommun: context, never counted."""
    st.html("<h2 class='pb-section'>Polisens händelsenotiser</h2>")
    if not items:
        st.html("<p class='pb-hint'>Inga notiser för kommunen i perioden.</p>")
        return
    st.html(
        "<ul class='pb-list'>"
        + "".join(
            f"<li><span>{escape(short_day(each.when.date()))}</span> <strong>"
            f"{escape(each.type)}</strong> {escape(each.summary)}</li>"
            for each in items
        )
        + "</ul><p class='pb-hint'>Gäller hela kommunen. Räknas inte och ligger inte på kartan.</p>"
    )


def incidents(records: Records, picture: Lagesbild) -> None:
    """Offer the period's incidents as the table that says the same as the map's points."""
    frame = records.incidents.iloc[rows_in(records.incidents, picture.basis.selection.period)]
    if st.toggle(f"Visa periodens {len(frame)} händelser som tabell", key="show_incidents"):
        incident_table(frame)


def incident_table(frame: pd.DataFrame) -> None:
    """Show incidents one by one, in the words that every page has for them."""
    table = rows.worded(frame)
    st.dataframe(table, hide_index=True, height=min(420, 38 + 35 * max(1, len(table))))
