"""A report as plain text, for the body of a mail."""

from __future__ import annotations

from collections.abc import Iterator

from geo.report._text import printable
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
    Tone,
)
from geo.report.pdf import AUDIENCES


def to_text(document: Document) -> str:
    """Return a report as lines of text: a table is one line per row, a picture what it shows.

    Parameters
    ----------
    document : Document
    """
    lines = [document.title, document.subtitle, "", *_lines(document.blocks)]
    lines += ["", "--", AUDIENCES[document.audience], *document.basis]
    return "\n".join(" ".join(printable(line).split()) for line in lines).strip() + "\n"


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text, _):
                yield from ("", text.upper())
            case Paragraph(text, tone):
                yield f"Obs! {text}" if tone is Tone.WARNING else text
            case Items(items):
                yield from ("- " + " ".join(filter(None, each)) for each in items)
            case Grid():
                yield from _rows(block)
            case Picture():
                yield f"[Bild: {block.alt}]"
            case Columns(parts, _):
                for part in parts:
                    yield from _lines(part)
            case PageBreak():
                yield ""


def _rows(grid: Grid) -> Iterator[str]:
    yield grid.caption
    for head, *cells in grid.rows:
        told = (
            f"{name.lower()} {cell}" if name else cell
            for name, cell in zip(grid.headers[1:], cells, strict=True)
            if cell
        )
        yield f"- {head}: " + ", ".join(told)
