"""The style of Logga: one column, large buttons, the one that saves always in reach."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st


def style() -> None:
    """Add the page's style sheet."""
    sheet = (files("dashboard.widgets") / "assets" / "visit.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")
