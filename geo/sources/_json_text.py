"""Text out of values that JSON and map files hold: of any type, with any characters."""

from __future__ import annotations

import math
import unicodedata


def plain(value: object) -> str:
    r"""Return a value as text that can be stored: NFC, no NUL, no lone surrogates.

    A missing value is empty, and a whole number has no decimals.

    >>> plain(7.0), plain(None), plain("a\ud800")
    ('7', '', 'a?')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        text = str(value)
    except (RecursionError, ValueError):  # lists in lists without end, numbers of 5 000 digits
        return "…"
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return unicodedata.normalize("NFC", text).strip()
