"""When the visit was and how long: by tap, by a timer, or as day and clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import visits as cached_visits
from dashboard.state import visits as state
from dashboard.widgets import visit_words
from geo.errors import GeoError
from geo.visit_log import Draft, local_moment
from geo.weeks import STOCKHOLM

MINUTES = (10, 15, 20, 30)
AGO = {0: "Nu", 15: "15 min sedan", 30: "30 min sedan", 60: "1 tim sedan"}
LONGEST = 24 * 60
MOST = 1000
FIRST = date(2000, 1, 1)


def times(kommun: str, draft: Draft) -> None:
    """Let the user say when and how long."""
    if draft.running:
        st.html("<p class='pb-hint'>Tiden räknas tills du avslutar; sidan får stängas.</p>")
        return
    key = app_state.field(f"visit_minutes_{draft.draft_id}", draft.minutes)
    st.pills(
        "Minuter",
        sorted({*MINUTES, draft.minutes or MINUTES[1]}),
        key=key,
        on_change=lambda: _put(
            kommun, draft.draft_id, minutes=app_state.entered(key) or draft.minutes
        ),
    )
    started = f"visit_ago_{draft.draft_id}"
    at = "" if draft.start_utc is None else f" {visit_words.clock(draft.start_utc)}"
    st.pills(
        f"Började{at}; ändra till",
        list(AGO),
        format_func=lambda ago: AGO[ago],
        key=app_state.field(started, None),
        on_change=lambda: _ago(kommun, draft.draft_id, app_state.entered(started)),
    )
    with st.container(horizontal=True):
        if not draft.corrects:
            st.button(
                "Börja besök nu, ta tid",
                key=f"visit_begin_{draft.draft_id}",
                on_click=_begin,
                args=(kommun, draft.draft_id),
            )
        with st.popover("Annan tid eller styrka"):
            _exact(kommun, draft)


def end(kommun: str, draft_id: str) -> None:
    """End a visit that goes on; its minutes are at least one."""
    found = cached_visits.load(kommun, draft_id)
    if found is None or found.draft.start_utc is None:
        return
    seconds = cached_visits.now().timestamp() - found.draft.start_utc
    _put(kommun, draft_id, minutes=max(1, min(LONGEST, round(seconds / 60))))


def _begin(kommun: str, draft_id: str) -> None:
    _put(kommun, draft_id, start_utc=int(cached_visits.now().timestamp()), minutes=None)


def _ago(kommun: str, draft_id: str, minutes: int | None) -> None:
    if minutes is not None:
        _put(kommun, draft_id, start_utc=int(cached_visits.now().timestamp()) - 60 * minutes)


def _exact(kommun: str, draft: Draft) -> None:
    """Offer day, clock, minutes and officers as fields."""
    now = cached_visits.now().astimezone(STOCKHOLM)
    start = now if draft.start_utc is None else datetime.fromtimestamp(draft.start_utc, STOCKHOLM)
    day = app_state.field(f"visit_day_{draft.draft_id}", start.date())
    clock = app_state.field(
        f"visit_clock_{draft.draft_id}", start.time().replace(second=0, microsecond=0)
    )

    def moved() -> None:
        if app_state.entered(day) is None or app_state.entered(clock) is None:
            return
        told = datetime.combine(app_state.entered(day), app_state.entered(clock))
        try:
            _put(kommun, draft.draft_id, start_utc=local_moment(told))
        except GeoError as error:
            state.fail(error)

    st.date_input(
        "Dag", key=day, min_value=min(FIRST, start.date()), max_value=max(now, start).date(),
        format="YYYY-MM-DD", on_change=moved,
    )  # fmt: skip
    st.time_input("Klockslag", key=clock, step=300, on_change=moved)
    minutes = app_state.field(f"visit_minutes_of_{draft.draft_id}", max(1, draft.minutes or 1))
    st.number_input(
        "Antal minuter", 1, LONGEST, key=minutes, step=5,
        on_change=lambda: _put(kommun, draft.draft_id, minutes=app_state.entered(minutes)),
    )  # fmt: skip
    officers = app_state.field(f"visit_officers_of_{draft.draft_id}", draft.officers or 0)
    st.number_input(
        "Antal poliser", 0, MOST, key=officers, step=1,
        on_change=lambda: _put(kommun, draft.draft_id, officers=app_state.entered(officers)),
    )  # fmt: skip


def _put(kommun: str, draft_id: str, **values: object) -> None:
    found = cached_visits.load(kommun, draft_id)
    if found is None:
        return
    try:
        cached_visits.keep(kommun, replace(found.draft, **values))
    except GeoError as error:
        state.fail(error)
    else:
        state.fail(None)
