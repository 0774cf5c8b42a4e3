"""What is known about visits, and what the page was made from."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.planning import evidence
from geo.planning.need import Need

TOLD = (evidence.REVIEW, evidence.ONE_A_DAY)


def findings() -> None:
    """Say in two sentences what studies say."""
    said = " ".join(f"{each.text} ({each.source})" for each in TOLD)
    st.html(
        "<h2 class='pb-section'>Vad forskningen säger</h2>"
        f"<p class='pb-said'>{escape(said)} Hundra besök på ett år är en mycket glesare dos.</p>"
    )


def basis(need: Need, store_version: int) -> None:
    """Close the page with what it was made from."""
    text = (
        f"Underlag: {need.basis} · profil {need.profile} · lager version {store_version} · metod: "
        "händelser per vecka och kategori dragna mot alla platsers (empirisk Bayes), klockan "
        "aoristisk och dragen mot alla platsers"
    )
    st.html(f"<footer class='pb-basis'>{escape(text)}</footer>")
