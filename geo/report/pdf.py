"""A report as PDF: tagged for those who listen, A4, and with its basis at the foot of each page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Literal

from geo import look
from geo.model import Audience
from geo.report import typeface
from geo.report._levels import stepped
from geo.report._text import printable, shortened
from geo.report.document import (
    Block,
    Columns,
    Document,
    Grid,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
)

WIDE = 180.0
"""Millimetres between the margins."""
AUDIENCES = {
    Audience.INTERNAL: "Internt: får inte spridas utanför samverkan",
    Audience.PUBLIC: "Offentligt",
}
"""What stands at the foot of each page."""
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): typst refuses to set what would not follow what it can check of it."""
LONGEST_BASIS = 620
"""Characters of the basis on paper: four lines at the foot of each page."""
LETTERS_A_LINE, LINE = 150, 3.0
"""Of the foot: letters of a line at least, and its height in millimetres."""
LONGEST_WORD = 40
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def to_pdf(document: Document, *, now: datetime) -> bytes:
    """Return a report as PDF/UA-1.

    Parameters
    ----------
    document : Document
    now : datetime
        When it is made, with a time zone: the day of the file.

    Raises
    ------
    ValueError
        A drawing of it is none.
    """
    import typst

    content = json.dumps(_sheet(document))
    try:
        return bytes(
            typst.compile(
                (files("geo.report") / "document.typ").read_bytes(),
                font_paths=typeface.fonts(),
                format="pdf",
                pdf_standards=STANDARD,
                timestamp=now.astimezone(UTC).replace(microsecond=0),
                sys_inputs={"document": content},
            )
        )
    except typst.TypstError as error:
        raise ValueError(f"the report cannot be set: {error}") from error


def _sheet(document: Document) -> dict[str, Any]:
    """Return all that the template shows; text and numbers only."""
    basis = shortened(" · ".join(document.basis), LONGEST_BASIS)
    return {
        "ink": look.INK,
        "secondary": look.SECONDARY,
        "title": _told(document.title),
        "subtitle": _text(document.subtitle),
        "basis": _text(basis),
        "foot": LINE * -(-max(len(basis), 1) // LETTERS_A_LINE),
        "audience": AUDIENCES[document.audience],
        "fitted": document.fitted,
        "parts": [[_block(each) for each in part] for part in _parts(stepped(document.blocks))],
    }


def _parts(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Yield the blocks between page breaks."""
    part: list[Block] = []
    for each in blocks:
        if isinstance(each, PageBreak):
            yield part
            part = []
        else:
            part.append(each)
    yield part


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": _told(text), "level": level}
        case Paragraph(text, tone):
            return {"is": "paragraph", "text": _text(text), "tone": tone.value}
        case Items(items):
            return {"is": "items", "items": [[_text(lead), _text(told)] for lead, told in items]}
        case Grid():
            return _grid(block)
        case Picture():
            return _picture(block)
        case Columns(parts, widths):
            shown = [[_block(each) for each in part] for part in parts]
            return {"is": "columns", "parts": shown, "widths": list(widths)}
        case PageBreak():
            raise ValueError("a page breaks between blocks, not in columns")


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "is": "grid",
        "caption": _text(grid.caption),
        "headers": [_text(each) for each in grid.headers],
        "rows": [[_text(cell) for cell in row] for row in grid.rows],
        "numeric": sorted(grid.numeric),
        "widths": list(grid.widths),
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "is": "picture",
        "svg": picture.svg.decode("utf-8"),
        "wide": picture.wide,
        "high": picture.high,
        "alt": _told(picture.alt),
        "caption": _text(picture.caption),
        "labels": [
            {"text": _text(each.text), "x": each.x, "y": each.y, "bold": each.bold,
             "size": each.size, "halo": each.halo}
            for each in picture.labels
        ],
    }  # fmt: skip


def _text(text: str) -> str:
    """Return what can be printed, very long words with places to break them at."""
    shown = typeface.writable(printable(text))
    return _LONG.sub(lambda found: f"{found[0]}\u200b", shown)


def _told(text: str) -> str:
    """Return text where there has to be some."""
    shown = _text(text)
    return shown if shown.strip() else "–"
