"""Areas, shares and metres as Swedes write them."""

from __future__ import annotations

from geo.look import number, percent


def hectares(square_metres: float) -> str:
    """Return an area in hectares, with more decimals where it is small.

    >>> hectares(123_456), hectares(512)
    ('12,3', '0,051')
    """
    value = square_metres / 10_000
    return number(value, 1 if value >= 1 else 3)


def share(part: float, whole: float) -> str:
    """Return a part of a whole in whole per cent; a dash where there is no whole."""
    return percent(part / whole) if whole else "–"
