"""What the page Möte shows: which meeting, in the address, and what it is to say next."""

from __future__ import annotations

import streamlit as st

from dashboard.state import LONGEST_NUMBER, address

MEETING = "mote"


def looked_at() -> int | None:
    """Return the number of the frozen meeting in the address."""
    told = address.get(MEETING) or ""
    known = told.isascii() and told.isdecimal() and len(told) <= LONGEST_NUMBER
    return int(told) if known else None


def look_at(meeting_id: int | None) -> None:
    """Look at a frozen meeting, or at the one that is open."""
    address.put_together({MEETING: None if meeting_id is None else str(meeting_id), "plats": None})


def asked_to_freeze(meeting_id: int) -> bool:
    """Return whether the user has asked to freeze a meeting, and is asked whether to."""
    return st.session_state.get("mote_freeze_asked") == meeting_id


def ask_to_freeze(meeting_id: int | None) -> None:
    """Ask the user whether to freeze a meeting, or no longer."""
    st.session_state["mote_freeze_asked"] = meeting_id


def say(text: str) -> None:
    """Keep what is to be told at the next run: a callback of a fragment may show nothing itself."""
    st.session_state["mote_said"] = text


def said() -> str:
    """Return what is to be told, once."""
    return str(st.session_state.pop("mote_said", ""))
