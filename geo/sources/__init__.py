"""Files and feeds in: bytes are parsed into frames; every row is accepted or rejected.

One module per source, each with a pure ``parse(bytes, context) -> Parsed``; this is their one door.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from geo.model import ImportKind
from geo.schema import Parsed
from geo.sources._context import UNDECIDED, Context, Progress, Promised, silent

__all__ = [
    "OTHER",
    "UNDECIDED",
    "Context",
    "Progress",
    "Promised",
    "Rows",
    "fields_of",
    "guess",
    "is_category",
    "parse",
    "silent",
    "table",
]

_MODULES = {
    ImportKind.EST: "est_reports",
    ImportKind.POLICE: "police_reports",
    ImportKind.VISITS: "visits",
    ImportKind.SURVEYS: "surveys",
    ImportKind.PLACES: "places",
    ImportKind.NOTICES: "polisen_events",
    ImportKind.MEASURES: "measures",
    ImportKind.ACTIVITIES: "activities",
}


OTHER = "ovrigt"
"""Category of what no category is known for."""


def is_category(text: str) -> bool:
    """Return whether the words of a file say a category by themselves, ”övrigt” too."""
    from geo.sources import _category

    return _category.from_text(text) is not None


def fields_of(kind: ImportKind) -> dict[str, str]:
    """Return the fields that a table of a kind may hold, with what users call them."""
    from geo.sources import _guess, _mapping

    names = _guess.SYNONYMS.get(kind, {})
    return dict(sorted(((n, _mapping.LABELS[n]) for n in names), key=lambda item: item[1]))


def guess(content: bytes, *, file: str) -> ImportKind:
    """Return what a file most likely holds, told by its headers and its name; est in doubt.

    Raises
    ------
    FormatError
        No file that can be read.
    """
    from geo.sources import _guess

    return _guess.kind(content, file=file)


class Rows(NamedTuple):
    """A table of text: headers, and each row's line with its cells by header."""

    headers: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]


def table(content: bytes, *, file: str) -> Rows:
    """Return a table file as text, just as it was typed.

    Raises
    ------
    FormatError
        Not a table.
    """
    from geo.sources import _tabular

    found = _tabular.read(content, file=file)
    cells = [column.to_pylist() for column in found.columns]
    rows = [
        (int(line), dict(zip(found.headers, row, strict=True)))
        for line, row in zip(found.lines, zip(*cells, strict=True), strict=True)
    ]
    return Rows(found.headers, rows)


def parse(kind: ImportKind, content: bytes, context: Context) -> Parsed:
    """Parse one file.

    Parameters
    ----------
    kind : ImportKind
        What the file holds.
    content : bytes
        The whole file.
    context : Context
        Whose file it is, where its rows are going, and what has been decided about it.

    Raises
    ------
    Uncertain
        Questions must be answered first; the answers go into the context's profile.
    InputError
        The file as a whole cannot be used; faults of single rows are rejects.
    """
    source = import_module(f"geo.sources.{_MODULES[kind]}")  # heavy imports where they are used
    parsed: Parsed = source.parse(content, context)
    return parsed
