"""What the page Effekt shows, in the address: the start, lengths of time, comparison, weighting.

``fran`` is also a name of Utforska's, so it is kept under a name of this page's own in the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.state import address

YEARS = range(2000, 2100)
SHORTEST, LONGEST = 14, 1092
"""Days of a period that can be asked for."""
NONE = "ingen"
"""In the address: compare with nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked; None leaves it to the program."""

    before_days: int | None
    after_days: int | None
    compared: tuple[int, ...] | None
    harm: bool


def start() -> date | None:
    """Return the first day after, or None where none is said."""
    if "fran" in st.query_params:
        st.session_state["effect_from"] = st.query_params["fran"]
    text = str(st.session_state.get("effect_from") or "")
    try:
        chosen = date.fromisoformat(text)
    except ValueError:
        return None
    if chosen.year not in YEARS:
        return None
    st.query_params["fran"] = chosen.isoformat()
    return chosen


def choose_start(chosen: date | None) -> None:
    """Look at another start, or none."""
    st.session_state["effect_from"] = None if chosen is None else chosen.isoformat()
    if chosen is None:
        st.query_params.pop("fran", None)
    else:
        st.query_params["fran"] = chosen.isoformat()


def asked(known: Iterable[int]) -> Asked:
    """Return what the page is asked, as far as it means anything."""
    return Asked(
        before_days=_days("fore"),
        after_days=_days("efter"),
        compared=_compared(set(known)),
        harm=address.get("skada") == "1",
    )


def _days(name: str) -> int | None:
    text = address.get(name) or ""
    days = int(text) if text.isdecimal() and len(text) < 6 else 0
    return days if SHORTEST <= days <= LONGEST else None


def _compared(known: set[int]) -> tuple[int, ...] | None:
    text = address.get("mot")
    if text is None:
        return None
    if text == NONE:
        return ()
    told = (int(each) for each in text.split("_") if each.isdecimal() and len(each) < 19)
    return tuple(each for each in dict.fromkeys(told) if each in known) or None


def choose_days(name: str, days: int | None) -> None:
    """Look at so many days before (``fore``) or after (``efter``)."""
    address.put(name, None if days is None else str(days))


def choose_compared(place_ids: Sequence[int] | None) -> None:
    """Compare with these places; with what the program proposes where None."""
    text = None if place_ids is None else "_".join(str(each) for each in place_ids) or NONE
    address.put("mot", text)


def choose_harm(on: bool) -> None:
    """Weigh incidents by harm, or count them."""
    address.put("skada", "1" if on else None)


def choose_place(place_id: int | None) -> None:
    """Look at another place; its comparison is another."""
    address.put_together({"plats": None if place_id is None else str(place_id), "mot": None})


def choose_measure(place_id: int, began: date) -> None:
    """Look at a measure: its place and its day."""
    choose_place(place_id)
    choose_start(began)
