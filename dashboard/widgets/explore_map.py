"""The map of a selection, with a legend that says what it shows, how, and how sure it is."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit_folium import st_folium

from dashboard import cached, state
from dashboard.widgets.map_view import bounds_of
from geo.explore.exploration import Exploration
from geo.explore.words import number
from geo.layers import Layer, boundary, group, legend, places
from geo.layers.base import base_map
from geo.layers.places import PlaceLabel
from geo.look import GROUPS
from geo.model import CATEGORIES
from geo.records import Records

HEIGHT = 520
LAYERS = {"punkter": "Punkter"}


def layer_choice() -> str:
    """Let the user choose what the map shows, and return it."""
    key = state.field("ex_layer", state.map_layer())
    st.radio(
        "Kartan visar",
        list(LAYERS),
        horizontal=True,
        format_func=lambda name: LAYERS[name],
        key=key,
        on_change=lambda: state.choose_map_layer(state.entered(key)),
    )
    return state.map_layer()


def explore_map(records: Records, shown: Exploration, side: str) -> None:
    """Show a selection on a map."""
    layers: list[Layer] = []
    if records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    if len(records.places):
        layers.append(_places(records, shown))
    layers.append(cached.points(records.kommun, shown.wanted))
    with st.container(key=f"pb_map{side}"):
        st_folium(
            base_map(bounds_of(records), cached.current_settings().tiles),
            key=f"explore_map_{side}{records.kommun}",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group(layers),
        )
    st.html(_legend(shown))


def _places(records: Records, shown: Exploration) -> Layer:
    counts = {
        key: row[1] for key, row in zip(shown.per_place.keys, shown.per_place.rows, strict=True)
    }
    geometry = records.places.set_index("place_id").geometry
    labels = [
        PlaceLabel(place, name, f"{counts.get(str(place), 0)} händelser i urvalet")
        for place, name in shown.place_names.items()
    ]
    return places.layer(geometry, labels, selected=None)


def _legend(shown: Exploration) -> str:
    groups = [each for each in GROUPS if each in _groups(shown)]
    hidden = len(shown.selected.rows) - len(shown.selected.points)
    without = f" {number(hidden)} utan punkt finns bara i tabellen." if hidden else ""
    return (
        f"<div class='pb-legend'>{legend.points('Händelser', groups)}<div class='pb-hint'>En punkt "
        "per händelse, där den rapporterades. Polisens punkter ligger ofta omkring 80 m fel: läs "
        f"kvarter, inte adresser.{escape(without)}</div></div>"
    )


def _groups(shown: Exploration) -> set[str]:
    return {CATEGORIES[code].group for code in shown.per_category.keys}
