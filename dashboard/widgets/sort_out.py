"""What only a user can decide: words that are no category, names that may mean several places."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.widgets import frame
from geo import to_decide
from geo.model import CATEGORIES
from geo.records import Records

MOST_SHOWN = 100
TEXT, ROWS, LIKE = "Står i filerna", "Rader", "Liknar"
CATEGORY, PLACE = "Räkna som", "Menas"
NONE = "ingen av platserna"


def unknown_words(kommun: str) -> None:
    """Let the user give unknown words a category."""
    words = cached.open_words(kommun)[:MOST_SHOWN]
    if not words:
        return
    st.html("<h2 class='pb-section'>Ord som ingen kategori är känd för</h2>")
    st.html("<p class='pb-hint'>De räknas som övrigt tills du väljer. Valet gäller även det som "
            "redan är inläst.</p>")  # fmt: skip
    labels = {category.label: code for code, category in CATEGORIES.items()}
    key = f"words_{kommun}_{len(words)}_{words[0].text}"
    table = pd.DataFrame(
        {
            TEXT: [word.text for word in words],
            ROWS: [word.rows for word in words],
            LIKE: [word.like for word in words],
            CATEGORY: [""] * len(words),
        }
    )
    st.data_editor(
        table,
        hide_index=True,
        disabled=[TEXT, ROWS, LIKE],
        key=key,
        column_config={CATEGORY: st.column_config.SelectboxColumn(options=["", *labels])},
    )
    st.button(
        "Spara kategorierna",
        key=f"save_{key}",
        on_click=lambda: _save_words(
            kommun, {words[at].text: labels[label] for at, label in _chosen(key, CATEGORY).items()}
        ),
    )


def _save_words(kommun: str, chosen: dict[str, str]) -> None:
    changed = to_decide.decide_words(cached.store(), kommun, chosen, now=datetime.now(UTC))
    st.toast(f"{changed} rader bytte kategori.")


def unplaced_names(records: Records) -> None:
    """Let the user say which place a name means."""
    names = [name for name in to_decide.names(records) if name.candidates][:MOST_SHOWN]
    if not names:
        return
    st.html("<h2 class='pb-section'>Namn som kan vara flera platser</h2>")
    st.html("<p class='pb-hint'>Raderna är inte placerade. Valet kommer ihåg till nästa fil.</p>")
    known = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    options = {f"{name} ({place_id})": int(place_id) for place_id, name in known.items()}
    options[NONE] = to_decide.NOWHERE
    by_id = {place_id: label for label, place_id in options.items()}
    key = f"names_{records.kommun}_{len(names)}_{names[0].text}"
    table = pd.DataFrame(
        {
            TEXT: [name.text for name in names],
            ROWS: [name.rows for name in names],
            LIKE: [", ".join(by_id[at] for at in name.candidates) for name in names],
            PLACE: [""] * len(names),
        }
    )
    st.data_editor(
        table,
        hide_index=True,
        disabled=[TEXT, ROWS, LIKE],
        key=key,
        column_config={PLACE: st.column_config.SelectboxColumn(options=["", *options])},
    )
    st.button(
        "Spara platserna",
        key=f"save_{key}",
        on_click=lambda: _save_names(
            records.kommun,
            {names[at].text: options[label] for at, label in _chosen(key, PLACE).items()},
        ),
    )


def _save_names(kommun: str, chosen: dict[str, int]) -> None:
    to_decide.decide_names(cached.store(), kommun, chosen, now=datetime.now(UTC))
    st.toast(f"{frame.number(len(chosen))} namn sparade.")


def _chosen(key: str, column: str) -> dict[int, Any]:
    """Return what was chosen in a grid, by row."""
    edits = st.session_state[key]["edited_rows"]
    return {at: cells[column] for at, cells in edits.items() if cells.get(column)}
