"""The only user of the session and the URL: what the user looks at, as values.

``?kommun=0883&period=2026-W12&plats=17&lager=platser,handelser`` is the whole state of a page, so
that a link shows the same thing to the next person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.jobs import Draft
from geo import weeks
from geo.errors import GeoError, SelectionError
from geo.model import Kommun, Period, PeriodKind

LAYERS = ("platser", "handelser", "besok", "grans")
"""Map layers by their name in the URL; all are shown until the user says otherwise."""

LONGEST_NUMBER = 18
"""Digits of a place's number in the URL; more is no number of a place."""
SPANS = ("52", "12", "1")
"""How many periods a place's hours and map may be of, by their name in the URL; usual first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a change of a place went.

    Attributes
    ----------
    place_id : int
    text : str
        What was done.
    batch_id : int, optional
        The import that can be taken back.
    error : GeoError, optional
        Why nothing was done.
    """

    place_id: int
    text: str = ""
    batch_id: int | None = None
    error: GeoError | None = None


def _get(name: str) -> str | None:
    if name in st.query_params:
        st.session_state[f"url_{name}"] = st.query_params[name]
    return st.session_state.get(f"url_{name}")


def _set(name: str, value: str | None) -> None:
    st.session_state[f"url_{name}"] = value
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def kommun(known: Sequence[Kommun]) -> Kommun:
    """Return the kommun in the URL, or the first one known."""
    by_code = {each.code: each for each in known}
    chosen = by_code.get(_get("kommun") or "", known[0])
    _set("kommun", chosen.code)
    return chosen


def choose_kommun(code: str) -> None:
    """Look at another kommun: its places are others, so none is selected."""
    _set("kommun", code)
    _set("plats", None)


def period(*, last_day: date | None, today: date, usual: PeriodKind) -> Period:
    """Return the period in the URL, or the last whole one that has anything on record.

    A period in the URL that means nothing is answered with the default, and said.
    """
    try:
        chosen = weeks.parse(_get("period") or "")
    except SelectionError as error:
        if _get("period"):
            st.toast(str(error))
        chosen = _last_whole(last_day or today, today, usual)
    _set("period", weeks.code(chosen))
    return chosen


def _last_whole(last_day: date, today: date, kind: PeriodKind) -> Period:
    """Return the last period with anything on record that is over."""
    around = weeks.containing(min(last_day, today), kind)
    return around if around.end <= today else weeks.shift(around, -1)


def choose_period(chosen: Period | str) -> None:
    """Look at another period."""
    _set("period", chosen if isinstance(chosen, str) else weeks.code(chosen))


def place(known: Iterable[int]) -> int | None:
    """Return the selected place, if it is one of `known`."""
    chosen = asked_place()
    return chosen if chosen in set(known) else None


def asked_place() -> int | None:
    """Return the place in the URL, whether there is one of that number or not."""
    text = _get("plats") or ""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def choose_place(place_id: int | None) -> None:
    """Select a place, or none."""
    _set("plats", None if place_id is None else str(place_id))


def draft(kommun: str) -> Draft:
    """Return the file that the user is about to import."""
    key = f"draft_{kommun}"
    if key not in st.session_state:
        st.session_state[key] = Draft()
    found: Draft = st.session_state[key]
    return found


def layers() -> frozenset[str]:
    """Return the names of the map layers that are shown."""
    text = _get("lager")
    return frozenset(LAYERS if text is None else text.split(",")) & frozenset(LAYERS)


def choose_layers(chosen: Iterable[str]) -> None:
    """Show these map layers."""
    wanted = set(chosen)
    names = [name for name in LAYERS if name in wanted]
    _set("lager", None if len(names) == len(LAYERS) else ",".join(names))


def outcome(place_id: int) -> Outcome | None:
    """Return how the last change of a place went, until something else is done with it."""
    told = st.session_state.get("outcome")
    return told if isinstance(told, Outcome) and told.place_id == place_id else None


def tell(told: Outcome | None) -> None:
    """Keep how a change went for the next run, or forget it."""
    st.session_state["outcome"] = told


def span() -> int:
    """Return how many periods a place's hours and map are of."""
    text = _get("spann")
    return int(text if text in SPANS else SPANS[0])


def choose_span(periods: int) -> None:
    """Look at the hours and the map of so many periods."""
    _set("spann", None if str(periods) == SPANS[0] else str(periods))


def link(place_id: int) -> dict[str, str]:
    """Return what an address to a place's page holds: the kommun, the place and the period."""
    held = {name: _get(name) for name in ("kommun", "period")}
    return {name: text for name, text in held.items() if text} | {"plats": str(place_id)}


def film() -> bool:
    """Return whether the map shows all periods, to be moved through in the browser."""
    return _get("film") == "1"


def choose_film(on: bool) -> None:
    """Show all periods on the map, or only the page's own."""
    _set("film", "1" if on else None)
