"""What the page Åtgärder shows: the chosen measure and the filters, in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from dashboard.state import address
from geo.intake import one_row
from geo.model import MeasureStatus

CHOSEN, OWNER, STATUS, ALL = "atgard", "agare", "status", "alla"
NOBODY = "-"
"""As the owner: measures that nobody owns."""
OPEN = "oppna"
"""As the status: what remains to be done."""
STATUSES = (OPEN, *(status.value for status in MeasureStatus))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A measure that is being written: what it is for."""

    key: str
    place_id: int | None = None
    category: str = ""
    cause: str = ""
    kind: str = ""


def chosen(known: Iterable[str]) -> str | None:
    """Return the key of the chosen measure, if it is one of `known`."""
    told = address.get(CHOSEN)
    return told if told in set(known) else None


def choose(row_key: str | None) -> None:
    """Look at a measure, or at none; a new one is no longer written."""
    address.put(CHOSEN, row_key)
    st.session_state["measure_wanted"] = None


def owner(known: Iterable[str]) -> str | None:
    """Return the owner that is looked at, :data:`NOBODY`, or None for all."""
    told = address.get(OWNER)
    return told if told in {*known, NOBODY} else None


def choose_owner(name: str | None) -> None:
    """Look at one owner's measures, or at all."""
    address.put(OWNER, name)


def status() -> str | None:
    """Return the status that is looked at, :data:`OPEN`, or None for all."""
    told = address.get(STATUS)
    return told if told in STATUSES else None


def choose_status(wanted: str | None) -> None:
    """Look at measures of one status, or at all."""
    address.put(STATUS, wanted)


def all_surfaced() -> bool:
    """Return whether everything that surfaces is listed."""
    return address.get(ALL) == "1"


def show_all_surfaced(on: bool) -> None:
    """List everything that surfaces, or the first of it."""
    address.put(ALL, "1" if on else None)


def wanted() -> Wanted | None:
    """Return the measure that is being written, if one is."""
    told = st.session_state.get("measure_wanted")
    return told if isinstance(told, Wanted) else None


def want(place_id: int | None, category: str = "", cause: str = "", kind: str = "") -> None:
    """Write a new measure; its key is made once, so that two clicks save one."""
    address.put(CHOSEN, None)
    st.session_state["measure_wanted"] = Wanted(one_row.new_key(), place_id, category, cause, kind)


def stop() -> None:
    """Write no new measure."""
    st.session_state["measure_wanted"] = None


def say(text: str) -> None:
    """Keep what is to be told at the next run: a callback of a fragment may show nothing itself."""
    st.session_state["measure_said"] = text


def said() -> str:
    """Return what is to be told, once."""
    return str(st.session_state.pop("measure_said", ""))
