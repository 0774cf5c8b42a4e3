"""What is being logged: the draft in the URL, and what was said of the last visit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.state import LONGEST_NUMBER, address
from geo.errors import GeoError
from geo.visit_log import Draft, Saved, is_id

DRAFT = "utkast"
ASKED = "logga_plats"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A visit that was just saved, and the draft it was saved from."""

    kommun: str
    saved: Saved
    draft: Draft


@dataclass(frozen=True, slots=True)
class Position:
    """Where the phone is, or why that is not known; never in the URL or the store."""

    at: tuple[float, float] | None = None
    accuracy: float = 0.0
    problem: str = ""


def draft_id() -> str | None:
    """Return the number of the draft in the URL."""
    told = address.get(DRAFT)
    return told if is_id(told) else None


def asked() -> int | None:
    """Return the place that a link asks to log a visit at; asked once."""
    told = address.get(ASKED)
    address.put(ASKED, None)
    return int(told) if told and told.isdecimal() and len(told) <= LONGEST_NUMBER else None


def open_draft(draft_id: str | None) -> None:
    """Go on with a draft, or with none; what was said of the last visit is over."""
    address.put(DRAFT, draft_id)
    _put(receipt=None, failure=None)


def receipt(kommun: str) -> Receipt | None:
    """Return the visit just saved, until something else is done."""
    told = _get("receipt")
    return told if isinstance(told, Receipt) and told.kommun == kommun else None


def tell_saved(told: Receipt) -> None:
    """Say that a visit was saved; its draft is done."""
    address.put(DRAFT, None)
    _put(receipt=told, failure=None, chosen=None, usual=told.draft)


def usual(draft: Draft) -> Draft:
    """Return a draft with the patrol that was logged last in this session."""
    told = _get("usual")
    if not isinstance(told, Draft):
        return draft
    return replace(draft, officers=told.officers, on_foot=told.on_foot)


def failure() -> GeoError | None:
    """Return why the last thing was not done."""
    told = _get("failure")
    return told if isinstance(told, GeoError) else None


def fail(error: GeoError | None) -> None:
    """Keep why something was not done for the next run, or forget it."""
    _put(failure=error)


def masked(draft_id: str) -> tuple[str, ...]:
    """Return what was masked in a draft while it was written, in Swedish."""
    told = _get("masked")
    return told[1] if isinstance(told, tuple) and told[0] == draft_id else ()


def note_masked(draft_id: str, notes: tuple[str, ...]) -> None:
    """Keep what was masked, to be shown before the visit is saved."""
    if notes:
        _put(masked=(draft_id, (*masked(draft_id), *notes)))


def position() -> Position | None:
    """Return what the phone said of where it is, in this session."""
    told = _get("position")
    return told if isinstance(told, Position) else None


def tell_position(told: Position | None) -> None:
    """Keep where the phone is for this session, or forget it."""
    _put(position=told)


def chosen() -> str | None:
    """Return the row key of the visit that is looked at in the list."""
    told = _get("chosen")
    return told if isinstance(told, str) else None


def choose(row_key: str | None) -> None:
    """Look at a visit of the list, or at none."""
    _put(chosen=row_key, failure=None)


def _get(name: str) -> object:
    return st.session_state.get(f"visit_{name}")


def _put(**values: object) -> None:
    for name, value in values.items():
        st.session_state[f"visit_{name}"] = value
