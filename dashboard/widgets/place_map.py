"""The map of one place: its outline and its incidents, no closer than positions are known."""

from __future__ import annotations

from html import escape

import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.cached import terrain
from dashboard.widgets import map_view
from dashboard.widgets.group_keys import group_keys
from geo import look
from geo.layers import boundary, closest, group, places
from geo.layers.places import PlaceLabel
from geo.place_profile import PlaceProfile, SpanView
from geo.records import Records

HEIGHT = 330
AROUND = 150.0
"""Metres around the place that are shown."""
NAMED = 3
"""Other places named in the sentence on shared incidents."""


def place_map(records: Records, profile: PlaceProfile, view: SpanView) -> None:
    """Show where the incidents of the chosen span are, and what the map leaves out."""
    status = profile.status
    geometry = records.places.set_index("place_id").geometry
    label = PlaceLabel(status.place_id, status.name, status.reason, status.comparison.verdict)
    around = geometry.loc[status.place_id].buffer(AROUND)
    layers = [closest.layer(around, crs=records.crs)]
    # One outline for each: a place within another is to be seen, too.
    layers += [boundary.layer(geometry.loc[each.place_id], crs=records.crs) for each in view.shared]
    layers.append(places.layer(geometry.loc[[status.place_id]], [label], selected=None))
    drawn = records.incidents.iloc[view.drawn]
    layers.append(map_view.points(drawn, records.crs))
    st.html("<h2 class='pb-section'>Var</h2>")
    with st.container(key="pb_place_map"):
        st_folium(
            terrain.base_map(
                records.kommun, map_view.degrees(gpd.GeoSeries([around], crs=records.crs))
            ),
            key=f"place_map_{records.kommun}_{status.place_id}",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group(layers),
        )
        st.html(
            f"{group_keys('Händelser', map_view.groups_of(drawn))}"
            f"<p class='pb-hint'>{escape(map_text(view))} {escape(shared_text(view))}</p>"
        )


def map_text(view: SpanView) -> str:
    """Say how many incidents the map shows, and how exact it is."""
    count, drawn = len(view.rows), len(view.drawn)
    if not count:
        return "Inga händelser i den valda tiden."
    rest = "" if drawn == count else "; de andra räknas hit efter platsens namn"
    return (
        f"{look.number(drawn)} av {look.count(count, 'händelse', 'händelser')} har ett läge"
        f"{rest}. Lägena är ungefärliga (medianfel 83 m, Gerell 2018) och pekar inte ut "
        "adresser."
    )


def shared_text(view: SpanView) -> str:
    """Say how many incidents count in other places, too."""
    if not view.in_others:
        return ""
    named = ", ".join(f"{each.name} ({look.number(each.count)})" for each in view.shared[:NAMED])
    more = len(view.shared) - NAMED
    rest = f" och {look.count(more, 'plats', 'platser')} till" if more > 0 else ""
    return (
        f"{look.number(view.in_others)} ligger också i andra platser (prickad linje) och räknas "
        f"även där: {named}{rest}."
    )
