"""What a table or a picture is made from: it goes along with everything that is downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from geo.explore import words
from geo.explore.exploration import Exploration
from geo.look import number
from geo.weeks import STOCKHOLM

METHOD = (
    "Händelser i den egna loggen; polisens notiser räknas aldrig med. Tid: mitten av från–till, "
    "lokal tid. Timme och ljus är kända där det är högst 6 timmar emellan, veckodag högst ett dygn."
)

Basis = tuple[tuple[str, str], ...]
"""Label and text, in the order in which they are read."""


def basis(
    shown: Sequence[Exploration],
    *,
    kommun: str,
    store_version: int,
    now: datetime,
    method: str = "",
) -> Basis:
    """Return the basis of one selection, or of two.

    Parameters
    ----------
    shown : sequence of Exploration
    kommun : str
        Its name.
    store_version : int
    now : datetime
        Aware.
    method : str
        What is shown besides the counts, in a sentence.
    """
    told: list[tuple[str, str]] = [("Kommun", kommun)]
    for name, each in zip(("A", "B") if len(shown) > 1 else ("",), shown, strict=True):
        told.append((f"Urval {name}".rstrip(), each.sentence))
        told.append((f"Rader {name}".rstrip(), _rows(each)))
    moment = now.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return (
        *told,
        ("Metod", f"{method} {METHOD}".strip()),
        ("Lager", f"version {store_version}"),
        ("Skapad", moment),
    )


def _rows(shown: Exploration) -> str:
    selected = shown.selected
    return (
        f"{words.found(selected)}; {number(len(selected.points))} med punkt; "
        f"{number(selected.on_record)} i lagret"
    )


def line(told: Basis) -> str:
    """Return a basis as one line of text."""
    return " · ".join(f"{label}: {text}" for label, text in told)
