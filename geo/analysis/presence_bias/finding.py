"""What a look for presence bias may say, and when."""

from __future__ import annotations

from enum import StrEnum

FEWEST = 10
"""Incidents below which nothing is said."""
LEVEL = 0.01
"""A warning needs at most this p: it is looked for in every place, by more than one test."""
TIMES = 1.5
"""... and at least this ratio to what is usual: less would not change how the place looks."""


class Finding(StrEnum):
    """Whether something stands out."""

    STANDS_OUT = "sticker_ut"
    NOTHING = "inget"
    TOO_FEW = "for_fa"
