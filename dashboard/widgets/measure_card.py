"""One measure: how it stands, a form to change it, what came of it, and its history."""

from __future__ import annotations

from datetime import datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import measures as cached
from dashboard.state import measures as state
from dashboard.widgets import frame
from geo.errors import GeoError
from geo.follow_up.measures import Measure, State, words
from geo.follow_up.measures.changing import Clear
from geo.model import MeasureStatus
from geo.shipped import measure_kinds
from geo.weeks import STOCKHOLM, short_day

VISITS_SHOWN = 5
LONGEST = 500


def measure_card(kommun: str, found: State) -> None:
    """Show a measure with all that belongs to it."""
    measure = found.measure
    with st.container(key="pb_card"):
        frame.subtitle(title(measure))
        st.html(f"<p class='pb-said'>{escape(found.words)}.</p>{facts(measure, kommun)}")
        _form(kommun, measure)
        st.html(_effect(measure, kommun))
        _visits(kommun, measure)
        _history(kommun, measure)
        _withdrawal(kommun, measure)
        st.button("Stäng", key="measure_close", on_click=state.choose, args=(None,))


def title(measure: Measure) -> str:
    """Return a measure's name: ``Belysning: tio lampor, Karstorp``."""
    what = f": {measure.what}" if measure.what else ""
    return f"{measure_kinds.name(measure.kind)}{what}, {measure.place or words.WHOLE_KOMMUN}"


def facts(measure: Measure, kommun: str) -> str:
    """Return what is known of a measure as an HTML list, with links to what it belongs to."""
    place = measure.place_id
    linked = (
        ("Plats", measure.place, place and _link("plats", kommun, plats=place)),
        ("Problem", words.problem(measure.category), ""),
        ("Orsak", measure.cause, ""),
        ("Kostnad", words.COSTS[measure.cost] if measure.cost else "", ""),
        ("Började", measure.began.isoformat() if measure.began else "", ""),
        ("Slutade", measure.ended.isoformat() if measure.ended else "", ""),
        (
            "Beslutad av",
            f"Möte {measure.meeting}" if measure.meeting else "",
            measure.meeting and _link("mote", kommun, mote=measure.meeting),
        ),
        (
            "Löfte",
            measure.promise,
            measure.promise and _link("loften", kommun, lofte=measure.promise),
        ),
    )
    items = "".join(
        f"<li><span>{label}</span> {_anchor(text, str(to or ''))}</li>"
        for label, text, to in linked
        if text
    )
    return f"<ul class='pb-list' aria-label='Om åtgärden'>{items}</ul>"


def _link(page: str, kommun: str, **told: object) -> str:
    return f"{page}?{urlencode({'kommun': kommun, **told})}"


def _anchor(text: str, to: str) -> str:
    return f"<a href='{escape(to)}' target='_self'>{escape(text)}</a>" if to else escape(text)


def _form(kommun: str, measure: Measure) -> None:
    key = f"measure_{measure.measure_id}"
    st.pills(
        "Status",
        list(MeasureStatus),
        default=measure.status,
        format_func=lambda each: f"{words.SYMBOLS[each]} {words.STATUSES[each]}",
        key=f"{key}_status",
    )
    left, right = st.columns([3, 2])
    left.text_input(
        "Ansvarig organisation", measure.owner, max_chars=120, key=f"{key}_owner",
        placeholder="Tekniska förvaltningen",
    )  # fmt: skip
    right.date_input("Sista dag", measure.deadline, format="YYYY-MM-DD", key=f"{key}_deadline")
    st.text_input(
        "Resultat", measure.outcome, max_chars=LONGEST, key=f"{key}_outcome",
        placeholder="Vad blev det av den?",
    )  # fmt: skip
    st.button("Spara", key=f"{key}_save", type="primary", on_click=_save, args=(kommun, measure))


def _save(kommun: str, measure: Measure) -> None:
    key = f"measure_{measure.measure_id}"
    owner = str(app_state.entered(f"{key}_owner") or "")
    deadline = app_state.entered(f"{key}_deadline")
    status = app_state.entered(f"{key}_status") or measure.status
    try:
        saved = cached.change(
            kommun,
            measure.row_key,
            status=status,
            owner=owner,
            deadline=None if deadline == measure.deadline else deadline or Clear.DAY,
            outcome=str(app_state.entered(f"{key}_outcome") or ""),
        )
    except GeoError as error:
        state.say(f"{error.message} {error.hint or ''}")
        return
    warning = cached.owner_warning(owner)
    state.say(f"Sparat: {words.STATUSES[saved.status].lower()}. {warning}")


def _effect(measure: Measure, kommun: str) -> str:
    """Return what followed, and the way to try it otherwise."""
    told = "<h3 class='pb-section'>Effekt</h3>"
    if measure.place_id is None:
        return f"{told}<p class='pb-hint'>Gäller hela kommunen: inget finns att jämföra med.</p>"
    if measure.began is None:
        return f"{told}<p class='pb-hint'>Går att pröva när åtgärden har börjat.</p>"
    to = _link("effekt", kommun, plats=measure.place_id, fran=measure.began.isoformat())
    said = escape(cached.effect(kommun, measure.row_key))
    return f"{told}<p>{said}</p><p>{_anchor('Se underlaget på sidan Effekt', to)}</p>"


def _visits(kommun: str, measure: Measure) -> None:
    found = cached.visits(kommun, measure)
    if not found:
        return
    items = "".join(
        f"<li><span>{escape(short_day(each.day))}</span> "
        f"{escape(each.measure or each.cause)} <small>({each.why})</small></li>"
        for each in found[:VISITS_SHOWN]
    )
    older = len(found) - VISITS_SHOWN
    more = f"<p class='pb-hint'>{older} äldre visas inte.</p>" if older > 0 else ""
    st.html(
        f"<h3 class='pb-section'>Besök som gällde åtgärden ({len(found)})</h3>"
        f"<ul class='pb-list'>{items}</ul>{more}"
    )


def _history(kommun: str, measure: Measure) -> None:
    items = "".join(
        f"<li><span>{_moment(each.at_utc)}</span> {escape(each.text)} <small>("
        f"{escape(', '.join(part for part in (each.what, each.who) if part))})</small></li>"
        for each in cached.history(kommun, measure.row_key)
    )
    st.html(
        "<h3 class='pb-section'>Vad som hänt</h3>"
        f"<ul class='pb-list' aria-label='Historik'>{items}</ul>"
    )


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, STOCKHOLM).strftime("%Y-%m-%d %H:%M")


def _withdrawal(kommun: str, measure: Measure) -> None:
    key = f"measure_{measure.measure_id}_why"
    with st.expander("Ta tillbaka åtgärden"):
        st.html("<p class='pb-hint'>Den räknas inte mer, men finns kvar som historik.</p>")
        st.text_input("Varför?", key=key, max_chars=200, placeholder="Till exempel: dubbel")
        st.button("Ta tillbaka", key=f"{key}_go", on_click=_withdraw, args=(kommun, measure, key))


def _withdraw(kommun: str, measure: Measure, key: str) -> None:
    try:
        cached.withdraw(kommun, measure.row_key, str(app_state.entered(key) or ""))
    except GeoError as error:
        state.say(f"{error.message} {error.hint or ''}")
        return
    state.choose(None)
    state.say("Åtgärden är tagen tillbaka. Den går att ångra under Importera.")
