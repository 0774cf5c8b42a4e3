"""DejaVu Sans, which matplotlib brings along to every machine, and what can be written in it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

UNKNOWN = "\ufffd"
"""Stands for a letter that the typeface lacks: PDF/UA allows no letter without a shape."""
FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


def fonts() -> Any:
    """Return the typeface and no other, as typst wants it."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[_folder()])


def writable(text: str) -> str:
    """Return text with a mark for each letter that the typeface lacks.

    Examples
    --------
    >>> writable("Åsa ▲ 京")
    'Åsa ▲ �'
    """
    known = _letters()
    return "".join(each if ord(each) in known or each.isspace() else UNKNOWN for each in text)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    regular, bold = (set(FT2Font(str(_folder() / face)).get_charmap()) for face in FACES)
    return frozenset(regular & bold)


def _folder() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
