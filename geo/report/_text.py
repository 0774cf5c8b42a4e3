"""Text on its way into a file that other programs read."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""Return text without the characters that XML 1.0 (section 2.2) and iCalendar cannot hold.

    Examples
    --------
    >>> printable("Torget\x00 <b>")
    'Torget <b>'
    """
    return _FORBIDDEN.sub("", text)


def shortened(text: str, most: int) -> str:
    r"""Return text in one line of at most `most` characters.

    Examples
    --------
    >>> shortened("en  lång\nrad", 6)
    'en lå…'
    """
    line = " ".join(printable(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
