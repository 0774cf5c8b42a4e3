"""A report as a list of blocks: written once, rendered as PDF and as HTML alike.

Every text is plain; the renderers escape it. Numbers are formatted by whoever writes the block.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.model import Audience


class Tone(StrEnum):
    """What a paragraph is for."""

    ANSWER = "answer"
    BODY = "body"
    HINT = "hint"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the part under the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item may begin with a bold lead."""

    items: tuple[tuple[str, str], ...]
    """Lead (may be empty) and text."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    caption : str
        Read out before the table; shown too.
    headers : tuple of str
    rows : tuple of tuple of str
        As many cells as headers; the first cell heads its row.
    numeric : frozenset of int
        Columns that are set to the right.
    widths : tuple of float
        Shares of the width; empty for automatic.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError("a row has a cell under every header")


@dataclass(frozen=True, slots=True)
class Label:
    """Text upon a picture, millimetres from its upper left corner; `x`, `y` is its middle.

    Attributes
    ----------
    size : float
        Points.
    halo : bool
        Whether it lies on white, as names on a map do.
    """

    text: str
    x: float
    y: float
    bold: bool = False
    size: float = 7.5
    halo: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: SVG of shapes only (its texts are labels), readable in black and white.

    Attributes
    ----------
    svg : bytes
    wide, high : float
        Millimetres.
    alt : str
        What it shows, for those who do not see it.
    caption : str
    labels : tuple of Label
    """

    svg: bytes
    wide: float
    high: float
    alt: str
    caption: str = ""
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page, on paper."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks beside each other on paper and on wide screens, in reading order."""

    parts: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.parts) != len(self.widths):
            raise ValueError("every column has a width")


Block = Heading | Paragraph | Items | Grid | Picture | PageBreak | Columns


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Attributes
    ----------
    title, subtitle : str
    blocks : tuple of Block
    basis : tuple of str
        Foot of every page: rows, placed, outside, unplaced, store version and time, method.
    audience : Audience
        Printed on every page.
    name : str
        Of its file, without an end.
    fitted : bool
        Whether each part between page breaks is set in the largest type in which it has room on one
        page.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    basis: tuple[str, ...]
    audience: Audience
    name: str
    fitted: bool = False
