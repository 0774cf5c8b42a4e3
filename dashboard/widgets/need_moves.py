"""What other weights change: every place's rank before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from geo import look
from geo.planning.need import Move


def need_moves(moved: Sequence[Move], names: Mapping[int, str], used: str, *, trying: bool) -> None:
    """Show what changes beside the profile in use."""
    if not trying:
        st.html(
            "<p class='pb-hint'>Det här är vikterna som används. Dra i en: här visas då vilka "
            "platser som flyttar upp och ned.</p>"
        )
        return
    st.html(f"<p class='pb-said'><strong>{escape(summary(moved, used))}</strong></p>")
    st.html(moves_table(moved, names))


def summary(moved: Sequence[Move], used: str) -> str:
    """Return how many places change rank."""
    changed = sum(each.before != each.after for each in moved)
    beside = f"mot profilen {used}"
    if not changed:
        return f"Ordningen ändras inte {beside}."
    return f"{look.count(changed, 'plats byter', 'platser byter')} rang {beside}."


def moves_table(moved: Sequence[Move], names: Mapping[int, str]) -> str:
    """Return rank and need before and after as an HTML table."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(names[each.place_id])}</th><td>{each.before} → {each.after}"
        f"</td><td class='text'>{_step(each)}</td>"
        f"<td>{look.number(each.need_before)} → {look.number(each.need_after)}</td></tr>"
        for each in moved
    )
    return (
        "<table class='pb-table pb-explore pb-need-moves'><thead><tr><th scope='col' class='text'>"
        "Plats</th><th scope='col'>Rang</th><th scope='col' class='text'></th>"
        f"<th scope='col'>Behov</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _step(each: Move) -> str:
    up = each.before - each.after
    if not up:
        return "–"
    return f"▲ upp {up}" if up > 0 else f"▼ ned {-up}"
