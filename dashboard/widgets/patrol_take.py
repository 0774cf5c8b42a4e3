"""What becomes of a plan: saved as tonight's, planned anew from where one is, taken along."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from dashboard.cached import patrol as cached
from dashboard.state import patrol as state
from dashboard.widgets.patrol_shown import Shown
from geo import weeks
from geo.errors import GeoError
from geo.planning import patrol
from geo.report import Outing, patrol_gpx, patrol_ics, patrol_pdf


def patrol_take(shown: Shown) -> None:
    """Offer to save the plan, to plan the rest of the shift anew, and its files."""
    with st.container(horizontal=True, key="pb_patrol_take"):
        if shown.search is None and (shown.saved is None or shown.changed):
            st.button(
                "Spara som kvällens plan",
                type="primary",
                key="pt_save",
                on_click=_save,
                args=(shown,),
            )
        shift = shown.base.shift
        if shift.start_utc < datetime.now(UTC).timestamp() < shift.end_utc:
            st.button("Planera om härifrån", key="pt_again", on_click=_again, args=(shown,))
        _files(shown)


def _save(shown: Shown) -> None:
    try:
        plan_id = cached.save(shown.code, shown.plan)
    except GeoError as error:
        state.say(str(error))
        return
    state.show_saved(plan_id)
    state.say("Sparad som kvällens plan. Den syns på sidan Logga.")


def _again(shown: Shown) -> None:
    """Plan what is left from the last stop in the log, and save it as the night's plan."""
    try:
        plan = cached.again(shown.code, shown.plan, datetime.now(UTC))
        plan_id = cached.save(shown.code, plan)
    except GeoError as error:
        state.say(str(error))
        return
    state.show_saved(plan_id)
    state.say("Resten av passet är planerat på nytt och sparat.")


def _files(shown: Shown) -> None:
    """Offer the plan as files; each is made when it is asked for."""

    def outing() -> Outing:
        return cached.outing(shown.code, shown.kommun.name, shown.plan)

    made: tuple[tuple[str, str, str, Callable[[], bytes | str]], ...] = (
        ("PDF", "pdf", "application/pdf",
         lambda: patrol_pdf(outing(), now=datetime.now(UTC))),
        ("GPX", "gpx", "application/gpx+xml",
         lambda: patrol_gpx(outing(), now=datetime.now(UTC))),
        ("Kalender", "ics", "text/calendar",
         lambda: patrol_ics(outing(), now=datetime.now(UTC))),
        ("JSON", "json", "application/json",
         lambda: json.dumps(patrol.to_json(shown.plan), ensure_ascii=False, indent=1)),
    )  # fmt: skip
    day = weeks.local_day(shown.plan.shift.start_utc).isoformat()
    for label, ending, mime, make in made:
        st.download_button(
            label,
            make,
            file_name=f"patrull-{day}.{ending}",
            mime=mime,
            key=f"pt_get_{ending}",
            on_click="ignore",
            disabled=shown.search is not None,
        )
