"""What only a user can decide: words of no category, and names that may mean several places."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from geo import join, sources
from geo.folding import fold
from geo.join.assign import NAMELESS
from geo.model import CATEGORIES
from geo.records import Records
from geo.store import decisions
from geo.store.decisions import NOWHERE
from geo.store.engine import Store

__all__ = ["NOWHERE", "OpenName", "OpenWord", "decide_names", "decide_words", "names", "words"]


@dataclass(frozen=True)
class OpenWord:
    """Words of files that are counted as ”övrigt” because no category is known for them."""

    text: str
    rows: int
    like: str
    """Label of the category that is spelt most alike, or empty."""


@dataclass(frozen=True)
class OpenName:
    """A name in files that was not placed, and the places it may mean, likeliest first."""

    text: str
    rows: int
    candidates: tuple[int, ...]


def words(store: Store, kommun: str) -> tuple[OpenWord, ...]:
    """Return the words that no category is known for, most rows first."""
    decided = decisions.words(store, kommun)
    return tuple(
        OpenWord(text, rows, _like(text))
        for text, rows in decisions.unmapped(store, kommun, sources.OTHER)
        if fold(text) not in decided and not sources.is_category(text)
    )


def _like(text: str) -> str:
    labels = [category.label for category in CATEGORIES.values()]
    return next(iter(difflib.get_close_matches(text.capitalize(), labels, 1, 0.8)), "")


def decide_words(store: Store, kommun: str, chosen: Mapping[str, str], *, now: datetime) -> int:
    """Give words a category, in what is stored and what will come; return the rows that changed."""
    return decisions.decide_categories(store, kommun, chosen, at_utc=int(now.timestamp()))


def names(records: Records) -> tuple[OpenName, ...]:
    """Return the names of rows that could be in no place, those with candidates first."""
    unplaced = [
        _unplaced(records.incidents, records.assignment),
        _unplaced(records.visits, records.visit_assignment),
    ]
    counts = pd.concat(unplaced).value_counts()
    known = join.PlaceNames(list(records.places["name"]), records.aliases)
    ids = records.places["place_id"].to_numpy()
    found = [
        OpenName(text, int(rows), tuple(int(ids[at]) for at in known.candidates(text)))
        for text, rows in zip(map(str, counts.index), counts, strict=True)
        if text.strip() and fold(text) not in records.aliases
    ]
    return tuple(sorted(found, key=lambda name: (not name.candidates, -name.rows, name.text)))


def decide_names(store: Store, kommun: str, chosen: Mapping[str, int], *, now: datetime) -> None:
    """Let names mean places (ids), or :data:`NOWHERE`."""
    decisions.decide_places(store, kommun, chosen, at_utc=int(now.timestamp()))


def _unplaced(frame: pd.DataFrame, assignment: join.Assignment) -> pd.Series[str]:
    """Return the names of the rows that a name could have placed, and did not."""
    could = ~assignment.positioned & ~assignment.placed
    if "precision" in frame:
        could &= ~np.isin(frame["precision"].astype(str), [each.value for each in NAMELESS])
    return frame["place_text"][could].astype(str)
