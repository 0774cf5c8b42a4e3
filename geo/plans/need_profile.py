"""Saves a profile of need: its name is free text, and the shipped one's is taken."""

from __future__ import annotations

from dataclasses import replace

from geo.errors import SelectionError
from geo.planning.need import Weights, shipped_weights
from geo.sources._free_text import Masker
from geo.store import need_profiles
from geo.store.engine import Store


def save_need_profile(
    store: Store, kommun: str, name: str, weights: Weights, *, at_utc: int
) -> Weights:
    """Save weights under a name and use them; return them as they were saved.

    Raises
    ------
    SelectionError
        The name is empty, too long, or that of the shipped profile.
    """
    name = Masker().text(" ".join(name.split()))
    if not 0 < len(name) <= need_profiles.LONGEST_NAME or _taken(name):
        raise SelectionError(
            "Profilen behöver ett eget namn.",
            hint=f"Skriv 1–{need_profiles.LONGEST_NAME} tecken, till exempel ”Sommarkvällar”; "
            f"{shipped_weights().name} är den medföljande profilen.",
        )
    named = replace(weights, name=name)
    need_profiles.save(store, kommun, name, named.to_json(), at_utc=at_utc)
    return named


def _taken(name: str) -> bool:
    return name.casefold() == shipped_weights().name.casefold()
