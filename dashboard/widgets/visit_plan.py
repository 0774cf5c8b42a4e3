"""Tonight's plan as a list: each stop with its time, its reason and a button; done ones ticked."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.cached import visits as cached_visits
from dashboard.state import visits as state
from dashboard.widgets import _component, frame, visit_words
from dashboard.widgets.visit_places import begin, open_draft
from geo import look
from geo.errors import GeoError
from geo.records import Records
from geo.visit_log import StopToLog, Tonight, begun
from geo.weeks import local_day, short_day


def plan(kommun: str) -> bool:
    """Show tonight's plan, if there is one; return whether there is."""
    try:
        found = cached_visits.tonight(kommun)
    except GeoError as error:
        frame.problem(error)
        return False
    if found is None or not found.stops:
        return False
    st.html(
        f"<h2 class='pb-section'>Kvällens patrull</h2><p class='pb-said'>{escape(heading(found))}"
        "</p>"
    )
    key = f"visit_plan_{found.plan_id}"
    _component.mount(
        "visit_list",
        {"caption": "Kvällens stopp", "rows": [_row(each, found) for each in found.stops]},
        key=key,
        triggers={"picked": lambda picked: _log(kommun, found, picked)},
    )
    return True


def begin_asked(records: Records) -> None:
    """Begin the visit that a link asks for: the plan's next stop there, or one of its own."""
    place_id = state.asked()
    if place_id is None or place_id not in set(records.places["place_id"]):
        return
    stop = next((each for each in _left(records.kommun) if each.draft.place_id == place_id), None)
    if stop is None:
        begin(records.kommun, place_id)
    else:
        _open(records.kommun, stop)


def heading(found: Tonight) -> str:
    """Return the shift and what is done of it: ``fre 20 mars 18–02 · 2 av 5 stopp klara``."""
    shift = found.plan.shift
    begins, ends = (visit_words.clock(at) for at in (shift.start_utc, shift.end_utc))
    done = sum(each.done_utc is not None for each in found.stops)
    of = look.count(len(found.stops), "stopp", "stopp")
    return f"{short_day(local_day(shift.start_utc))} {begins}–{ends} · {done} av {of} klara"


def _row(stop: StopToLog, found: Tonight) -> dict[str, object]:
    planned = visit_words.clock(stop.draft.start_utc or 0)
    patrol = f"Patrull {stop.patrol + 1} · " if len(found.plan.walks) > 1 else ""
    done = stop.done_utc is not None
    logged = f"loggat {visit_words.clock(stop.done_utc or 0)}"
    return {
        "id": stop.draft.draft_id,
        "lead": planned,
        "under": f"{stop.draft.minutes} min",
        "name": stop.name,
        "text": f"{patrol}{logged if done else stop.because}",
        "label": "✓" if done else "Logga",
        "aria": f"{stop.name} {planned}: {logged}" if done else f"Logga {stop.name} {planned}",
        "done": done,
    }


def _log(kommun: str, found: Tonight, picked: object) -> None:
    stop = next((each for each in found.stops if each.draft.draft_id == picked), None)
    if stop is not None and stop.done_utc is None:
        _open(kommun, stop)


def open_next(kommun: str) -> None:
    """Go on with the first stop that is not done; with the list, where there is none."""
    left = _left(kommun)
    if left:
        _open(kommun, left[0])
    else:
        state.open_draft(None)


def _left(kommun: str) -> list[StopToLog]:
    """Return the stops of tonight's plan that are not done."""
    try:
        found = cached_visits.tonight(kommun)
    except GeoError:
        return []  # the page says so
    return [each for each in found.stops if each.done_utc is None] if found else []


def _open(kommun: str, stop: StopToLog) -> None:
    """Go on with a stop's draft, which another phone may have begun."""
    now = int(cached_visits.now().timestamp())
    if cached_visits.load(kommun, stop.draft.draft_id) is None:
        open_draft(kommun, begun(stop, now_utc=now))
    else:
        state.open_draft(stop.draft.draft_id)
