"""The kommun's latest visits: what each says and said, to be corrected or taken back."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import visits as cached_visits
from dashboard.state import visits as state
from dashboard.widgets import _component, frame, visit_words
from dashboard.widgets.visit_receipt import correct
from geo.errors import GeoError
from geo.visit_log import Version
from geo.weeks import local_day, short_day


def latest(kommun: str) -> None:
    """List the latest visits; a chosen one explains itself."""
    st.html("<h2 class='pb-section'>Senaste besöken</h2>")
    visits = cached_visits.latest(kommun)
    if not visits:
        st.html("<p class='pb-panel'>Inget besök är loggat än.</p>")
        return
    chosen = next((each for each in visits if each.row_key == state.chosen()), None)
    # The chosen one stands alone, so that what can be done with it is where the thumb is.
    listed = visits if chosen is None else (chosen,)
    key = f"visit_latest_{kommun}"
    _component.mount(
        "visit_list",
        {"caption": "Senaste besöken", "rows": [_row(each, chosen) for each in listed]},
        key=key,
        triggers={"picked": _toggle},
    )
    if chosen is not None:
        _details(kommun, chosen)


def _toggle(row_key: str) -> None:
    state.choose(None if state.chosen() == row_key else row_key)


def _row(visit: Version, chosen: Version | None) -> dict[str, object]:
    day = local_day(visit.start_utc)
    spoken = f"{short_day(day)} {day.year} {visit_words.clock(visit.start_utc)}"
    name = visit.place_text or "Utan plats"
    return {
        "id": visit.row_key,
        "lead": f"{day.day} {short_day(day).split()[-1][:3]}",
        "under": visit_words.clock(visit.start_utc),
        "name": name,
        "text": visit_words.listed(visit),
        "label": "Visa" if chosen is None else "Stäng",
        "aria": f"{'Visa' if chosen is None else 'Stäng'} besöket i {name} {spoken}",
        "quiet": True,
        "done": False,
    }


def _details(kommun: str, visit: Version) -> None:
    with st.container(key="pb_visit_chosen"):
        frame.subtitle(visit.place_text or "Utan plats")
        entries = "".join(
            f"<li><span>{escape(visit_words.moment(each.at_utc, cached_visits.now()))}</span> "
            f"{escape(each.text)}{f' <small>({escape(each.who)})</small>' if each.who else ''}</li>"
            for each in cached_visits.history(kommun, visit.row_key)
        )
        st.html(f"<ul class='pb-list' aria-label='Historik'>{entries}</ul>")
        if visit.withdrawn:
            st.button(
                "Lägg tillbaka besöket",
                key=f"visit_restore_{visit.visit_id}",
                on_click=_restore,
                args=(kommun, visit.row_key),
            )
            return
        st.button(
            "Rätta",
            key=f"visit_correct_{visit.visit_id}",
            on_click=correct,
            args=(kommun, visit.row_key),
        )
        why = st.text_input(
            "Varför tas det tillbaka?",
            key=f"visit_why_{visit.visit_id}",
            max_chars=200,
            placeholder="Till exempel: fel plats",
        )
        st.button(
            "Ta tillbaka",
            key=f"visit_withdraw_{visit.visit_id}",
            on_click=_withdraw,
            args=(kommun, visit),
            disabled=not why.strip(),
        )


def _withdraw(kommun: str, visit: Version) -> None:
    why = str(app_state.entered(f"visit_why_{visit.visit_id}") or "")
    try:
        cached_visits.withdraw(kommun, visit.row_key, why)
    except GeoError as error:
        state.fail(error)
    else:
        state.choose(visit.row_key)


def _restore(kommun: str, row_key: str) -> None:
    try:
        cached_visits.restore(kommun, row_key)
    except GeoError as error:
        state.fail(error)
    else:
        state.choose(row_key)
