"""Two plans side by side: key figures, and the difference in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.cached import patrol as cached
from dashboard.state import field, on_entering
from dashboard.state import patrol as state
from dashboard.widgets import frame
from dashboard.widgets.patrol_shown import Shown
from geo.errors import GeoError
from geo.planning.patrol import Plan, difference, telling
from geo.planning.travel import Mode

NOTHING, BEFORE, SEED, MODE, MORE = "inget", "forslag", "fro", "satt", "fler"


def patrol_compare(shown: Shown) -> None:
    """Let the user hold the plan against another one."""
    if shown.search is not None:
        return
    words = _words(shown)
    with st.expander("Jämför med en annan plan"):
        key = field("pt_compare", state.compared_with(tuple(words)))
        st.selectbox(
            "Jämför med",
            list(words),
            format_func=words.__getitem__,
            key=key,
            width=320,
            on_change=on_entering(key, lambda name: state.compare(name, NOTHING)),
        )
        name = state.compared_with(tuple(words))
        if name == NOTHING:
            return
        try:
            with st.spinner("Räknar fram den andra planen …"):
                other = _other(shown, name)
        except GeoError as error:
            frame.problem(error)
            return
        _table(shown.plan, other, words[name])


def _words(shown: Shown) -> dict[str, str]:
    """Return what the plan can be compared with."""
    shift = shown.base.shift
    by_car = shift.mode is Mode.CAR
    found = {NOTHING: "Inget"}
    if shown.changed:
        found[BEFORE] = "Planen före ändringarna"
    found[SEED] = f"Ett annat frö ({shown.base.seed + 1})"
    found[MODE] = "Samma pass till fots" if by_car else "Samma pass med bil och till fots"
    if shift.patrols < 4:
        found[MORE] = f"Samma pass med {shift.patrols + 1} patruller"
    return found


def _other(shown: Shown, name: str) -> Plan:
    shift, seed = shown.base.shift, shown.base.seed
    other_mode = Mode.FOOT if shift.mode is Mode.CAR else Mode.CAR
    made: dict[str, Callable[[], Plan]] = {
        BEFORE: lambda: shown.base,
        SEED: lambda: cached.tonight(shown.code, shift, seed + 1),
        MODE: lambda: cached.tonight(shown.code, replace(shift, mode=other_mode), seed),
        MORE: lambda: cached.tonight(shown.code, replace(shift, patrols=shift.patrols + 1), seed),
    }
    return made[name]()


def _table(plan: Plan, other: Plan, name: str) -> None:
    one, two = telling.figures(plan), telling.figures(other)
    rows = "".join(
        f"<tr><th scope='row'>{escape(word)}</th><td>{escape(one[word])}</td>"
        f"<td>{escape(two[word])}</td></tr>"
        for word in one
    )
    st.html(
        "<table class='pb-table pb-patrol-figures'><caption class='pb-hidden'>Två planer</caption>"
        f"<thead><tr><td></td><th scope='col'>Den här planen</th><th scope='col'>{escape(name)}"
        f"</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<p class='pb-hint'>Den andra planen: {escape(difference(plan, other).words)}.</p>"
    )
