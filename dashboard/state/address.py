"""The address and the session as one: what the URL says, kept while other pages are looked at."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def get(name: str) -> str | None:
    """Return what the address says under a name, or said last."""
    if name in st.query_params:
        st.session_state[f"url_{name}"] = st.query_params[name]
    return st.session_state.get(f"url_{name}")


def put(name: str, value: str | None) -> None:
    """Let the address say this under a name, or nothing."""
    st.session_state[f"url_{name}"] = value
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def put_together(told: Mapping[str, str | None]) -> None:
    """Set several at once: the browser's back button knows no step between them."""
    for name, text in told.items():
        st.session_state[f"url_{name}"] = text
    held = st.query_params.to_dict()
    wanted = {name: text for name, text in {**held, **told}.items() if text is not None}
    if wanted != held:
        st.query_params.from_dict(wanted)
