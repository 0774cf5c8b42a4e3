"""The style of Möte, readable from three metres; and what the page has to say."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import streamlit as st

from dashboard.state import mote as meeting_state
from dashboard.widgets import frame
from geo.errors import GeoError


def style() -> None:
    """Add the page's own style sheet."""
    sheet = (files("dashboard.widgets") / "assets" / "mote.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")


def said() -> None:
    """Tell what a press could not do."""
    if told := meeting_state.said():
        st.toast(frame.plain(told))


def attempt(do: Callable[..., Any], *given: Any) -> Any:
    """Do something in a callback; where it cannot be done, let the next run say why."""
    try:
        return do(*given)
    except GeoError as error:
        meeting_state.say(str(error))
        return None
