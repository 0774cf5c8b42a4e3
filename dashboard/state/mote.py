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
    ask_to_freeze(False)


def asked_to_freeze() -> bool:
    """Return whether the user has asked to freeze, and is asked whether to."""
    return bool(st.session_state.get("mote_freeze_asked"))


def ask_to_freeze(asked: bool) -> None:
    """Ask the user whether to freeze, or no longer."""
    st.session_state["mote_freeze_asked"] = asked


def say(text: str) -> None:
    """Keep what is to be told at the next run: a callback of a fragment may show nothing itself."""
    st.session_state["mote_said"] = text


def said() -> str:
    """Return what is to be told, once."""
    return str(st.session_state.pop("mote_said", ""))
