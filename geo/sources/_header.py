"""Where a table begins and ends: the row of headers, and what stands before and after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from geo.folding import fold
from geo.sources._records import Record

LOOKED_AT = 40
"""Records among which the headers are looked for."""
_SUMMARY = re.compile(
    r"(total|summa|sum$|sumof|slutsumma|delsumma|antal|utskriv|uttag|uttaget"
    r"|rapportskapad|skapad20|exporterad|kallahamtad)"
)
MOST_SUMMARIES = 5
REMARK_WORDS = 4
"""Words of a lone cell that make it a remark."""


def find(head: Sequence[Record], known: Collection[str], row: int | None = None) -> int:
    """Return the position in `head` of the row of headers.

    The row with most headers that are known; where none has two, the first that is as wide as
    most rows are.

    Parameters
    ----------
    head : sequence of record
        The first records of the table.
    known : collection of str
        Folded headers that any field goes by.
    row : int, optional
        The line a user has pointed out.
    """
    lines = [line for line, _ in head]
    if row is not None and row in lines:
        return lines.index(row)
    hits = [len({fold(cell) for cell in cells} & set(known)) for _, cells in head]
    best = max(range(len(head)), key=lambda at: (hits[at], -at))
    if hits[best] >= 2 and hits[best] > hits[0]:
        return best
    if hits[0]:
        return 0
    widths = [_filled(cells) for _, cells in head]
    usual = Counter(widths).most_common(1)[0][0]
    return next(at for at, width in enumerate(widths) if width >= max(1, 0.6 * usual))


def score(head: Sequence[Record], known: Collection[str]) -> int:
    """Return how many known headers stand in the row of headers."""
    if not head:
        return 0
    _, cells = head[find(head, known)]
    return len({fold(cell) for cell in cells} & set(known))


def second_row(header: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Return the headers with the row below them, where that one divides merged cells.

    It does if it has words where the headers are blank, and no numbers.
    """
    pairs = [(cell.strip(), sub.strip()) for cell, sub in zip(header, below, strict=False)]
    divides = [sub for top, sub in pairs if sub and not top]
    texts = [sub for _, sub in pairs if sub]
    if not divides or any(re.search(r"\d", sub) for sub in texts):
        return None
    if len(texts) > len(pairs) / 2 + 1 or not any(top and not sub for top, sub in pairs):
        return None
    joined, over = [], ""
    for top, sub in pairs:
        over = top or over
        joined.append(f"{over} {sub}".strip() if sub else top)
    return joined


def names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return headers in one line each; a blank one is named by its number, a repeated numbered."""
    named = [
        " ".join(cell.split()) or f"Kolumn {number}" for number, cell in enumerate(cells, start=1)
    ]
    seen: Counter[str] = Counter()
    headers = []
    for name in named:
        seen[name] += 1
        headers.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headers)


def is_summary(cells: Sequence[str], *, rows: int, width: int) -> bool:
    """Return whether the last row of a table is a sum or a remark, not a row.

    Parameters
    ----------
    cells : sequence of str
    rows : int
        Rows before it: a lone number that says the same is their count.
    width : int
        Cells of a usual row.
    """
    filled = [cell for cell in cells if cell]
    if not filled or len(filled) > max(2, width // 2):
        return False
    if _SUMMARY.match(fold(filled[0])):
        return True
    if len(filled) > 1 or width < 3:
        return False
    return filled[0] == str(rows) or (width > 3 and len(filled[0].split()) >= REMARK_WORDS)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())
