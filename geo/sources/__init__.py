"""Files and feeds in: bytes are parsed into frames; every row is accepted or rejected.

One module per source, each with a pure ``parse(bytes, context) -> Parsed``; this is their one door.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from geo.model import ImportKind
from geo.schema import Parsed
from geo.sources._context import UNDECIDED, Context, Progress, silent

__all__ = ["UNDECIDED", "Context", "Progress", "Rows", "parse", "silent", "table"]

_MODULES = {
    ImportKind.EST: "est_reports",
    ImportKind.POLICE: "police_reports",
    ImportKind.VISITS: "visits",
    ImportKind.SURVEYS: "surveys",
    ImportKind.PLACES: "places",
    ImportKind.NOTICES: "polisen_events",
}


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
