"""The frame around a page: style, failures, the empty store, and the line of basis at the foot."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files

import streamlit as st

from geo.errors import GeoError, StoreError
from geo.lagesbild import Basis, Totals, told

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="112" height="28" role="img"
 aria-label="Platsbild"><text x="0" y="20" font-family="system-ui, sans-serif" font-size="19"
 font-weight="700" fill="{ink}">Platsbild</text></svg>"""


def style() -> None:
    """Add the app's style sheet and name."""
    dark = st.context.theme.type == "dark"
    st.logo(LOGO.format(ink="#e8ecf1" if dark else "#1b2430"), size="large")
    sheet = (files("dashboard.widgets") / "assets" / "frame.css").read_text(encoding="utf-8")
    ground = "#141a22" if dark else "#ffffff"
    accent = "#8db8e0" if dark else "#1f4e79"
    roles = f":root {{ --pb-on-primary: {ground}; --pb-accent: {accent}; }}"
    st.html(f"<style>{roles}\n{sheet}</style>")


def title(text: str) -> None:
    """Head a page with a title that may hold what users wrote."""
    st.html(f"<h1>{escape(text)}</h1>")


def subtitle(text: str) -> None:
    """Head a part of a page with a title that may hold what users wrote."""
    st.html(f"<h2>{escape(text)}</h2>")


def plain(text: str) -> str:
    """Return `text` so that a label shows it as it is: no Markdown, no pictures, icons or links.

    Icons (``:material/home:``) and bare addresses are found after the escapes are gone; a word
    joiner, which takes no room, keeps them from being found.
    """
    text = re.sub(r":(?=[A-Za-z/])|@|www(?=\.)", "\\g<0>\u2060", text, flags=re.IGNORECASE)
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~$:-])", r"\\\1", text)


def problem(error: GeoError) -> None:
    """Say in the middle of a page what is wrong, where, and what to do."""
    where = ", ".join(
        part
        for part in (
            error.file,
            f"rad {error.line}" if error.line is not None else "",
            f"kolumn {error.column}" if error.column else "",
        )
        if part
    )
    st.html(
        f"<div class='pb-panel' role='alert'><p>{escape(where)}</p><p><strong>"
        f"{escape(error.message)}</strong></p><p>{escape(error.hint)}</p></div>"
    )


def failure(error: GeoError) -> None:
    """Say what is wrong and what to do, in the words of the error."""
    heading = "Lagret kan inte läsas" if isinstance(error, StoreError) else "Det här gick inte"
    st.title(heading, anchor=False)
    st.html(
        f"<div class='pb-panel' role='alert'><p>{escape(error.message)}</p>"
        f"<p>{escape(error.hint)}</p></div>"
    )


def empty_store(where: str) -> None:
    """Tell a new user how the first places and logs come in."""
    st.title("Här finns inga kommuner än", anchor=False)
    st.html(
        "<div class='pb-panel'><p>Lagret är nytt och tomt. Fyll det med demodata för fem "
        "kommuner, eller lägg in egna platser och loggar:</p></div>"
    )
    st.code(
        "platsbild demo\n\n"
        "platsbild kommun add 0883 Västervik\n"
        "platsbild import places platser.geojson --kommun 0883\n"
        "platsbild import est est-rapporter.csv --kommun 0883",
        language=None,
    )
    st.caption(f"Lager: `{where}`")


def basis(made_from: Basis, totals: Totals) -> None:
    """Close a page with what it was made from: rows, placed, store and method."""
    st.html(f"<footer class='pb-basis'>{escape(basis_text(made_from, totals))}</footer>")


def basis_text(made_from: Basis, totals: Totals) -> str:
    """Return the line of basis as plain Swedish text."""
    return " · ".join(told.basis(made_from, totals))
