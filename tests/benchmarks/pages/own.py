"""The same week on the layers of Platsbild."""

import numpy as np
import streamlit as st
from streamlit_folium import st_folium

from geo.layers import group, incidents
from geo.layers.base import base_map


@st.fragment
def page() -> None:
    """Show a week."""
    week = st.slider("Vecka", 1, 52, 1)
    rng = np.random.default_rng(week)
    x, y = rng.normal(16.6, 0.1, 10_000), rng.normal(57.7, 0.1, 10_000)
    layer = incidents.layer(
        x, y, ["skadegorelse", "samling", "belysning"], rng.integers(0, 3, 10_000), crs="EPSG:4326"
    )
    st.text(f"vecka {week}")
    st_folium(
        base_map((16.3, 57.4, 16.9, 58.0), None),
        key="map",
        height=560,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group([layer]),
    )


page()
