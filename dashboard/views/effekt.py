"""Effekt: whether anything changed at a place since a day, beyond comparison places."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.cached import effect as evaluated
from dashboard.state import effect as shown
from dashboard.widgets import (
    effect_choices,
    effect_compared,
    effect_dose,
    effect_head,
    effect_overview,
    effect_series,
    effect_table,
    heading,
)
from geo.errors import SelectionError


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when a place, a start or a comparison is chosen."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    place_id = state.place(records.places["place_id"])
    began = shown.start()
    asked = shown.asked(records.places["place_id"])
    found, problem = None, None
    if place_id is not None and began is not None:
        try:
            found = evaluated.study(
                kommun.code, place_id, began, before_days=asked.before_days,
                after_days=asked.after_days, compared=asked.compared, harm=asked.harm,
            )  # fmt: skip
        except SelectionError as error:
            problem = error

    effect_head.style()
    heading.titled(kommuner, kommun, f"Hjälpte det i {kommun.name}?")
    effect_choices.what(records, place_id, began, evaluated.begun(kommun.code))
    effect_head.answer(found, problem)
    if found is None and problem is None:
        effect_overview.overview(evaluated.followed(kommun.code))
    effect_choices.how(asked)
    if found is not None:
        left, right = st.columns([7, 5], gap="medium")
        with left:
            effect_series.series(found)
            effect_table.table(found)
        with right:
            effect_head.limits(found)
            effect_compared.compared(found, records, asked)
    effect_dose.dose(evaluated.dose(kommun.code))
    effect_head.basis(found, records.store_version)


page()
