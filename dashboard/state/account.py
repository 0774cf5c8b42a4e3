"""What the page Redovisning is asked for, and what it has to say once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.state import address
from geo import weeks
from geo.errors import GeoError, SelectionError
from geo.model import Period, PeriodKind
from geo.privacy import Area

BACK = 12
"""How many periods of each kind are offered."""


def periods(today: date) -> list[Period]:
    """Return the periods that can be accounted for, newest first: tertials, then months."""
    found = []
    for kind in (PeriodKind.TERTIAL, PeriodKind.MONTH):
        last = weeks.shift(weeks.containing(today, kind), -1)
        found += weeks.before(last, BACK)[::-1]
    return found


def period(known: Sequence[Period]) -> Period:
    """Return the period in the address, or the newest one."""
    try:
        chosen = weeks.parse(address.get("redovisning") or "")
    except SelectionError:
        return known[0]
    return chosen if chosen in known else known[0]


def choose_period(chosen: Period) -> None:
    """Account for another period."""
    address.put("redovisning", weeks.code(chosen))


def ask(kommun: str, areas: tuple[Area, ...], population: int | None, smallest: int) -> None:
    """Keep the areas that are to be accounted for."""
    st.session_state[f"account_{kommun}"] = (areas, population, smallest)


def asked(kommun: str) -> tuple[tuple[Area, ...], int | None, int] | None:
    """Return the areas that are to be accounted for, if somebody has asked."""
    found: Any = st.session_state.get(f"account_{kommun}")
    return found if isinstance(found, tuple) else None


def forget(kommun: str) -> None:
    """Show no preview any more."""
    st.session_state.pop(f"account_{kommun}", None)


def entered(names: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what stands in some fields, or None where the page that showed them is gone."""
    if any(key not in st.session_state for key in names.values()):
        return None
    return {name: st.session_state[key] for name, key in names.items()}


def say(text: str | GeoError) -> None:
    """Keep what is to be told at the next run."""
    st.session_state["account_said"] = text


def said() -> str | GeoError | None:
    """Return what is to be told, once."""
    found: Any = st.session_state.pop("account_said", None)
    return found if isinstance(found, str | GeoError) else None
