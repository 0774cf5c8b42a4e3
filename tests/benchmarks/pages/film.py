"""Two years of weeks on the film layer, inside st_folium as on the page."""

import streamlit as st
from streamlit_folium import st_folium

from geo.layers import film, group
from geo.layers.base import base_map
from tests.benchmarks.film_weeks import reel

made = st.cache_resource(reel)()
st.text(f"{len(made.text)} tecken")
st_folium(
    base_map((16.3, 57.5, 17.0, 57.95), None),
    key="map",
    height=560,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=group([film.layer(made, now=made.periods[-1], selected=None)]),
)
