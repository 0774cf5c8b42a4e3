"""The chain of each place: problem, cause, measure, effect; a measure opens itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.state import measures as state
from dashboard.widgets import _component
from geo.follow_up.measures import Chain, PlaceChain, State, words
from geo.shipped import measure_kinds


def measure_chain(
    chain: Chain, place: int | None, chosen: str | None, effects: Mapping[str, str]
) -> None:
    """List the places with their chains, those that need a look first.

    Parameters
    ----------
    chain : Chain
    place : int, optional
        Only this place.
    chosen : str, optional
        Key of the chosen measure.
    effects : mapping of str to str
        What followed, by key, for those that it is known of.
    """
    st.html("<h2 class='pb-section'>Plats för plats</h2>")
    owner, status = owner_of(chain), state.status()
    listed = [_place(each, chosen, owner, status, effects) for each in chain.places]
    shown = [
        each
        for each, of in zip(listed, chain.places, strict=True)
        if (place is None or of.place_id == place)
        and (each["measures"] or (owner is None and status is None))
    ]
    if not shown:
        st.html("<p class='pb-panel'>Inget stämmer med urvalet. Välj alla i någon av listorna.</p>")
        return
    _component.mount(
        "measure_chain",
        {"places": shown},
        key="measure_chain",
        triggers={"picked": state.choose, "wanted": want},
    )


def owner_of(chain: Chain) -> str | None:
    """Return the owner in the address, if it owns any measure."""
    return state.owner(owners(chain))


def owners(chain: Chain) -> list[str]:
    """Return the owners of the measures, by name."""
    found = {each.measure.owner for place in chain.places for each in place.states}
    return sorted(found - {""}, key=str.casefold)


def wanted(place_id: int | None, category: str = "", cause: str = "") -> str:
    """Return what a new measure is for as text, for a component to send back."""
    return json.dumps([place_id, category, cause])


def want(told: str) -> None:
    """Write a measure for what a component has sent back."""
    try:
        place_id, category, cause = json.loads(told)
    except (TypeError, ValueError):
        return
    state.want(place_id if isinstance(place_id, int) else None, str(category), str(cause))


def _place(
    place: PlaceChain,
    chosen: str | None,
    owner: str | None,
    status: str | None,
    effects: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "id": place.place_id or 0,
        "name": place.name,
        "problems": [
            {
                "text": each.words,
                "under": "" if each.met_by else "Ingen åtgärd",
                "wanted": "" if each.met_by else wanted(place.place_id, each.category),
            }
            for each in place.problems
        ],
        "causes": [
            {
                "text": each.told.text,
                "under": each.told.where + ("" if each.met_by else " · ingen åtgärd passar"),
                "wanted": "" if each.met_by else wanted(place.place_id, cause=each.told.text),
            }
            for each in place.causes
        ],
        "measures": [
            _measure(each, chosen, effects) for each in _filtered(place.states, owner, status)
        ],
    }


def _filtered(states: Sequence[State], owner: str | None, status: str | None) -> list[State]:
    return [
        each
        for each in states
        if (owner is None or each.measure.owner == ("" if owner == state.NOBODY else owner))
        and (
            status is None
            or (each.measure.open if status == state.OPEN else each.measure.status == status)
        )
    ]


def _measure(each: State, chosen: str | None, effects: Mapping[str, str]) -> dict[str, Any]:
    measure = each.measure
    followed = (measure.outcome, effects.get(measure.row_key, ""))
    return {
        "key": measure.row_key,
        "name": measure_kinds.name(measure.kind),
        "text": measure.what,
        "symbol": words.SYMBOLS[measure.status],
        "state": each.words,
        "warns": each.surfaces,
        "owner": measure.owner,
        "effect": ". ".join(part for part in followed if part),
        "chosen": measure.row_key == chosen,
    }
