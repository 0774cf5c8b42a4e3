"""Serves the page `film` with Leaflet beside it."""

from pathlib import Path

import streamlit as st
import xstatic.pkg.leaflet
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = st.App(
    Path(__file__).with_name("film.py"),
    routes=[Mount("/assets/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR))],
)
