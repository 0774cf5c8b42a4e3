"""What a file is, and what a careful human reads out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from geo.model import ImportKind


@dataclass(frozen=True)
class Expected:
    """What is certain about one accepted row.

    Attributes
    ----------
    line : int
        Line of the text file where the row begins, or row of its sheet; the first is 1.
    fields : mapping of str to object
        Only what is certain. ``start``, ``end``: local time as ``2026-01-03 22:00``, or None for
        unknown. ``lat``, ``lon`` (WGS84) or ``x``, ``y`` (EPSG:3006, within 1 m); ``x=None``: no
        position. ``place_text``: words that stand in the row's place text. ``text``: words that
        stand in its free text (of a visit: its observation). ``lacks``: texts that stand nowhere in
        the row. Any other name: the column of the kind's table, equal (shares within 0.0005).
    """

    line: int
    fields: Mapping[str, object]


def row(line: int, **fields: object) -> Expected:
    """Return what is certain about the row on `line`."""
    return Expected(line, MappingProxyType(fields))


@dataclass(frozen=True)
class Layout:
    """One file as somebody sends it, and what it says.

    Attributes
    ----------
    name : str
    kind : ImportKind
    file : str
        Name of the file as sent.
    content : bytes
    rows : int
        Data rows that must be accounted for.
    summary_rows : tuple of int
        Lines that are no data rows and stand in nobody's count: titles, sums, blank lines.
    header : int
        Line of the header; a header's second row is a summary row.
    sheet : str
        Name of the sheet that holds the rows; empty for a text file.
    rejected : mapping of int to str
        Line of each row that must be rejected, and what is wrong with it.
    expected : tuple of Expected
    questions : int
        Questions that a careful human would need to ask about this file.
    asked : tuple of str
        Those questions.
    answers : mapping of str to str
        Their answers as options of ``sources.parse``, where it has such an option.
    """

    name: str
    kind: ImportKind
    file: str
    content: bytes
    rows: int
    expected: tuple[Expected, ...]
    rejected: Mapping[int, str] = field(default_factory=dict)
    summary_rows: tuple[int, ...] = ()
    header: int = 1
    sheet: str = ""
    questions: int = 0
    asked: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = [expected.line for expected in self.expected]
        if len(lines) != len(set(lines)) or set(lines) & set(self.rejected):
            raise ValueError("each row is told once, as accepted or as rejected")
        if {*lines, *self.rejected} & set(self.summary_rows):
            raise ValueError("a summary row is no data row")
        if self.questions != len(self.asked):
            raise ValueError("each question is written out")
