"""Which plan the page shows: one that was saved, or a proposal, with the user's changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard.cached import patrol as cached
from dashboard.state import patrol as state
from dashboard.widgets import frame, patrol_form
from geo.errors import GeoError
from geo.look import percent
from geo.model import Kommun
from geo.planning.patrol import Plan, Shift
from geo.plans import asking, editing
from geo.plans.asking import Asked
from geo.plans.editing import Edit
from geo.records import Records

AT_ONCE = 0.3
"""Seconds that a proposal is waited for before what is found so far is shown."""
POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Shown:
    """The plan of the page.

    Attributes
    ----------
    plan : Plan
        With the user's changes.
    base : Plan
        Without them.
    edit : Edit
    changed : bool
    saved : int, optional
        Number of the saved plan, if `base` is one.
    search : Search, optional
        That goes on: a better plan may come, and nothing is changed until then.
    """

    kommun: Kommun
    records: Records
    plan: Plan
    base: Plan
    edit: Edit
    changed: bool = False
    saved: int | None = None
    search: state.Search | None = None

    @property
    def code(self) -> str:
        """Return the code of the kommun."""
        return self.kommun.code


def shift_of(records: Records, asked: Asked) -> Shift:
    """Return the shift that is asked for; see ``plans.asking.shift``."""
    return asking.shift(
        asked,
        cached.sites(records.kommun),
        usual=patrol_form.usual_start(records),
        crs=records.crs,
    )


def found(kommun: Kommun, records: Records, asked: Asked) -> Shown | None:
    """Return the plan to show; where there is none, say why."""
    try:
        shown = find(kommun, records, asked)
    except GeoError as error:
        frame.problem(error)
        return None
    if shown is None and state.seed() is None:
        _nothing_yet()
    return shown


def _nothing_yet() -> None:
    """Say what the page is for, before anything has been asked."""
    st.html(
        "<div class='pb-panel'><p><strong>Säg hur passet ser ut och tryck Föreslå.</strong></p>"
        "<p>Du får en runda med tider, skäl och vad man gör på plats, på några sekunder. Den går "
        "att ändra stopp för stopp, spara som kvällens plan, skriva ut och ta med i telefonen."
        "</p></div>"
    )


def find(kommun: Kommun, records: Records, asked: Asked) -> Shown | None:
    """Return the plan that the address asks for, or that is tonight's; None if there is none.

    Raises
    ------
    GeoError
        What is asked cannot be planned.
    """
    shift = shift_of(records, asked)
    seed, saved = state.seed(), _saved(kommun.code, shift)
    if saved is not None:
        plan, _ = cached.kept(kommun.code, saved)
        return _changed(Shown(kommun, records, plan, plan, editing.begin(plan), saved=saved))
    return None if seed is None else _proposed(kommun, records, shift, seed)


def _saved(kommun: str, shift: Shift) -> int | None:
    """Return the number of the plan that is asked for, or of the shift's own."""
    saved = state.saved()
    if saved is not None or state.seed() is not None:
        return saved
    return cached.newest(kommun, shift.start_utc + 1, shift.end_utc - 1)


def asked(records: Records, usual: Asked) -> Asked:
    """Return what is asked: what the saved plan was asked for, where one is shown."""
    told = state.asked(usual)
    try:
        saved = _saved(records.kommun, shift_of(records, told))
        if saved is None:
            return told
        plan, _ = cached.kept(records.kommun, saved)
    except GeoError:
        return told  # it is said where the plan would be
    return asking.said(plan.shift, cached.sites(records.kommun), crs=records.crs)


def _proposed(kommun: Kommun, records: Records, shift: Shift, seed: int) -> Shown | None:
    key = (cached.version(), kommun.code, shift, seed)
    search = state.search(key, partial(_seek, kommun.code, shift, seed))
    search.job.wait(AT_ONCE)
    if not search.running:
        plan = search.job.result()
        return _changed(Shown(kommun, records, plan, plan, editing.begin(plan)))
    _progress(search)
    plan = search.latest
    if plan is None:
        return None
    return Shown(kommun, records, plan, plan, editing.begin(plan), search=search)


def _seek(kommun: str, shift: Shift, seed: int, improved: state.Improved) -> Plan:
    return cached.tonight(kommun, shift, seed, improved)


def _changed(shown: Shown) -> Shown:
    """Return what is shown with the changes of the address."""
    edit = state.edit(shown.base.shift)
    if edit is None:
        return shown
    # What is locked and what was dropped goes with the plan: into the store, and into a new plan of
    # the rest of the shift.
    shift = replace(shown.base.shift, must=edit.locked, never=edit.dropped)
    try:
        plan = cached.reworked(shown.code, replace(shown.base, shift=shift), edit.order)
    except GeoError as error:
        frame.problem(error)
        return shown
    return replace(shown, plan=plan, edit=edit, changed=True)


@st.fragment(run_every=POLL_SECONDS)
def _progress(search: state.Search) -> None:
    """Say how far the search has come; the page runs again when there is more to show."""
    first, latest = search.first, search.latest
    if not search.running or (latest is not None and not search.shown):
        search.shown = latest is not None
        st.rerun()
    if first is None or latest is None:
        text = "Läser loggen och räknar ut behovet …"
    else:
        text = (
            f"Närmaste-först-planen visas. Söker en bättre: {percent(first.share)} av behovet "
            f"→ {percent(latest.share)} hittills …"
        )
    st.html(f"<div class='pb-patrol-search' role='status'>{text}</div>")
    st.progress(min(1.0, search.seconds / state.USUAL_SECONDS))
