"""What one organisation may be told of others' reports: a band, and nothing of fewer than five."""

from __future__ import annotations

from itertools import pairwise

FEWEST = 5
"""Reports of others below which nothing is told; k ≥ 5 as in the public account."""
BANDS = (FEWEST, 10, 20, 50)


def band(others: int) -> str:
    """Return about how many reports others have made, or nothing where they are fewer than five.

    Never the number itself: places lie in each other and periods overlap, so two numbers that are
    both large enough could be taken from each other, and what is left be too small.

    Parameters
    ----------
    others : int
        All reports of a place but the organisation's own.

    Examples
    --------
    >>> band(4), band(5), band(19), band(88)
    ('', '5–9', '10–19', 'minst 50')
    """
    if others < FEWEST:
        return ""
    if others >= BANDS[-1]:
        return f"minst {BANDS[-1]}"
    low, high = next((low, high) for low, high in pairwise(BANDS) if low <= others < high)
    return f"{low}–{high - 1}"
