"""What the page Löften shows, in the address: the day, the promise; and what it is to say next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.state import address
from geo.errors import GeoError
from geo.follow_up.standing import Standing

DAY, PROMISE = "dag", "lofte"
DOCUMENT = "dokument"
"""The part of the page with the documents."""
OVER = "@slut"
"""In the address: the promise as it was when its document was over, not as it goes on."""
YEARS = range(2000, 2100)


def day(today: date) -> date:
    """Return the day that the promises are told for: today until the user says otherwise."""
    try:
        chosen = date.fromisoformat(address.get(DAY) or "")
    except ValueError:
        return today
    return chosen if chosen.year in YEARS and chosen <= today else today


def choose_day(chosen: date | None) -> None:
    """Tell the promises for another day; for today where it is None."""
    address.put(DAY, None if chosen is None else chosen.isoformat())


def name(each: Standing) -> str:
    """Return what a promise is called in the address."""
    return each.key if each.current else each.key + OVER


def chosen(standings: Sequence[Standing]) -> Standing | None:
    """Return the promise in the address, or the first one."""
    asked = address.get(PROMISE) or ""
    exact = [each for each in standings if name(each) == asked]
    alike = [each for each in standings if each.key == asked.removesuffix(OVER)]
    return next(iter([*exact, *alike, *standings]), None)


def choose(told: str) -> None:
    """Look at another promise; what was said of the last one is over."""
    address.put(PROMISE, told)
    _tell(PROMISE, "", None)


def say(*told: str, where: str = PROMISE) -> None:
    """Keep what was done for the next run; `where` is the part of the page that says it."""
    _tell(where, " ".join(told), None)


def fail(error: GeoError, where: str = PROMISE) -> None:
    """Keep why something could not be done."""
    _tell(where, "", error)


def said(where: str = PROMISE) -> str:
    """Return what was done last, until something else is done."""
    return str(st.session_state.get(f"{where}_said", ""))


def failure(where: str = PROMISE) -> GeoError | None:
    """Return why the last thing could not be done."""
    told = st.session_state.get(f"{where}_failure")
    return told if isinstance(told, GeoError) else None


def _tell(where: str, text: str, error: GeoError | None) -> None:
    st.session_state[f"{where}_said"] = text
    st.session_state[f"{where}_failure"] = error
