"""The shift in one row, and the rest of what can be said about it folded below."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import time

import streamlit as st

from dashboard.state import field
from dashboard.state import patrol as state
from dashboard.widgets import frame
from geo.planning.travel import Mode
from geo.plans import asking
from geo.plans.asking import Asked
from geo.records import Records

MODES = {Mode.FOOT: "Till fots", Mode.CAR: "Bil och till fots"}
RESTS = (0, 15, 30, 45, 60)
RESERVES = (0, 5, 10, 15, 20, 25, 30, 40, 50)
SEEDS = 1000
"""Seeds that are drawn are below this: a number that can be read out on the radio."""


def starts(records: Records) -> dict[str, str]:
    """Return where walks may begin: what is said in the address, and its name; usual first."""
    places = records.places
    rows = list(zip(places["place_id"], places["name"], places["typ"], strict=True))
    names = {int(place): str(name) for place, name, _ in rows}
    ranked = asking.starts([(int(place), str(name), str(typ)) for place, name, typ in rows])
    return {str(place): names[place] for place in ranked}


def usual_start(records: Records) -> int | None:
    """Return the place where walks begin unless something else is said."""
    return next((int(place) for place in starts(records)), None)


def shift_form(records: Records, asked: Asked, usual: Asked) -> None:
    """Show the shift as it is asked for; nothing is planned until the button is pressed."""
    with st.form("patrol_form", border=False), st.container(key="pb_patrol_form"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="pb_patrol_row"):
            st.date_input("Datum", key=field("pt_day", asked.day), format="YYYY-MM-DD", width=132)
            st.time_input("Från", key=field("pt_begins", asked.begins), step=1800, width=96)
            st.time_input("Till", key=field("pt_ends", asked.ends), step=1800, width=96)
            st.selectbox(
                "Patruller", (1, 2, 3, 4), key=field("pt_patrols", asked.patrols), width=88
            )
            st.number_input(
                "Poliser i var", 1, 20, key=field("pt_officers", asked.officers), width=104
            )
            st.selectbox("Hur", list(MODES), format_func=MODES.__getitem__,
                         key=field("pt_mode", asked.mode), width=150)  # fmt: skip
            _start(records, asked)
            st.form_submit_button(
                "Föreslå", type="primary", key="pt_propose",
                on_click=_propose, args=(asked, usual, usual_start(records)),
            )  # fmt: skip
        with st.expander("Fler inställningar"):
            _more(records, asked)


def _start(records: Records, asked: Asked) -> None:
    known = starts(records)
    chosen = asked.start or next(iter(known), "")
    options = list(dict.fromkeys([*known, chosen] if chosen else known))
    st.selectbox(
        "Börjar vid",
        options,
        format_func=lambda place: known.get(place, place),
        accept_new_options=True,
        placeholder="Plats, eller 57.7584, 16.6373",
        help="Välj en plats, eller skriv en punkt som latitud, longitud",
        key=field("pt_start", chosen or None),
        width=210,
    )


def _more(records: Records, asked: Asked) -> None:
    names = {
        int(place): str(name)
        for place, name in zip(records.places["place_id"], records.places["name"], strict=True)
    }

    def called(place: int) -> str:
        return frame.plain(names[place])

    known = sorted(names, key=lambda place: names[place].casefold())
    left, right = st.columns(2, gap="medium")
    with left:
        st.multiselect("Måste vara med", known, format_func=called, placeholder="Inga",
                       key=field("pt_must", sorted(asked.must & names.keys())))  # fmt: skip
        st.multiselect("Ska inte vara med", known, format_func=called, placeholder="Inga",
                       key=field("pt_never", sorted(asked.never & names.keys())))  # fmt: skip
    with right, st.container(horizontal=True, vertical_alignment="bottom"):
        rests = sorted({*RESTS, asked.rest})
        st.selectbox(
            "Paus",
            rests,
            format_func=lambda minutes: f"{minutes} min" if minutes else "Ingen",
            key=field("pt_rest", asked.rest),
            width=120,
            help="Pass under fem timmar har ingen paus",
        )
        reserve = round(100 * asked.reserve)
        st.selectbox("Hålls fritt för larm", sorted({*RESERVES, reserve}), width=170,
                     format_func=lambda share: f"{share} %",
                     key=field("pt_reserve", reserve))  # fmt: skip
        st.number_input("Frö (tomt: slumpas)", 0, 10**9 - 1, value=None, key="pt_seed", width=170)
    with right:
        _meeting(asked, names, known)


def _meeting(asked: Asked, names: dict[int, str], known: list[int]) -> None:
    """Let the user add a meeting, and take away those that there are."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Nytt möte", key="pt_meet_name", max_chars=80, width=190,
                      placeholder="Nattvandrarna")  # fmt: skip
        st.time_input("Klockan", value=time(20), key="pt_meet_at", step=900, width=96)
        st.selectbox(
            "Vid",
            known,
            format_func=lambda place: frame.plain(names[place]),
            index=None,
            placeholder="Ingen plats",
            key="pt_meet_place",
            width=170,
        )
        st.number_input("Minuter", 5, 240, value=30, step=5, key="pt_meet_minutes", width=96)
    if asked.meetings:
        kept = list(range(len(asked.meetings)))
        told = [f"{each.begins:%H:%M} {each.name or names.get(each.place_id, '')}"
                for each in asked.meetings]  # fmt: skip
        st.multiselect("Möten", kept, key=field("pt_meetings", kept),
                       format_func=lambda at: frame.plain(told[at]))  # fmt: skip


def _propose(asked: Asked, usual: Asked, usual_start: int | None) -> None:
    """Ask for what stands in the form."""
    told = st.session_state
    start = str(told["pt_start"] or "")
    start = "" if start == str(usual_start) else start
    seed = told["pt_seed"]
    wanted = replace(
        asked,
        day=told["pt_day"] or asked.day,
        begins=told["pt_begins"] or asked.begins,
        ends=told["pt_ends"] or asked.ends,
        patrols=told["pt_patrols"],
        officers=told["pt_officers"] or asked.officers,
        mode=told["pt_mode"],
        start=start[: asking.LONGEST_START],
        rest=told["pt_rest"],
        reserve=told["pt_reserve"] / 100,
        must=frozenset(told["pt_must"]) - frozenset(told["pt_never"]),
        never=frozenset(told["pt_never"]),
        meetings=_meetings(asked),
    )
    state.propose(wanted, usual, new_seed() if seed is None else int(seed))


def new_seed() -> int:
    """Draw a seed: times that cannot be foretold are part of the method."""
    return secrets.randbelow(SEEDS)


def _meetings(asked: Asked) -> tuple[asking.Appointment, ...]:
    told = st.session_state
    kept = tuple(asked.meetings[at] for at in told.get("pt_meetings", ()))
    if told["pt_meet_place"] is None:
        return kept
    new = asking.Appointment(
        told["pt_meet_at"] or time(20),
        int(told["pt_meet_minutes"] or 30),
        int(told["pt_meet_place"]),
        " ".join(str(told["pt_meet_name"]).split()),
    )
    return (*kept, new)
