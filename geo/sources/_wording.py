"""Numbers in Swedish notes."""

from __future__ import annotations


def count(number: int, one: str, many: str) -> str:
    """Return a number and its noun, thousands parted by a non-breaking space.

    >>> count(1, "rad", "rader"), count(2, "rad", "rader")
    ('1 rad', '2 rader')
    """
    return f"{number:,}".replace(",", "\u00a0") + f" {one if number == 1 else many}"


def rows(number: int) -> str:
    """Return ``1 rad`` or ``3 rader``."""
    return count(number, "rad", "rader")
