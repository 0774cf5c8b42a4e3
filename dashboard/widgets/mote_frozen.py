"""A frozen meeting: its seal, its decisions, its table and its map, just as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

import geopandas as gpd
import shapely
import streamlit as st

from dashboard import state
from dashboard.cached import mote as cached
from dashboard.state import mote as meeting_state
from dashboard.widgets import frame, heading, mote_coming, mote_settle, place_card
from dashboard.widgets.mote_map import meeting_map
from dashboard.widgets.mote_places import HEIGHT, far_table
from geo import weeks
from geo.follow_up.measures import Measure
from geo.meeting import follow
from geo.model import Kommun
from geo.report.week import Seal, Week

SHORT = 16
"""Digits of the seal that are shown."""


def frozen(kommuner: Sequence[Kommun], kommun: Kommun, week: Week) -> None:
    """Show what a frozen meeting looked at and decided."""
    seal = week.seal
    if seal is None:
        return
    period = week.picture.basis.selection.period
    with st.container(key="pb_mote"):
        top, picker = st.columns([9, 2], vertical_alignment="center")
        with top:
            st.html(
                f"<h1>Möte {seal.meeting_id} · {escape(weeks.label(period))}</h1>"
                f"<p class='pb-mote-answer'>{escape(week.picture.headline)}</p>"
            )
        with picker:
            heading.kommun_picker(kommuner, kommun)
            st.button("Till mötet nu", key="mote_now", on_click=meeting_state.look_at, args=(None,))
        _banner(week, seal, "top")
        _decisions("Beslut", week.decided, seal)
        _decisions("Tidigare beslut", week.carried, seal)
        _places(week, seal)
        _coming(week)
        _banner(week, seal, "foot")
    frame.basis(week.picture.basis, week.picture.totals)


def _banner(week: Week, seal: Seal, where: str) -> None:
    """Say that it is frozen, and offer it on paper."""
    at = datetime.fromtimestamp(seal.frozen_utc, weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    period = week.picture.basis.selection.period
    with st.container(horizontal=True, vertical_alignment="center", key=f"pb_mote_seal_{where}"):
        st.html(
            f"<p class='pb-mote-line'><strong>Fryst {escape(weeks.label(period).lower())}</strong> "
            f"· möte {seal.meeting_id} · {at} · kontrollsumma <code title='{seal.sha256}'>"
            f"{seal.sha256[:SHORT]}</code></p>",
            width="stretch",
        )
        st.download_button(
            "Hämta PDF",
            cached.paper(seal.meeting_id, seal.sha256),
            file_name=f"mote-{seal.meeting_id}-{weeks.code(period)}.pdf",
            mime="application/pdf",
            key=f"mote_pdf_{where}",
            type="primary",
            on_click="ignore",
        )


def _decisions(title: str, measures: tuple[Measure, ...], seal: Seal) -> None:
    lines = "".join(mote_settle.line(follow(each, seal.held)) for each in measures)
    shown = lines or "<p class='pb-mote-line'>Inga.</p>"
    st.html(f"<h2 class='pb-mote-step'>{escape(title)}</h2>{shown}")


def _places(week: Week, seal: Seal) -> None:
    st.html("<h2 class='pb-mote-step'>Platser</h2>")
    places = {each.place_id: each for each in week.picture.places}
    if not places:
        st.html("<p class='pb-mote-line'>Kommunen hade inga platser.</p>")
        return
    selected = state.place(places)
    geometry = gpd.GeoSeries(
        [shapely.from_wkb(wkb) for wkb in week.outlines.values()],
        index=list(week.outlines),
        crs=week.crs,
    )
    edge = None if week.boundary is None else shapely.from_wkb(week.boundary)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        far_table(week.picture, selected)
    with right:
        meeting_map(
            week.picture, geometry, edge, selected,
            key=f"mote_frozen_{seal.meeting_id}", height=HEIGHT,
        )  # fmt: skip
    if selected is not None:
        place_card.place_card(places[selected])


def _coming(week: Week) -> None:
    names = {each.place_id: each.name for each in week.picture.places}
    first = ", ".join(names.get(each.place_id, "–") for each in week.priorities) or "ingen plats"
    listed = "".join(
        f"<li>{mote_coming.arrangement(each, names)}</li>" for each in week.arrangements
    )
    st.html(
        f"<h2 class='pb-mote-step'>Prioriterat</h2><p class='pb-mote-line'>{escape(first)}</p>"
        "<h2 class='pb-mote-step'>Kommande</h2>"
        + mote_coming.occasions(week.picture.occasions)
        + f"<ul class='pb-mote-list'>{listed}</ul>"
    )
