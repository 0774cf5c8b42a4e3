"""What is done for a promise, written down: an activity with its proof, or how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import promises as cached_promises
from dashboard.state import promises as state
from dashboard.widgets import frame
from geo.errors import GeoError
from geo.folding import fold
from geo.follow_up import Counted
from geo.follow_up.log import STATUS_WORDS
from geo.follow_up.standing import Standing
from geo.follow_up.standing_words import rule
from geo.ledger.activities import NewActivity
from geo.model import PromiseStatus
from geo.shipped import activity_kinds

NOWHERE = 0
"""As a place: none of them."""
LONGEST_PROOF = 2_000
SAVED = "Aktiviteten är sparad."


def form(each: Standing, places: Mapping[int, str], day: date, today: date) -> None:
    """Offer to log what counts, and to say how far the promise has come.

    Parameters
    ----------
    each : Standing
    places : mapping of int to str
        The kommun's.
    day, today : date
        The day that is proposed, and the latest that there is.
    """
    if each.promise.counts is Counted.VISITS:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link("views/logga.py", label="Logga ett platsbesök")
    if each.promise.counts is Counted.ACTIVITIES:
        with st.expander("Logga en aktivitet", expanded=not each.reasons):
            _activity(each, places, day, today)
    status = each.promise.counts is Counted.STATUS
    with st.expander("Säg hur långt det kommit", expanded=status and not each.reasons):
        _status(each, day, today)
    _withdrawal(each)


def _key(each: Standing, name: str) -> str:
    return f"promise_{name}_{state.name(each)}"


def _asked(each: Standing, places: Mapping[int, str]) -> list[int]:
    """Return the kommun's places that the promise is for, where it is for some only."""
    wanted = {fold(name) for name in each.promise.places}
    return [place_id for place_id, name in places.items() if fold(name) in wanted]


def _activity(each: Standing, places: Mapping[int, str], day: date, today: date) -> None:
    kind = activity_kinds.kinds().get(each.promise.activity)
    many = kind.many if kind else activity_kinds.name(each.promise.activity).lower()
    asked = _asked(each, places)
    offered = [NOWHERE, *sorted(places, key=lambda place_id: places[place_id].casefold())]
    _day(each, "day", day, today)
    st.number_input("Antal tillfällen", 1, 1000, 1, key=_key(each, "number"))
    st.selectbox(
        "Plats",
        offered,
        index=offered.index(asked[0]) if asked else 0,
        format_func=lambda place_id: places.get(place_id, "Ingen av platserna"),
        key=_key(each, "place"),
    )
    st.text_input(
        "Vem gjorde det", max_chars=200, key=_key(each, "who"), placeholder="En organisation"
    )
    _proof(each, "proof", "Vad visar det?", "Till exempel ett protokoll eller en länk")
    st.radio(
        "Räknas för",
        [False, True],
        format_func=lambda only: "Bara det här löftet" if only else f"Alla löften om {many}",
        key=_key(each, "only"),
        horizontal=True,
    )
    st.button(
        "Spara aktiviteten",
        key=_key(each, "log"),
        type="primary",
        on_click=_log,
        args=(each, frozenset(asked)),
    )


def _status(each: Standing, day: date, today: date) -> None:
    st.pills(
        "Läge",
        list(PromiseStatus),
        format_func=lambda status: STATUS_WORDS[status],
        key=_key(each, "status"),
    )
    _day(each, "said", day, today)
    _proof(each, "said_proof", "Vad visar det?", "Behövs för ”Klart”")
    st.button("Spara läget", key=_key(each, "say"), type="primary", on_click=_say, args=(each,))


def _day(each: Standing, name: str, day: date, today: date) -> None:
    st.date_input(
        "Dag",
        min(day, each.end - timedelta(days=1)),
        min_value=date(2000, 1, 1),
        max_value=today,
        format="YYYY-MM-DD",
        key=_key(each, name),
    )


def _proof(each: Standing, name: str, label: str, example: str) -> None:
    st.text_area(
        label, key=_key(each, name), height=80, max_chars=LONGEST_PROOF, placeholder=example
    )
    st.html("<p class='pb-hint'>Inga namn eller personuppgifter; nummer maskas.</p>")


def _withdrawal(each: Standing) -> None:
    """Offer to take back what was logged for the promise."""
    mine = {r.row_id: r for r in reversed(each.reasons) if r.table == "activity"}
    if not mine:
        return
    with st.expander("Ta tillbaka något som loggats"):
        st.selectbox(
            "Rad",
            list(mine),
            format_func=lambda row_id: frame.plain(f"{mine[row_id].day} {mine[row_id].text}"[:80]),
            key=_key(each, "taken"),
        )
        st.text_input(
            "Varför?", max_chars=200, key=_key(each, "why"), placeholder="Till exempel: fel dag"
        )
        st.button("Ta tillbaka", key=_key(each, "withdraw"), on_click=_withdraw, args=(each,))


def _log(each: Standing, asked: frozenset[int]) -> None:
    day, number = app_state.entered(_key(each, "day")), app_state.entered(_key(each, "number"))
    if day is None or number is None:
        return
    only = bool(app_state.entered(_key(each, "only")))
    place_id = int(app_state.entered(_key(each, "place")) or NOWHERE) or None
    elsewhere = bool(each.promise.places) and place_id not in asked
    told = f"Sparat, men räknas inte här: {rule(each.promise)}" if elsewhere else SAVED
    new = NewActivity(
        day=day,
        number=int(number),
        kind=each.promise.activity,
        promise=each.key if only else "",
        place_id=place_id,
        organisation=str(app_state.entered(_key(each, "who")) or ""),
        proof=str(app_state.entered(_key(each, "proof")) or ""),
    )
    _save(each, new, told, ("proof", "who"))


def _say(each: Standing) -> None:
    day, status = app_state.entered(_key(each, "said")), app_state.entered(_key(each, "status"))
    if day is None:
        return
    new = NewActivity(
        day=day,
        number=0,
        promise=each.key,
        status=status,
        proof=str(app_state.entered(_key(each, "said_proof")) or ""),
    )
    _save(each, new, "Läget är sparat.", ("said_proof",))


def _save(each: Standing, new: NewActivity, told: str, emptied: tuple[str, ...]) -> None:
    try:
        saved = cached_promises.log(each.kommun, new)
    except GeoError as error:
        state.fail(error)
        return
    state.say(told, *saved.notes)
    for name in emptied:
        app_state.field(_key(each, name), "")


def _withdraw(each: Standing) -> None:
    row_id = app_state.entered(_key(each, "taken"))
    if row_id is None:
        return
    why = str(app_state.entered(_key(each, "why")) or "")
    try:
        cached_promises.withdraw(each.kommun, int(row_id), why)
    except GeoError as error:
        state.fail(error)
        return
    state.say("Raden är tagen tillbaka. Den räknas inte, men finns kvar bland importerna.")
    app_state.field(_key(each, "why"), "")
