"""The app: configuration, navigation and the frame around every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import cached
from dashboard.widgets import frame, menu
from geo.errors import GeoError

VIEWS = Path(__file__).parent / "views"

st.set_page_config(page_title="Platsbild", layout="wide", initial_sidebar_state="collapsed")
frame.style()
menu.mend()
page = st.navigation(
    {
        "Läget": [
            st.Page(VIEWS / "lagesbild.py", title="Lägesbild", default=True),
            st.Page(VIEWS / "plats.py", title="Plats"),
            st.Page(VIEWS / "utforska.py", title="Utforska"),
        ],
        "Gatan": [
            st.Page(VIEWS / "patrull.py", title="Patrull"),
            st.Page(VIEWS / "logga.py", title="Logga"),
            st.Page(VIEWS / "aret.py", title="Året"),
            st.Page(VIEWS / "behov.py", title="Behov"),
        ],
        "Uppföljning": [
            st.Page(VIEWS / "loften.py", title="Löften"),
        ],
        "Underlag": [
            st.Page(VIEWS / "platser.py", title="Platser"),
            st.Page(VIEWS / "importera.py", title="Importera"),
            st.Page(VIEWS / "om.py", title="Om"),
        ],
    },
    position="top",
)
try:
    if cached.kommuner():
        page.run()
    else:
        frame.empty_store(cached.current_settings().store)
except GeoError as error:
    frame.failure(error)
