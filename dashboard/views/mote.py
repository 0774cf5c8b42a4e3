"""Möte: the EST meeting on one screen, from what was decided last to what is frozen."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import cached, state
from dashboard.cached import mote as cached_meetings
from dashboard.state import mote as meeting_state
from dashboard.widgets import (
    frame,
    mote_coming,
    mote_decided,
    mote_first,
    mote_freeze,
    mote_frozen,
    mote_head,
    mote_news,
    mote_open,
    mote_places,
    mote_settle,
    mote_style,
)
from geo.model import PeriodKind


@st.fragment
def page() -> None:
    """Compose the page; only this reruns when something is decided."""
    mote_style.style()
    mote_style.said()
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    listed = cached_meetings.listed(kommun.code)
    frozen = mote_open.chosen(listed, meeting_state.looked_at())
    if frozen is not None:
        mote_frozen.frozen(kommuner, kommun, cached_meetings.reopened(frozen.meeting_id))
        mote_open.earlier(listed, frozen)
        return
    held = next((each for each in listed if not each.frozen), None)
    records = cached.kommun_records(kommun.code)
    if held is None:
        usual = PeriodKind(cached.current_settings().kommun(kommun.code).period)
        period = state.period(last_day=records.last_day, today=date.today(), usual=usual)
        mote_open.open_meeting(kommuner, kommun, period, listed)
        mote_open.earlier(listed, None)
        return
    agenda = cached_meetings.agenda(kommun.code, held.period)
    with st.container(key="pb_mote"):
        mote_head.head(kommuner, kommun, held, agenda)
        mote_settle.settle(agenda)
        mote_news.news(agenda)
        mote_places.places(records, held, agenda)
        mote_decided.decided(held, agenda)
        mote_first.first(held, agenda)
        mote_coming.coming(kommun.code, agenda)
        mote_freeze.freeze(held, agenda)
    mote_open.earlier(listed, held)
    frame.basis(agenda.picture.basis, agenda.picture.totals)


page()
