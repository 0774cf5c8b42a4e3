"""What was saved, and the three next steps."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.cached import visits as cached_visits
from dashboard.state import visits as state
from dashboard.widgets import frame, visit_words
from dashboard.widgets.visit_places import open_draft
from dashboard.widgets.visit_plan import open_next
from geo.errors import GeoError
from geo.visit_log import Progress


def receipt(kommun: str) -> None:
    """Show the visit just saved, if there is one; or why the last thing was not done."""
    told = state.receipt(kommun)
    error = state.failure()
    if error is not None:
        frame.problem(error)
    if told is None:
        return
    said = text(told, cached_visits.progress(kommun))
    notes = "".join(f"<p>{escape(note)}</p>" for note in told.saved.notes)
    with st.container(key="pb_visit_receipt"):
        st.html(
            f"<div class='pb-panel pb-saved' role='status'><p><strong>{escape(said)}</strong></p>"
            f"{notes}</div>"
        )
        with st.container(horizontal=True):
            st.button("Logga nästa", key="visit_next", type="primary",
                      on_click=open_next, args=(kommun,))  # fmt: skip
            st.button("Rätta", key="visit_mend", on_click=correct,
                      args=(kommun, told.saved.row_key))  # fmt: skip
            if told.saved.batch_id is not None:
                st.button("Ångra", key="visit_undo", on_click=_undo, args=(told,))


def text(told: state.Receipt, progress: Progress) -> str:
    """Return what was saved in words: ``Sparat: Karstorp 18:40, 15 min. 80 av 100 i år.``."""
    saved = told.saved
    before = "Oförändrat" if told.draft.corrects else "Redan sparat"
    verb = "Sparat" if saved.batch_id is not None else before
    start = visit_words.moment(saved.start_utc, cached_visits.now())
    return f"{verb}: {saved.name} {start}, {saved.minutes} min. {visit_words.counted(progress)}."


def correct(kommun: str, row_key: str) -> None:
    """Open a visit to be corrected."""
    try:
        draft = cached_visits.draft_of(kommun, row_key)
    except GeoError as error:
        state.fail(error)
        return
    open_draft(kommun, draft)


def _undo(told: state.Receipt) -> None:
    try:
        cached_visits.undo(told.kommun, told.saved.batch_id or 0, told.draft)
    except GeoError as error:
        state.fail(error)
        return
    state.open_draft(told.draft.draft_id)
