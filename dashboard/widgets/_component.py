"""Own HTML widgets: script and style lie beside the Python file that mounts them.

Data reaches the script as JSON and is written with ``textContent`` only, so user text stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import streamlit as st

_ASSETS = files("dashboard.widgets") / "assets"


def mount(name: str, data: Any, *, key: str, triggers: Mapping[str, Callable[[Any], None]]) -> None:
    """Mount the component `name` (``assets/name.js``, and ``.css`` where it shows anything).

    Parameters
    ----------
    name : str
        Name of the asset files.
    data : Any
        JSON-serialisable value for the script.
    key : str
        Stable widget key.
    triggers : mapping of str to callable
        What to do with a value of that name that the script sends, before the page runs again.
        Nothing is done where the run that showed the component was cut short: its value is lost.
    """
    style = _ASSETS / f"{name}.css"
    component = st.components.v2.component(
        f"platsbild_{name}",
        css=style.read_text(encoding="utf-8") if style.is_file() else None,
        js=(_ASSETS / f"{name}.js").read_text(encoding="utf-8"),
    )
    component(
        data=data,
        key=key,
        **{f"on_{name}_change": _with_value(key, name, do) for name, do in triggers.items()},
    )


def _with_value(key: str, name: str, do: Callable[[Any], None]) -> Callable[[], None]:
    def sent() -> None:
        value = getattr(st.session_state.get(key), name, None)
        if value is not None:
            do(value)

    return sent
