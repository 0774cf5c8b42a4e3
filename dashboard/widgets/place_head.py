"""The head of a place's page: its name, the answer in one sentence, and ways to other places."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from dashboard import state
from dashboard.widgets import frame, heading
from dashboard.widgets.place_table import place_table
from geo import look
from geo.errors import GeoError
from geo.lagesbild import Lagesbild, PlaceStatus
from geo.look import VERDICTS
from geo.model import Verdict
from geo.place_profile import PlaceProfile, words
from geo.records import Records


def place_heading(records: Records, profile: PlaceProfile) -> None:
    """Show the place, what kind of place it is, and the period."""
    status = profile.status
    area = records.places.set_index("place_id").geometry.loc[status.place_id].area / 10_000
    kind = " · ".join(
        part for part in (status.typ, f"{status.precision} yta", _hectares(area)) if part
    )
    st.html(f"<h1 class='pb-place'>{escape(status.name)} <small>{escape(kind)}</small></h1>")
    heading.period_steps(profile.basis.selection.period)


def _hectares(area: float) -> str:
    return f"{look.number(area, 0 if area >= 10 else 1)} hektar"


def answer(status: PlaceStatus) -> None:
    """Answer the page's question in one sentence."""
    st.html(f"<p class='pb-answer'>{answer_text(status)}</p>")


def answer_text(status: PlaceStatus) -> str:
    """Return the lägesbild's verdict and reason as HTML: the two pages say the same."""
    verdict = status.comparison.verdict
    look = VERDICTS[verdict]
    # Of too few incidents the reason itself says that they are too few.
    word = "" if verdict is Verdict.TOO_FEW else f"<strong>{escape(look.word)}:</strong> "
    return (
        f"<span style='color:{look.colour}' aria-hidden='true'>{look.symbol}</span> {word}"
        f"{escape(status.reason)}"
    )


def place_picker(picture: Lagesbild, chosen: int | None) -> None:
    """Let the user look at another place."""
    labels = _labels(picture)
    if not labels:
        return
    key = f"place_{picture.basis.selection.kommun}_{chosen}"
    ids = sorted(labels, key=lambda place_id: labels[place_id].casefold())
    st.selectbox(
        "Plats",
        ids,
        index=ids.index(chosen) if chosen in labels else None,
        format_func=labels.__getitem__,
        placeholder="Välj plats",
        key=key,
        on_change=state.on_entering(key, state.choose_place),
    )


def _labels(picture: Lagesbild) -> dict[int, str]:
    """Return each place's name; places alike in name are told apart by their number."""
    often = Counter(place.name for place in picture.places)
    return {
        place.place_id: place.name + (f" (nr {place.place_id})" if often[place.name] > 1 else "")
        for place in picture.places
    }


def no_place(picture: Lagesbild, problem: GeoError | None) -> None:
    """Say why no place is shown, how one is chosen, and list the places in rank order."""
    frame.title("Välj en plats")
    if problem is not None:
        frame.problem(problem)
    if not picture.places:
        st.html(
            "<p class='pb-panel'>Kommunen har inga platser i perioden. Läs in dem med "
            "<code>platsbild import places FIL --kommun KOD</code>.</p>"
        )
        return
    st.html(
        "<p class='pb-hint'>Platserna i lägesbildens ordning. Klicka på en rad för att öppna "
        "platsens sida; adressen går att spara och skicka.</p>"
    )
    place_table(picture, None)


def basis(profile: PlaceProfile) -> None:
    """Close the page with what it was made from."""
    st.html(f"<footer class='pb-basis'>{escape(basis_text(profile))}</footer>")


def basis_text(profile: PlaceProfile) -> str:
    """Return the line of basis as plain Swedish text."""
    return " · ".join(words.basis(profile))
