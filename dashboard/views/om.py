"""Om: what the numbers mean, where the data comes from, and what the program cannot say."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

st.title("Om Platsbild", anchor=False)
st.markdown((files("dashboard.views") / "om.md").read_text(encoding="utf-8"))
