"""What only a user can decide: words that are no category, names that may mean several places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.widgets import frame
from geo import look, to_decide
from geo.model import CATEGORIES
from geo.records import Records

MOST_SHOWN = 12
NONE = "ingen av platserna"


@dataclass(frozen=True)
class _Choice:
    """Something that stands in files, how many rows say it, and what it may mean by label."""

    text: str
    rows: int
    options: Mapping[str, Any]


def unknown_words(kommun: str) -> None:
    """Let the user give unknown words a category."""
    labels = {category.label: code for code, category in CATEGORIES.items()}
    _choices(
        "Ord som ingen kategori är känd för",
        "De räknas som övrigt tills du väljer. Valet gäller även det som redan är inläst.",
        [
            _Choice(word.text, word.rows, _first(labels, [word.like]))
            for word in cached.open_words(kommun)
        ],
        key=f"words_{kommun}",
        save=lambda chosen: to_decide.decide_words(
            cached.store(), kommun, chosen, now=datetime.now(UTC)
        ),
    )


def unplaced_names(records: Records) -> None:
    """Let the user say which place a name means."""
    places = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    labels = {f"{name} (nr {number})": int(number) for number, name in places.items()}
    label_of = {number: label for label, number in labels.items()}
    labels[NONE] = to_decide.NOWHERE
    _choices(
        "Namn som kan vara flera platser",
        "Raderna är inte placerade. Valet gäller även nästa fil.",
        [
            _Choice(name.text, name.rows, _first(labels, [label_of[n] for n in name.candidates]))
            for name in to_decide.names(records)
            if name.candidates
        ],
        key=f"names_{records.kommun}",
        save=lambda chosen: to_decide.decide_names(
            cached.store(), records.kommun, chosen, now=datetime.now(UTC)
        ),
    )


def _first(options: Mapping[str, Any], likely: Sequence[str]) -> dict[str, Any]:
    """Return the options with the likely ones first."""
    return {label: options[label] for label in likely if label in options} | dict(options)


def _choices(
    title: str,
    hint: str,
    listed: Sequence[_Choice],
    *,
    key: str,
    save: Callable[[dict[str, Any]], object],
) -> None:
    """Show a field for each, and save what was chosen in them."""
    if not listed:
        return
    more = f" {len(listed) - MOST_SHOWN} till visas sedan." if len(listed) > MOST_SHOWN else ""
    st.html(f"<h2 class='pb-section'>{title}</h2><p class='pb-hint'>{hint}{more}</p>")
    fields = st.columns(3)
    chosen = {}
    for at, each in enumerate(listed[:MOST_SHOWN]):
        with fields[at % 3]:
            label = st.selectbox(
                f"{frame.plain(each.text)} · {look.count(each.rows, 'rad', 'rader')}",
                list(each.options),
                index=None,
                placeholder="Välj",
                key=f"{key}_{each.text}",
            )
        if label is not None:
            chosen[each.text] = each.options[label]
    st.button(
        "Spara valen",
        key=f"{key}_save",
        disabled=not chosen,
        on_click=lambda: _save(save, chosen),
    )


def _save(save: Callable[[dict[str, Any]], object], chosen: dict[str, Any]) -> None:
    save(chosen)
    st.toast(f"{look.count(len(chosen), 'val sparat', 'val sparade')}.")
