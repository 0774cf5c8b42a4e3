"""What the page Behov shows, in the address: the first day, the profile, weights being tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.state import address
from geo.errors import GeoError
from geo.planning.need import Part, Weights

YEARS = range(2000, 2100)


def first_day(today: date) -> date:
    """Return the first of the seven days that are shown."""
    try:
        chosen = date.fromisoformat(address.get("fran_dag") or "")
    except ValueError:
        return today
    return chosen if chosen.year in YEARS else today


def choose_first_day(chosen: date | None) -> None:
    """Show the seven days from this one; from today on where it is None."""
    address.put("fran_dag", None if chosen is None else chosen.isoformat())


def profile(known: Iterable[str], used: str) -> str:
    """Return the profile that is looked at: the one in use until the user says otherwise."""
    chosen = address.get("profil")
    return chosen if chosen in set(known) else used


def choose_profile(name: str | None) -> None:
    """Look at another profile, as it is on record; at the one in use where it is None."""
    address.put_together({"profil": name, "vikter": None, "dagar": None})


def tried(base: Weights) -> Weights:
    """Return the weights in the address, or those of the profile that is looked at."""
    try:
        return _harm(_parts(base, address.get("vikter")), address.get("dagar"))
    except (ValueError, GeoError):
        return base


def _parts(base: Weights, text: str | None) -> Weights:
    if not text:
        return base
    *parts, power = (float(number) for number in text.split("_"))
    told = dict(zip((part.value for part in Part), parts, strict=True))
    return replace(base, **told, power=power)


def _harm(base: Weights, text: str | None) -> Weights:
    if not text:
        return base
    pairs = (pair.split(":") for pair in text.split("_") if pair != NONE)
    return replace(base, days=tuple(sorted((code, float(days)) for code, days in pairs)))


NONE = "-"
"""In the address: no harm weights of the profile's own, though it had some."""


def try_weights(wanted: Weights, base: Weights) -> None:
    """Try other weights; the address says nothing of what is as in the profile."""
    numbers = [*(wanted.of(part) for part in Part), wanted.power]
    same = replace(wanted, days=base.days) == base
    days = "_".join(f"{code}:{days:g}" for code, days in wanted.days) or NONE
    address.put_together(
        {
            "vikter": None if same else "_".join(f"{number:g}" for number in numbers),
            "dagar": None if wanted.days == base.days else days,
        }
    )


def say(text: str) -> None:
    """Keep what is to be told at the next run: a callback of a fragment may show nothing itself."""
    st.session_state["need_said"] = text


def said() -> str:
    """Return what is to be told, once."""
    return str(st.session_state.pop("need_said", ""))
