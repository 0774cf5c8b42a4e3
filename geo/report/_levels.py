"""Headings whose levels are never skipped: PDF/UA-1 (ISO 14289-1, 7.4.2) asks for it, and WCAG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.report.document import Block, Columns, Heading

DEEPEST = 3


def stepped(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings are at most one level deeper than the heading before.

    Parameters
    ----------
    blocks : iterable of Block

    Examples
    --------
    >>> [each.level for each in stepped([Heading("a", 2), Heading("b", 3), Heading("c", 1)])]
    [1, 2, 1]
    """
    return _stepped(blocks, [0])


def _stepped(blocks: Iterable[Block], before: list[int]) -> tuple[Block, ...]:
    """Return the blocks; `before` holds the level of the last heading."""
    found: list[Block] = []
    for each in blocks:
        if isinstance(each, Heading):
            before[0] = min(max(each.level, 1), before[0] + 1, DEEPEST)
            found.append(Heading(each.text, before[0]))
        elif isinstance(each, Columns):
            parts = tuple(_stepped(part, before) for part in each.parts)
            found.append(replace(each, parts=parts))
        else:
            found.append(each)
    return tuple(found)
