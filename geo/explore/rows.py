"""Incidents one by one, in words: the table that says what the points say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.explore.columns import Columns
from geo.explore.select import Selected
from geo.explore.words import PRECISIONS, SOURCES
from geo.lagesbild.counting import pairs_among
from geo.look import GROUPS
from geo.model import CATEGORIES

LABELS = {code: each.label for code, each in CATEGORIES.items()}
GROUP_WORDS = {code: GROUPS[each.group].word for code, each in CATEGORIES.items()}


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return incidents, row by row, with Swedish headers and words; times are local.

    Parameters
    ----------
    frame : DataFrame
        Rows as ``store.read.incidents`` gives them.

    Returns
    -------
    DataFrame
        Texts only, numbered anew; a missing time is empty.
    """
    return pd.DataFrame(
        {
            "Från": _local(frame["start_utc"]),
            "Till": _local(frame["end_utc"]),
            "Kategori": _words(frame["category"], LABELS),
            "Grupp": _words(frame["category"], GROUP_WORDS),
            "Plats i rapporten": frame["place_text"].astype(str).to_numpy(),
            "Noggrannhet": _words(frame["precision"], PRECISIONS),
            "Källa": _words(frame["source"], SOURCES),
        }
    )


def table(
    incidents: pd.DataFrame, selected: Selected, found: Columns, names: Sequence[str]
) -> pd.DataFrame:
    """Return the selected incidents as :func:`worded` has them, with the places they lie in.

    Parameters
    ----------
    incidents : DataFrame
        As ``store.read.incidents`` gives them.
    selected : Selected
    found : Columns
    names : sequence of str
        Of the places, in the order of ``found.place_ids``.
    """
    told = worded(incidents.iloc[selected.rows])
    before = list(told).index("Plats i rapporten")
    told.insert(before, "Platser", _place_names(selected, found, names))
    return told


def _place_names(selected: Selected, found: Columns, names: Sequence[str]) -> list[str]:
    at, place, _ = pairs_among(found.assignment, selected.rows)
    told = [""] * len(selected.rows)
    for row, p in zip(at.tolist(), place.tolist(), strict=True):
        told[row] = f"{told[row]}, {names[p]}" if told[row] else str(names[p])
    return told


def _words(column: pd.Series[str], words: Mapping[Any, str]) -> NDArray[np.object_]:
    known = [words.get(code, str(code)) for code in column.cat.categories]
    return np.array([*known, ""], dtype=object)[column.cat.codes.to_numpy()]


def _local(seconds: pd.Series[int]) -> NDArray[np.object_]:
    """Return local wall-clock times as text, ``2026-03-17 21:30``; empty where there is none."""
    known = seconds.notna().to_numpy()
    text = np.full(len(seconds), "", dtype=object)
    moments: NDArray[np.int64] = seconds[known].to_numpy().astype(np.int64)
    local = weeks.local_seconds(moments)
    text[known] = np.datetime_as_string(local.astype("datetime64[s]"), unit="m")
    text[known] = [moment.replace("T", " ") for moment in text[known]]
    return text
