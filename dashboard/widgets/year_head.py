"""The head of Året: the promise's pace in words, with a bar that says the same."""

from __future__ import annotations

from html import escape
from importlib.resources import files

import streamlit as st

from dashboard.widgets import frame
from geo.follow_up import Pace
from geo.follow_up import words as promised
from geo.model import Kommun
from geo.planning.year import YearPlan, words


def head(kommun: Kommun, plan: YearPlan | None) -> None:
    """Show how far the year has come, or how to have a target."""
    _style()
    if plan is None:
        frame.title(f"Årets besök i {kommun.name}")
        _no_target(kommun)
        return
    frame.title(f"Årets besök {plan.pace.held.start.year} i {kommun.name}")
    lines = [promised.leads_to(plan.pace), words.kinds(plan), *words.notes(plan)]
    st.html(
        f"<p class='pb-answer'><strong>{escape(promised.headline(plan.pace))}.</strong></p>"
        f"{_bar(plan.pace)}"
        f"<p class='pb-said'>{escape(' '.join(line for line in lines if line))}</p>"
        f"<p class='pb-hint'>{escape(promised.source(plan.pace.held))}</p>"
    )


def no_places() -> None:
    """Say what to do where there are no places to visit."""
    st.html(
        "<p class='pb-panel'>Inga platser gäller i dag. Läs in dem under Importera, så får de var "
        "sin del av årets besök.</p>"
    )


def _no_target(kommun: Kommun) -> None:
    st.html(
        f"<div class='pb-panel'><p>Inget inläst medborgarlöfte lovar ett antal platsbesök i "
        f"{escape(kommun.name)}, så här finns inget år att planera.</p><p>Vill ni ha ett eget mål: "
        "skriv det i platsbild.toml och starta om.</p></div>"
    )
    st.code(f"[kommun.{kommun.code}]\nvisits_per_year = 50", language="toml")


def _bar(pace: Pace) -> str:
    """Return a bar of what is done, with a mark where it should be by now."""
    whole = max(pace.held.target, pace.done)
    return (
        f"<div class='pb-pace' aria-hidden='true' style='--done:{pace.done / whole:.4f};"
        f"--now:{pace.expected / whole:.4f}'><i></i><b></b></div>"
    )


def _style() -> None:
    sheet = (files("dashboard.widgets") / "assets" / "year.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")
