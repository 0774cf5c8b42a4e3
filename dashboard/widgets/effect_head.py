"""The head of Effekt: the verdict with its interval, and what can and cannot be said."""

from __future__ import annotations

from html import escape
from importlib.resources import files

import streamlit as st

from geo.errors import GeoError
from geo.evaluation import Effect, Finding, Study
from geo.look import number

SIGNS = {
    Effect.LESS: ("▼", "Mindre än väntat"),
    Effect.MORE: ("▲", "Mer än väntat"),
    Effect.UNCLEAR: ("●", "Ingen säker skillnad"),
    Effect.TOO_FEW: ("○", "För få för att säga"),
}


def style() -> None:
    """Add the page's style sheet."""
    sheet = (files("dashboard.widgets") / "assets" / "effect.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")


def answer(found: Study | None, problem: GeoError | None) -> None:
    """Answer the page's question, or say what is missing."""
    if problem is not None:
        st.html(
            f"<div class='pb-panel' role='alert'><p><strong>{escape(problem.message)}</strong></p>"
            f"<p>{escape(problem.hint)}</p></div>"
        )
    elif found is None:
        st.html(
            "<p class='pb-panel'>Välj en plats och den dag då något började, eller en åtgärd. Då "
            "jämförs händelserna före och efter med platser där inget började.</p>"
        )
    else:
        st.html(verdict(found.finding))


def verdict(finding: Finding) -> str:
    """Return the verdict as HTML."""
    sign, word = SIGNS[finding.verdict]
    wait = f"<p class='pb-said'>{escape(finding.wait)}</p>" if finding.wait else ""
    return (
        f"<div class='pb-effect {finding.verdict.value}'><p class='pb-answer'>"
        f"<span aria-hidden='true'>{sign}</span> <strong>{word}{_percent(finding)}.</strong></p>"
        f"<p class='pb-said'>{escape(finding.words)}</p>{wait}</div>"
    )


def _percent(finding: Finding) -> str:
    """Return the change in per cent with its interval: ``: −32 % (−50 till −9 %)``."""
    told = (finding.percent, finding.percent_low, finding.percent_high)
    if finding.verdict is Effect.TOO_FEW or None in told:
        return ""
    middle, low, high = (_signed(max(each or 0.0, -100.0)) for each in told)
    return f": {middle}\u00a0% ({low} till {high}\u00a0%)"


def _signed(value: float) -> str:
    whole = round(value)
    sign = {-1: "−", 0: "", 1: "+"}[(whole > 0) - (whole < 0)]
    return f"{sign}{number(abs(whole))}"


def limits(found: Study) -> None:
    """Say what the comparison can and cannot tell."""
    lines = (*found.design, found.ring, found.said)
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(
        "<h2 class='pb-section'>Vad kan och kan inte sägas</h2>"
        f"<ul class='pb-panel pb-limits'>{listed}</ul>"
    )


def basis(found: Study | None, store_version: int) -> None:
    """Close the page with what it was made from."""
    told = " · ".join(found.finding.basis) if found is not None else "ingen jämförelse vald"
    text = f"Underlag: {told} · lager version {store_version}"
    st.html(f"<footer class='pb-basis'>{escape(text)}</footer>")
