"""The harm weights, each with the paragraph it stands in, and a way to try another number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard import state
from dashboard.cached import need as cached
from dashboard.state import need as address
from geo import look
from geo.planning.need import HarmWeight, Weights
from geo.planning.need.harm_weights import MOST

SOURCE = (
    "Minimistraff i dagar för brottets normalgrad, i Platsbilds egen läsning av lagen (november "
    "2026, inte granskad av jurist). Fängelse utan angivet minimum är 14 dagar; böter räknas som 2 "
    "och det som inte är brott som 1, efter eget val. Att väga brott i fängelsedagar är tanken "
    "bakom Cambridge Crime Harm Index (Sherman, Neyroud & Neyroud 2016, Policing 10, 171–183). "
    "För Sverige skilde genomsnittet av utdömda straff brotten åt bättre än lagens minimum "
    "(Kärrholm, Neyroud & Smaaland 2020, Cambridge Journal of Evidence-Based Policing 4, 15–33)."
)


def need_harm(base: Weights, tried: Weights) -> None:
    """Show the harm weights and their source; a changed number is part of the profile."""
    with st.expander("Skadevikter: vad en händelse av varje slag väger"):
        listed = cached.harm_weights()
        st.html(f"<p class='pb-said'>{escape(SOURCE)}</p>")
        _change(listed, base, tried)
        st.html(harm_table(listed, tried))


def _change(listed: Sequence[tuple[str, str, HarmWeight]], base: Weights, tried: Weights) -> None:
    labels = {code: label for code, label, _ in listed}
    days = {code: dict(tried.days).get(code, weight.days) for code, _, weight in listed}
    with st.container(horizontal=True, vertical_alignment="bottom", key="pb_need_harm"):
        code = st.selectbox(
            "Kategori", list(labels), format_func=labels.__getitem__, key="need_category"
        )
        st.number_input(
            "Dagar",
            0.0,
            MOST,
            step=1.0,
            format="%.0f",
            key=state.field("need_days", float(days[code])),
            on_change=_changed,
            args=(code, base, tried),
        )
        if tried.days:
            st.button(
                "Lagens dagar", key="need_law", on_click=address.try_weights,
                args=(replace(tried, days=()), base),
            )  # fmt: skip


def _changed(code: str, base: Weights, tried: Weights) -> None:
    own = {**dict(tried.days), code: float(state.entered("need_days"))}
    address.try_weights(replace(tried, days=tuple(sorted(own.items()))), base)


def harm_table(listed: Sequence[tuple[str, str, HarmWeight]], tried: Weights) -> str:
    """Return the harm weights as an HTML table."""
    own = dict(tried.days)
    weighed = tried.harm({code: weight for code, _, weight in listed})
    rows = "".join(
        f"<tr><th scope='row'>{escape(label)}</th><td>{_days(weight, own.get(code))}</td>"
        f"<td>{look.number(weighed[code], 1)}</td><td class='text'>{escape(weight.law) or '–'}</td>"
        f"<td class='text'>{escape(weight.note)}</td></tr>"
        for code, label, weight in listed
    )
    return (
        "<div class='pb-wide-table' role='region' tabindex='0' aria-label='Skadevikter'>"
        "<table class='pb-table pb-explore'><thead><tr>"
        "<th scope='col' class='text'>Kategori</th><th scope='col'>Dagar</th>"
        "<th scope='col'>Väger</th><th scope='col' class='text'>Lagrum</th>"
        f"<th scope='col' class='text'>Anmärkning</th></tr></thead><tbody>{rows}</tbody></table>"
        "</div>"
    )


def _days(weight: HarmWeight, own: float | None) -> str:
    law = look.brief(weight.days, 1)
    return law if own is None else f"{look.brief(own, 1)} (lagen {law})"
