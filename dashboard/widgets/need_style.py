"""The style of Behov."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st


def style() -> None:
    """Add the page's own style sheet."""
    sheet = (files("dashboard.widgets") / "assets" / "need.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")
