"""The walk on the map: numbered stops, and the way of each patrol."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard import state as shared
from dashboard.cached import patrol, terrain
from dashboard.widgets import map_view
from dashboard.widgets.patrol_shown import Shown
from geo.layers import Layer, boundary, group, walk

HEIGHT = 560


def patrol_map(shown: Shown) -> None:
    """Show the walk; a click on a place selects it in the list."""
    records, plan = shown.records, shown.plan
    ways = patrol.paths(shown.code, plan)
    selected = shared.place(records.places["place_id"])
    layers: list[Layer] = []
    if records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    view = f"{shown.saved}-{shown.base.seed}-{shown.base.shift.start_utc}-{shown.base.shift.mode}"
    layers.append(
        walk.layer(plan, ways, records.places, crs=records.crs, selected=selected, view=view)
    )
    key = f"patrol_map_{shown.code}"
    # On a telephone the list is the interface, and the map is unfolded when it is asked for.
    st.toggle("Visa kartan", key="pt_map")
    with st.container(key="pb_patrol_map"):
        st_folium(
            terrain.base_map(shown.code, map_view.bounds_of(records)),
            key=key,
            height=HEIGHT,
            use_container_width=True,
            returned_objects=["last_object_clicked_tooltip", "last_object_clicked_count"],
            feature_group_to_add=group(layers),
            on_change=lambda: _choose(st.session_state.get(key)),
        )
        st.html(walk.legend(plan))


def _choose(clicked: dict[str, Any] | None) -> None:
    text = (clicked or {}).get("last_object_clicked_tooltip") or ""
    if text.startswith("place:"):
        shared.choose_place(int(text.removeprefix("place:")))
