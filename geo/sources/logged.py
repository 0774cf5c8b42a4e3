"""A visit that is written down in the program, as an imported file of one row.

What comes from a file and what is typed go through the same guard of free text and have the same
shape, so that the store cannot tell them apart by anything but the file's name.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
from pyproj import Transformer

from geo.errors import InputError
from geo.model import ImportKind
from geo.schema import WGS84, Parsed, Visits
from geo.sources import _free_text, _identity

SAVED, CORRECTED, WITHDRAWN = "Loggat besök", "Rättat besök", "Återtaget besök"
"""What stands in place of a file's name."""
FILES = frozenset({SAVED, CORRECTED, WITHDRAWN})
LONGEST_TEXT = 2_000
"""Characters of one text."""

_TEXTS = ("place_text", "cause", "measure", "observation")
_TYPES = {"minutes": "Int64", "officers": "Int64", "on_foot": "boolean", "dialogue": "boolean"}
_CONTENT = (
    "x", "y", "start_utc", "time_raw", "minutes", "officers", "on_foot", "dialogue", *_TEXTS,
)  # fmt: skip


def guarded(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what may be kept of a text, and what was masked in it as Swedish sentences.

    Examples
    --------
    >>> guarded("Ring 070-123 45 67")
    ('Ring [telefon]', ('Personuppgifter maskades: 1 telefonnummer.',))
    """
    masker = _free_text.Masker()
    return masker.text(_clean(text)), masker.notes()


def as_import(visit: Mapping[str, Any]) -> Parsed:
    """Return a visit as an imported file of one row, its texts guarded.

    Parameters
    ----------
    visit : mapping
        ``row_key, place_text, x, y, start_utc, time_raw, minutes, officers, on_foot, cause,
        measure, observation, dialogue``; ``x, y`` in the store's CRS, None where unknown.
    """
    masker = _free_text.Masker()
    texts = {name: masker.text(_clean(str(visit[name]))) for name in _TEXTS}
    row = {**visit, **texts}
    columns: dict[str, pd.Series] = {
        name: pd.Series([row[name]], dtype=_TYPES.get(name)) for name in _CONTENT
    }
    columns |= {name: pd.Series([row[name]], dtype="float64") for name in ("x", "y")}
    hashed = [
        pa.array([row[name]], type=pa.string()) if name in _TEXTS or name == "time_raw" else column
        for name, column in columns.items()
    ]
    frame = pd.DataFrame(columns).assign(
        row_key=str(visit["row_key"]), content_hash=_identity.content_hashes(hashed)[0], line=1
    )
    return Parsed(ImportKind.VISITS, Visits.validate(frame), (), 1, masker.notes())


def metres(latitude: float, longitude: float, *, crs: str) -> tuple[float, float]:
    """Return where a phone says it is as ``x, y`` in a metric CRS, to the whole metre.

    Raises
    ------
    InputError
        It is nowhere.
    """
    x, y = Transformer.from_crs(WGS84, crs, always_xy=True).transform(longitude, latitude)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise InputError("Telefonens läge kan inte användas.", hint="Välj plats i listan.")
    return float(round(x)), float(round(y))


def _clean(text: str) -> str:
    """Return a text as files' texts are: NFC, without control characters, not without end."""
    kept = "".join(
        letter if letter == "\n" or unicodedata.category(letter)[0] != "C" else " "
        for letter in unicodedata.normalize("NFC", text)
    )
    return kept.strip()[:LONGEST_TEXT]
