"""The places in order beside their map; the chosen one explained, and what could be decided."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from dashboard import state
from dashboard.cached import mote as cached
from dashboard.widgets import _component, frame, map_view, mote_head
from dashboard.widgets.mote_map import meeting_map
from dashboard.widgets.mote_style import attempt
from dashboard.widgets.place_table import table_data
from geo import meeting, weeks
from geo.follow_up.measures import Measure
from geo.lagesbild import Lagesbild, rows_in
from geo.layers import legend
from geo.look import VERDICTS
from geo.meeting import Agenda, Meeting, PlaceItem, Proposal
from geo.records import Records
from geo.shipped import measure_kinds

HEIGHT = 340


def places(records: Records, held: Meeting, agenda: Agenda) -> None:
    """Show the places, their map, and the chosen place; the first one unless another is chosen."""
    mote_head.step(3)
    if not agenda.places:
        st.html(
            "<p class='pb-mote-line'>Kommunen har inga platser än. Lägg in dem på sidan Importera; "
            "beslut för hela kommunen kan fattas nedan.</p>"
        )
    else:
        known = {each.status.place_id: each for each in agenda.places}
        chosen = known[state.place(known) or agenda.places[0].status.place_id]
        picked = chosen.status.place_id
        left, right = st.columns([6, 5], gap="medium")
        with left:
            far_table(agenda.picture, picked)
        with right:
            _map(records, agenda.picture, picked)
        _card(held, agenda, chosen)
    _other(held, agenda, None, "Beslut för hela kommunen")


def far_table(picture: Lagesbild, selected: int | None) -> None:
    """Show the places in rank order, to be read from afar."""
    _component.mount(
        "place_table",
        table_data(picture, selected) | {"far": True},
        key="mote_table",
        triggers={"picked": state.choose_place},
    )


def _map(records: Records, picture: Lagesbild, selected: int) -> None:
    rows = rows_in(records.incidents, picture.basis.selection.period)
    placed = records.incidents.iloc[rows][records.assignment.positioned[rows]]
    drawn = map_view.groups_of(placed)
    meeting_map(
        picture,
        records.places.set_index("place_id").geometry,
        records.boundary,
        selected,
        key=f"mote_map_{records.kommun}",
        height=HEIGHT,
        points=map_view.points(placed, records.crs),
        centre=state.asked_place() == selected,
    )
    if drawn:
        st.html(f"<div class='pb-legend'>{legend.points('Händelser', drawn)}</div>")


def _card(held: Meeting, agenda: Agenda, item: PlaceItem) -> None:
    place, look = item.status, VERDICTS[item.status.comparison.verdict]
    with st.container(key="pb_mote_card"):
        top, toggle = st.columns([8, 4], vertical_alignment="center")
        with top:
            st.html(
                f"<h3>{escape(place.name)} <span style='color:{look.colour}' aria-hidden='true'>"
                f"{look.symbol}</span> {escape(look.word.lower())}</h3>"
            )
        with toggle:
            key = f"mote_first_{place.place_id}_{item.first}"
            st.toggle(
                "Prioritera till nästa möte",
                value=item.first,
                key=key,
                on_change=state.on_entering(
                    key, lambda on: attempt(cached.prioritise, held, place.place_id, bool(on))
                ),
            )
        told = _open(item.measures, agenda.today)
        st.html(f"<p class='pb-mote-line'>{escape(place.reason)}</p>{told}")
        with st.container(horizontal=True, key="pb_mote_chips"):
            for each in item.proposals:
                _chip(held, place.place_id, each)
            _other(held, agenda, place.place_id, "Annan åtgärd")


def _open(measures: tuple[Measure, ...], today: date) -> str:
    if not measures:
        return ""
    listed = "; ".join(
        f"{each.what} ({each.owner or 'ingen ansvarig'}, {meeting.follow(each, today).words})"
        for each in measures
    )
    return f"<p class='pb-mote-line'><strong>Öppna åtgärder:</strong> {escape(listed)}</p>"


def _chip(held: Meeting, place_id: int, proposal: Proposal) -> None:
    when = weeks.short_day(proposal.deadline)
    told = ", ".join(part for part in (proposal.owner, when) if part)
    st.button(
        f"**\\+ {frame.plain(proposal.name)}** · {frame.plain(told)}",
        key=f"mote_chip_{proposal.kind}",
        help=frame.plain(proposal.why),
        on_click=attempt,
        args=(cached.take_up, held.meeting_id, place_id, proposal),
    )


def _other(held: Meeting, agenda: Agenda, place_id: int | None, label: str) -> None:
    """Let any kind of measure be decided."""
    kinds = measure_kinds.kinds()
    key = f"mote_other_{place_id}_{len(agenda.decided)}"
    known = tuple(each.measure for each in (*agenda.settled, *agenda.carried))
    known += tuple(each for item in agenda.places for each in item.measures)

    def decide(kind: str | None) -> None:
        if kind:
            proposal = meeting.usual(kind, (*known, *agenda.decided), agenda.today)
            attempt(cached.take_up, held.meeting_id, place_id, proposal)

    st.selectbox(
        label,
        list(kinds),
        index=None,
        format_func=lambda code: kinds[code].name,
        placeholder=f"{label} …",
        label_visibility="collapsed",
        key=key,
        width=340,
        on_change=state.on_entering(key, decide),
    )
