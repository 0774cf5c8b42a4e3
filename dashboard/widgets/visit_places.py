"""Where the visit was: by list, by the phone's position, by map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard import cached
from dashboard.cached import visits as cached_visits
from dashboard.state import on_entering
from dashboard.state import visits as state
from dashboard.widgets import _component, map_view, visit_words
from geo.errors import GeoError
from geo.layers import group, places
from geo.layers.base import base_map
from geo.layers.places import PlaceLabel
from geo.look import number
from geo.records import Records
from geo.visit_log import Draft, Offer, new_id

FIRST = 6
"""Places with a button of their own; the others are in a list to choose from."""
HEIGHT = 300
COARSE = 500.0
"""Metres of doubt from which a position is said to be rough."""
PROBLEMS = {
    "osäker": "Läget går bara att hämta över https eller på den egna datorn. Välj plats i listan.",
    "saknas": "Webbläsaren kan inte hämta läget. Välj plats i listan.",
    "nekad": "Webbläsaren fick inte lämna ut läget. Tillåt det i dess inställningar, eller välj "
    "plats i listan.",
    "sen": "Det gick inte att få ett läge i tid. Försök igen utomhus, eller välj plats i listan.",
}
UNKNOWN = "Läget gick inte att få. Välj plats i listan."


def begin(kommun: str, place_id: int) -> None:
    """Begin to log a visit here and now, with what was usual the last time."""
    now = int(cached_visits.now().timestamp())
    open_draft(kommun, replace(state.usual(Draft(new_id())), place_id=place_id, start_utc=now))


def open_draft(kommun: str, draft: Draft) -> None:
    """Keep a draft and go on with it."""
    try:
        cached_visits.keep(kommun, draft)
    except GeoError as error:
        state.fail(error)
        return
    state.open_draft(draft.draft_id)


def pick_place(records: Records, title: str) -> None:
    """Offer the places to log a visit at, under a title."""
    if records.places.empty:
        st.html(
            "<p class='pb-panel'>Kommunen har inga platser än. Läs in dem under Importera, så går "
            "det att logga besök här.</p>"
        )
        return
    kommun, position = records.kommun, state.position()
    offers = cached_visits.offers(kommun, position.at if position else None)
    st.html(f"<h2 class='pb-section'>{title}</h2>")
    _listed(kommun, offers[:FIRST])
    if len(offers) > FIRST:
        _others(kommun, offers[FIRST:])
    _ask_position(position)
    if st.toggle("Välj på kartan", key="visit_map_open"):
        _by_map(records)


def _listed(kommun: str, offers: Sequence[Offer]) -> None:
    now, key = cached_visits.now(), f"visit_places_{kommun}"
    rows = [
        {
            "id": str(each.place_id),
            "name": each.name,
            "text": visit_words.visited(each, now),
            "label": "Logga",
            "aria": f"Logga besök i {each.name}",
        }
        for each in offers
    ]
    _component.mount(
        "visit_list",
        {"caption": "Platser att logga besök på", "rows": rows},
        key=key,
        triggers={"picked": lambda picked: begin(kommun, int(picked))},
    )


def _others(kommun: str, offers: Sequence[Offer]) -> None:
    names = {each.place_id: each.name for each in offers}
    key = f"visit_other_{kommun}"
    st.selectbox(
        f"Någon av de andra {number(len(offers))} platserna",
        sorted(names, key=lambda place_id: names[place_id]),
        index=None,
        placeholder="Välj plats",
        format_func=lambda place_id: names[place_id],
        key=key,
        on_change=on_entering(key, lambda place_id: begin(kommun, place_id)),
    )


def _ask_position(position: state.Position | None) -> None:
    key = "visit_position_button"
    _component.mount(
        "visit_position",
        {"label": "Visa platser nära mig", "waiting": "Hämtar läget …"},
        key=key,
        triggers={"found": _found},
    )
    if position is None:
        return
    if position.problem:
        st.html(f"<p class='pb-hint' role='status'>{position.problem}</p>")
        return
    rough = (
        f" Läget är osäkert: ±{number(position.accuracy)} m." if position.accuracy > COARSE else ""
    )
    st.html(
        "<p class='pb-hint' role='status'>Närmaste platser först. Läget sparas inte om du inte "
        f"själv väljer det.{rough}</p>"
    )


def _found(told: Any) -> None:
    """Take what the browser said; it may be anything."""
    told = told if isinstance(told, dict) else {}
    try:
        at = cached_visits.metres(float(told["latitude"]), float(told["longitude"]))
        state.tell_position(state.Position(at, accuracy=abs(float(told["accuracy"]))))
    except (KeyError, TypeError, ValueError):
        problem = PROBLEMS.get(str(told.get("problem")), UNKNOWN)
        state.tell_position(state.Position(problem=problem))
    except GeoError as error:
        state.tell_position(state.Position(problem=str(error)))


def _by_map(records: Records) -> None:
    geometry = records.places.set_index("place_id").geometry
    labels = [
        PlaceLabel(int(place_id), str(name), "tryck för att logga ett besök här")
        for place_id, name in zip(records.places["place_id"], records.places["name"], strict=True)
    ]
    key = f"visit_map_{records.kommun}"
    with st.container(key="pb_visit_map"):
        st_folium(
            base_map(map_view.bounds_of(records), cached.current_settings().tiles),
            key=key,
            height=HEIGHT,
            use_container_width=True,
            returned_objects=["last_object_clicked_tooltip"],
            feature_group_to_add=group([places.layer(geometry, labels, selected=None)]),
            on_change=lambda: _clicked(records.kommun, st.session_state.get(key)),
        )


def _clicked(kommun: str, clicked: dict[str, Any] | None) -> None:
    text = (clicked or {}).get("last_object_clicked_tooltip") or ""
    if text.startswith("place:"):
        begin(kommun, int(text.removeprefix("place:")))
