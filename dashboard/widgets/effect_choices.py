"""What is looked at on Effekt, and how: place, start or measure; lengths of time, harm weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import state
from dashboard.state import effect as shown
from dashboard.state.effect import Asked
from dashboard.widgets import frame
from geo.follow_up.measures import Measure
from geo.records import Records

PERIODS: dict[int | None, str] = {
    None: "Så långt det går",
    28: "4 veckor",
    84: "12 veckor",
    182: "26 veckor",
    364: "52 veckor",
    728: "104 veckor",
}


def what(
    records: Records, place_id: int | None, began: date | None, begun: Sequence[Measure]
) -> None:
    """Let the user choose a place and a start, or a measure that has begun."""
    place, start, measure = st.columns([4, 3, 5], vertical_alignment="bottom")
    with place:
        _place(records, place_id)
    with start:
        key = f"effect_start_{began}"
        st.date_input(
            "Började",
            value=began,
            key=key,
            format="YYYY-MM-DD",
            on_change=state.on_entering(key, shown.choose_start),
        )
    with measure:
        _measure(begun, place_id, began)


def _place(records: Records, place_id: int | None) -> None:
    labels = names(records)
    ids = sorted(labels, key=lambda each: labels[each].casefold())
    key = f"effect_place_{records.kommun}_{place_id}"
    st.selectbox(
        "Plats",
        ids,
        index=ids.index(place_id) if place_id in labels else None,
        format_func=lambda each: labels[each],
        placeholder="Välj plats",
        key=key,
        on_change=state.on_entering(key, shown.choose_place),
    )


def names(records: Records) -> dict[int, str]:
    """Return each place's name; places alike in name are told apart by their number."""
    often = Counter(records.places["name"])
    return {
        int(place_id): str(name) + (f" (nr {place_id})" if often[name] > 1 else "")
        for place_id, name in zip(records.places["place_id"], records.places["name"], strict=True)
    }


def _measure(begun: Sequence[Measure], place_id: int | None, began: date | None) -> None:
    if not begun:
        st.html("<p class='pb-hint'>Ingen åtgärd med startdag än: de skrivs under Åtgärder.</p>")
        return
    chosen = next(
        (at for at, each in enumerate(begun) if (each.place_id, each.began) == (place_id, began)),
        None,
    )
    key = f"effect_measure_{place_id}_{began}_{len(begun)}"
    st.selectbox(
        "Eller en åtgärd som har börjat",
        range(len(begun)),
        index=chosen,
        format_func=lambda at: f"{begun[at].began}: {begun[at].place}, {begun[at].what}",
        placeholder="Välj åtgärd",
        key=key,
        on_change=state.on_entering(key, lambda at: _choose(begun, at)),
    )


def _choose(begun: Sequence[Measure], at: int | None) -> None:
    if at is None:
        return
    each = begun[at]
    if each.place_id is not None and each.began is not None:
        shown.choose_measure(each.place_id, each.began)


def how(asked: Asked) -> None:
    """Let the user choose how long before and after, and whether incidents weigh by harm."""
    before, after, harm = st.columns([4, 4, 4], vertical_alignment="bottom")
    for column, label, name, days in (
        (before, "Tid före", "fore", asked.before_days),
        (after, "Tid efter", "efter", asked.after_days),
    ):
        with column:
            _length(label, name, days)
    with harm:
        key = f"effect_harm_{asked.harm}"
        st.toggle(
            "Väg händelserna efter skada",
            value=asked.harm,
            key=key,
            help=frame.plain("Lagens minimistraff i dagar; vikterna står på sidan Behov."),
            on_change=state.on_entering(key, shown.choose_harm),
        )


def _length(label: str, name: str, days: int | None) -> None:
    listed = list(PERIODS) if days in PERIODS else [*PERIODS, days]
    key = f"effect_{name}_{days}"
    st.selectbox(
        label,
        listed,
        index=listed.index(days),
        format_func=lambda each: PERIODS.get(each, f"{each} dagar"),
        key=key,
        on_change=state.on_entering(key, lambda each: shown.choose_days(name, each)),
    )
