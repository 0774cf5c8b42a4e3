"""A row that is written down in the program, as an imported file of one row.

What comes from a file and what is typed go through the same guard of free text and have the same
shape, so that the store cannot tell them apart by anything but the file's name.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
from pyproj import Transformer

from geo.errors import InputError
from geo.model import ImportKind
from geo.schema import TABLES, WGS84, Parsed
from geo.sources import _free_text, _identity

LONGEST_TEXT = 2_000
"""Characters of one text."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row of a kind is, and what it is called.

    Attributes
    ----------
    the, taken : str
        ”Besöket”, ”taget tillbaka”.
    saved, corrected, withdrawn : str
        What stands in place of a file's name.
    content : tuple of str
        The columns that its content hash is of, in that order.
    texts : frozenset of str
        Free texts among them, which are guarded.
    types : mapping of str to str
        pandas' types of columns that are neither text nor metres.
    """

    the: str
    taken: str
    saved: str
    corrected: str
    withdrawn: str
    content: tuple[str, ...]
    texts: frozenset[str]
    types: Mapping[str, str]


SHAPES: Mapping[ImportKind, Shape] = {
    ImportKind.VISITS: Shape(
        "Besöket", "taget tillbaka", "Loggat besök", "Rättat besök", "Återtaget besök",
        ("x", "y", "start_utc", "time_raw", "minutes", "officers", "on_foot", "dialogue",
         "place_text", "cause", "measure", "observation"),
        frozenset({"place_text", "cause", "measure", "observation"}),
        {"start_utc": "int64", "minutes": "Int64", "officers": "Int64", "on_foot": "boolean",
         "dialogue": "boolean"},
    ),
    ImportKind.ACTIVITIES: Shape(
        "Aktiviteten", "tagen tillbaka", "Loggad aktivitet", "Rättad aktivitet",
        "Återtagen aktivitet",
        ("x", "y", "promise", "kind", "day", "number", "status", "place_text", "organisation",
         "proof"),
        frozenset({"place_text", "organisation", "proof"}),
        {"number": "int64"},
    ),
    ImportKind.MEASURES: Shape(
        "Åtgärden", "tagen tillbaka", "Noterad åtgärd", "Ändrad åtgärd", "Återtagen åtgärd",
        ("x", "y", "place_text", "category", "cause", "kind", "what", "owner", "deadline",
         "status", "status_day", "began", "ended", "cost", "meeting", "promise", "outcome"),
        frozenset({"place_text", "cause", "what", "owner", "outcome"}),
        {},
    ),
}  # fmt: skip
"""The kinds that can be written down in the program."""


def is_logged(kind: ImportKind, file: str) -> bool:
    """Return whether an import is of a row that was written down in the program.

    Examples
    --------
    >>> is_logged(ImportKind.VISITS, "Rättat besök"), is_logged(ImportKind.VISITS, "besök.csv")
    (True, False)
    """
    shape = SHAPES.get(kind)
    return shape is not None and file in (shape.saved, shape.corrected, shape.withdrawn)


def guarded(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what may be kept of a text, and what was masked in it as Swedish sentences.

    Examples
    --------
    >>> guarded("Ring 070-123 45 67")
    ('Ring [telefon]', ('Personuppgifter maskades: 1 telefonnummer.',))
    """
    masker = _free_text.Masker()
    return masker.text(_clean(text)), masker.notes()


def guarded_row(kind: ImportKind, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as it would be kept: its free texts guarded, the rest as it is."""
    texts = SHAPES[kind].texts
    return {name: guarded(str(row[name]))[0] if name in texts else row[name] for name in row}


def as_import(kind: ImportKind, row: Mapping[str, Any]) -> Parsed:
    """Return a row as an imported file of one row, its free texts guarded.

    Parameters
    ----------
    kind : ImportKind
        One of :data:`SHAPES`.
    row : mapping
        ``row_key`` and the shape's columns; ``x, y`` in the store's CRS, None where unknown.
    """
    shape, masker = SHAPES[kind], _free_text.Masker()
    told = {
        name: masker.text(_clean(str(row[name]))) if name in shape.texts else row[name]
        for name in shape.content
    }
    types = {"x": "float64", "y": "float64", **shape.types}
    columns = {
        name: pd.Series([told[name]], dtype=types[name])
        if name in types
        else pa.array([told[name]], type=pa.string())
        for name in shape.content
    }
    frame = pd.DataFrame(
        {name: column if name in types else [told[name]] for name, column in columns.items()}
    ).assign(
        row_key=str(row["row_key"]),
        content_hash=_identity.content_hashes(list(columns.values()))[0],
        line=1,
    )
    return Parsed(kind, TABLES[kind].validate(frame), (), 1, masker.notes())


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
