"""The map of a change: the outline before and after, and the year's incidents around them."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.cached import terrain
from dashboard.widgets import map_view
from geo.layers import boundary, change, group
from geo.polygon_change import Proposal, last_rows
from geo.records import Records

HEIGHT = 420


def change_map(records: Records, proposal: Proposal) -> None:
    """Show where the outline ran and where it would run."""
    both = gpd.GeoSeries([proposal.before, proposal.after], crs=records.crs)
    rows = last_rows(records)
    points = records.incidents.iloc[rows][records.assignment.positioned[rows]]
    layers = [change.layer(proposal.before, proposal.after, crs=records.crs)]
    layers.append(map_view.points(points, records.crs))
    if records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    with st.container(key="pb_change_map"):
        st_folium(
            terrain.base_map(records.kommun, map_view.degrees(both)),
            key=f"change_map_{proposal.place_id}",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group(layers),
        )
        st.html(change.legend(map_view.groups_of(points)))
