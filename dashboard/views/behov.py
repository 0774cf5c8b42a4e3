"""Behov: where and when a visit is needed most, why, and what other weights would change."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import cached, state
from dashboard.cached import need as reckoned
from dashboard.state import need as shown
from dashboard.widgets import (
    heading,
    need_basis,
    need_harm,
    need_head,
    need_moves,
    need_priorities,
    need_style,
    need_table,
    need_week,
    need_weights,
)
from geo.planning.need import moves, rank


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a weight is moved or a place chosen."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    names = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    today = date.today()
    first = shown.first_day(today)
    used = reckoned.used(kommun.code)
    base = reckoned.looked_at(kommun.code, shown.profile(reckoned.names(kommun.code), used.name))
    tried = shown.tried(base)
    need = reckoned.need(kommun.code, first, tried)
    before = reckoned.need(kommun.code, first, used.weights or base)
    ranked = rank(need)
    selected = state.place(need.place_ids)

    need_style.style()
    need_head.said()
    head, pickers = st.columns([9, 3], vertical_alignment="top")
    with pickers:
        heading.kommun_picker(kommuner, kommun)
    with head:
        need_head.days(first, today)
        need_head.problem(used.error)
        if ranked:
            need_head.answer(need, ranked, names)
        else:
            need_head.no_places()
    need_weights.broken_profiles(kommun.code)
    if ranked:
        left, right = st.columns([8, 4], gap="medium")
        chosen = next((each for each in ranked if each.place_id == selected), ranked[0])
        with left:
            need_table.need_table(need, ranked, before, names, chosen.place_id)
            need_week.need_week(need, chosen, names[chosen.place_id], tried, ranked[0].need)
        with right:
            need_weights.need_weights(kommun.code, base, tried, used.name)
            trying = tried != used.weights
            need_moves.need_moves(moves(before, need), names, used.name, trying=trying)
            need_priorities.need_priorities(kommun.code, names, selected, today)
        need_harm.need_harm(base, tried)
    need_basis.findings()
    need_basis.basis(need, records.store_version)


page()
