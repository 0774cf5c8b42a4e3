"""The peer: a plain st_folium page with one folium.GeoJson layer."""

import folium
import geopandas as gpd
import numpy as np
import streamlit as st
from streamlit_folium import st_folium

week = st.slider("Vecka", 1, 52, 1)
rng = np.random.default_rng(week)
points = gpd.GeoDataFrame(
    {"category": rng.choice(["a", "b", "c"], 10_000)},
    geometry=gpd.points_from_xy(rng.normal(16.6, 0.1, 10_000), rng.normal(57.7, 0.1, 10_000)),
    crs=4326,
)
base = folium.Map(location=[57.7, 16.6], zoom_start=10, tiles=None)
folium.GeoJson(points, marker=folium.CircleMarker(radius=4)).add_to(base)
base.default_js = [("leaflet", "../../assets/leaflet/leaflet.js")]
base.default_css = [("leaflet", "../../assets/leaflet/leaflet.css")]
st.text(f"vecka {week}")
st_folium(base, height=560, use_container_width=True, returned_objects=[])
