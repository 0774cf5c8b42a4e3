"""Redovisning: what the public may read of a period, what is withheld and why, and who signed."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, state
from dashboard.cached import account as accounts
from dashboard.state import account as asked_for
from dashboard.widgets import account_form, account_preview, account_sign, frame, heading
from geo.errors import GeoError


@st.fragment
def page() -> None:
    """Compose the page: choose, look, sign, take along."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    signed = accounts.signed(kommun.code)

    account_sign.style()
    heading.titled(kommuner, kommun, f"Offentlig redovisning i {kommun.name}")
    account_form.said()
    frame.subtitle("1. Välj period och områden")
    period = account_form.period(kommun)
    account_form.areas(kommun, records, signed)
    asked = asked_for.asked(kommun.code)
    preview = None
    if asked is not None:
        try:
            preview = accounts.preview((kommun, period, *asked))
        except GeoError as error:
            frame.problem(error)
    else:
        account_form.nothing_asked()
    if preview is not None:
        account_preview.shown(preview)
        account_preview.withheld(preview)
        account_sign.sign(kommun, preview)
    account_sign.signed(kommun, signed)


page()
