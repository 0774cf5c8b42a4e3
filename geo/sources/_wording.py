"""Numbers in Swedish notes."""

from __future__ import annotations

from geo.look import count


def rows(number: int) -> str:
    """Return ``1 rad`` or ``3 rader``."""
    return count(number, "rad", "rader")
