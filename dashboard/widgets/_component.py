"""Own HTML widgets: script and style lie beside the Python file that mounts them.

Data reaches the script as JSON and is written with ``textContent`` only, so user text stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import streamlit as st

_ASSETS = files("dashboard.widgets") / "assets"


def mount(name: str, data: Any, *, key: str, triggers: Mapping[str, Callable[[], None]]) -> None:
    """Mount the component `name` (``assets/name.js`` and ``.css``).

    Parameters
    ----------
    name : str
        Name of the two asset files.
    data : Any
        JSON-serialisable value for the script.
    key : str
        Stable widget key.
    triggers : mapping of str to callable
        What to do, before the page runs again, when the script sends a value of that name.
    """
    component = st.components.v2.component(
        f"platsbild_{name}",
        css=(_ASSETS / f"{name}.css").read_text(encoding="utf-8"),
        js=(_ASSETS / f"{name}.js").read_text(encoding="utf-8"),
    )
    component(data=data, key=key, **{f"on_{name}_change": do for name, do in triggers.items()})
