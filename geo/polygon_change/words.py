"""Areas, shares and metres as Swedes write them."""

from __future__ import annotations


def hectares(square_metres: float) -> str:
    """Return an area in hectares, with more decimals where it is small.

    >>> hectares(123_456), hectares(512)
    ('12,3', '0,051')
    """
    value = square_metres / 10_000
    return f"{value:,.{1 if value >= 1 else 3}f}".replace(",", "\u00a0").replace(".", ",")


def share(part: float, whole: float) -> str:
    """Return a part of a whole in whole per cent; a dash where there is no whole."""
    return f"{100 * part / whole:.0f}\u00a0%" if whole else "–"


def number(value: float) -> str:
    """Return a number rounded to a whole one."""
    return f"{value:,.0f}".replace(",", "\u00a0")
