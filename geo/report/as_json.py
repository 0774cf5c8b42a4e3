"""A report as plain dicts, lists, texts and numbers."""

from __future__ import annotations

from typing import Any

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


def to_json(document: Document) -> dict[str, Any]:
    """Return what a report says; a picture is what it shows in words.

    Parameters
    ----------
    document : Document
    """
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "audience": document.audience.value,
        "name": document.name,
        "basis": list(document.basis),
        "blocks": [_block(each) for each in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"heading": text, "level": level}
        case Paragraph(text, tone):
            return {"paragraph": text, "tone": tone.value}
        case Items(items):
            return {"items": [{"lead": lead, "text": told} for lead, told in items]}
        case Grid():
            rows = [list(row) for row in block.rows]
            return {"table": block.caption, "headers": list(block.headers), "rows": rows}
        case Picture():
            return {"picture": block.alt, "caption": block.caption}
        case Columns(parts, _):
            return {"columns": [[_block(each) for each in part] for part in parts]}
        case PageBreak():
            return {"page_break": True}
