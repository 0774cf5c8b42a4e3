"""The first step of Redovisning: which period, which areas, how many live there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.state import account as asked_for
from dashboard.widgets import frame
from geo import weeks
from geo.errors import GeoError
from geo.model import Kommun, Period
from geo.privacy import Area
from geo.privacy.generalise import SMALLEST
from geo.publishing.account import candidates, from_json
from geo.records import Records
from geo.store.publications import Publication

MOST_PEOPLE = 3_000_000


def said() -> None:
    """Tell how the last thing went."""
    found = asked_for.said()
    if isinstance(found, GeoError):
        frame.problem(found)
    elif found:
        st.success(frame.plain(found))


def period(kommun: Kommun) -> Period:
    """Let the user choose the period, and return it."""
    known = asked_for.periods(date.today())
    chosen = asked_for.period(known)
    key = f"account_period_{kommun.code}"
    picked = st.selectbox(
        "Period",
        known,
        index=known.index(chosen),
        format_func=weeks.label,
        key=key,
        help="Minst fyra veckor. Veckor redovisas aldrig.",
    )
    asked_for.choose_period(picked)
    return picked


def areas(kommun: Kommun, records: Records, signed: tuple[Publication, ...]) -> None:
    """Ask how many live in each place that may be an area of its own."""
    before = _before(signed)
    fields = {"kommun": f"people_{kommun.code}", "smallest": f"smallest_{kommun.code}"}
    known = candidates(records)
    fields |= {str(number): f"people_{kommun.code}_{number}" for number in known}
    with st.form(f"account_form_{kommun.code}", border=False):
        first, second = st.columns(2)
        first.number_input(
            "Invånare i hela kommunen", 0, MOST_PEOPLE, before.get("", None), key=fields["kommun"]
        )
        second.number_input(
            "Minsta antal invånare i ett område", SMALLEST, MOST_PEOPLE, SMALLEST, step=500,
            key=fields["smallest"],
        )  # fmt: skip
        st.html(
            "<p class='pb-hint'>Ange invånare för de platser som ska vara egna områden. Platser "
            "utan tal räknas till resten av kommunen.</p>"
        )
        columns = st.columns(4)
        for at, (number, name) in enumerate(known.items()):
            columns[at % 4].number_input(
                frame.plain(name), 0, MOST_PEOPLE, before.get(name), key=fields[str(number)]
            )
        st.form_submit_button(
            "Förhandsgranska", type="primary", on_click=_ask, args=(kommun.code, fields, known)
        )


def _before(signed: tuple[Publication, ...]) -> dict[str, int | None]:
    """Return the people of each area as the last account stated them; the kommun's under ""."""
    if not signed:
        return {}
    last = from_json(signed[0].content).account
    return {"": last.population} | {area.name: area.population for area in last.areas}


def _ask(kommun: str, fields: Mapping[str, str], known: Mapping[int, str]) -> None:
    told = asked_for.entered(fields)
    if told is None:
        return
    areas = tuple(
        Area(name, (number,), int(told[str(number)]))
        for number, name in known.items()
        if told[str(number)]
    )
    people = told["kommun"]
    asked_for.ask(kommun, areas, int(people) if people else None, int(told["smallest"]))


def nothing_asked() -> None:
    """Say where to begin."""
    st.html(
        "<p class='pb-panel'>Inget lämnar huset förrän det är förhandsgranskat och signerat. "
        "Börja med att välja period och områden.</p>"
    )
