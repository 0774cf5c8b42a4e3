"""The ranked table of need: every place with its days, what its need is made of, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.widgets import _component
from dashboard.widgets.need_parts import PARTS, legend
from geo import look
from geo.lagesbild.words import DAYS
from geo.planning.need import Move, Need, Ranked, moves, slot_label
from geo.planning.need.slots import BANDS, cells


def need_table(
    need: Need, ranked: Sequence[Ranked], before: Need, names: Mapping[int, str], selected: int
) -> None:
    """Show the places in the order of their need; a click selects one.

    Parameters
    ----------
    need : Need
        Of seven whole days.
    ranked : sequence of Ranked
        Its places in order.
    before : Need
        With the weights in use: ranks that are others are told.
    names : mapping of int to str
    selected : int
    """
    key = "need_table"
    _component.mount(
        "need_table",
        table_data(need, ranked, before, names, selected),
        key=key,
        triggers={"picked": state.choose_place},
    )
    st.html(legend())


def table_data(
    need: Need, ranked: Sequence[Ranked], before: Need, names: Mapping[int, str], selected: int
) -> dict[str, Any]:
    """Return the table's content, as text and numbers only."""
    first = int(cells(need.slots[:1])[0]) // BANDS if need.slots else 0
    days = [DAYS[(first + day) % 7] for day in range(7)]
    moved = {each.place_id: _moved(each) for each in moves(before, need)}
    top = max([1.0, *(each.need for each in ranked)])
    return {
        "caption": "Platser efter behov av besök; välj en rad för att se dess timmar",
        "days": days,
        "selected": selected,
        "rows": [
            _row(need, each, names[each.place_id], days, top) | {"moved": moved[each.place_id]}
            for each in ranked
        ],
    }


def _row(need: Need, each: Ranked, name: str, days: Sequence[str], top: float) -> dict[str, Any]:
    per_day = need.value[each.at].reshape(7, BANDS).max(axis=1)
    return {
        "id": each.place_id,
        "rank": each.rank,
        "name": name,
        "need": look.number(each.need),
        "when": slot_label(each.slot),
        "because": f"därför: {each.because}" if each.because else "inget särskilt talar för besök",
        "days": [
            {"text": look.number(value), "heat": round(value / top, 3), "label": f"{day}: högst"}
            for day, value in zip(days, per_day.tolist(), strict=True)
        ],
        "parts": [
            {
                "label": f"{PARTS[part].word} {look.number(value, 1)}",
                "share": round(value / top, 4),
                "colour": PARTS[part].colour,
            }
            for part, value in each.parts.items()
            if value >= 0.05
        ],
    }


def _moved(move: Move) -> str:
    """Return where a place stood before: ``▲ från 5``."""
    if move.before == move.after:
        return ""
    return f"{'▲' if move.after < move.before else '▼'} från {move.before}"
