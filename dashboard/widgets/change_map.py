"""The map of a change: the outline before and after, and the year's incidents around them."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard import cached
from geo.layers import Layer, boundary, change, group, incidents
from geo.layers.base import base_map
from geo.look import GROUPS
from geo.model import CATEGORIES
from geo.polygon_change import Proposal, last_rows
from geo.records import Records
from geo.schema import WGS84

HEIGHT = 420


def change_map(records: Records, proposal: Proposal) -> None:
    """Show where the outline ran and where it would run."""
    both = gpd.GeoSeries([proposal.before, proposal.after], crs=records.crs)
    west, south, east, north = both.to_crs(WGS84).total_bounds
    rows = last_rows(records)
    points = records.incidents.iloc[rows][records.assignment.positioned[rows]]
    layers = [change.layer(proposal.before, proposal.after, crs=records.crs)]
    layers.append(_points(points, records.crs))
    if records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    drawn = {CATEGORIES[code].group for code in points["category"].unique()}
    with st.container(key="pb_change_map"):
        st_folium(
            base_map((west, south, east, north), cached.current_settings().tiles),
            key=f"change_map_{proposal.place_id}",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group(layers),
        )
        st.html(change.legend([each for each in GROUPS if each in drawn]))


def _points(frame: pd.DataFrame, crs: str) -> Layer:
    return incidents.layer(
        frame["x"].to_numpy(),
        frame["y"].to_numpy(),
        list(frame["category"].cat.categories),
        frame["category"].cat.codes.to_numpy(),
        crs=crs,
    )
