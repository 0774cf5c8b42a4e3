"""Small ways to write a text file as a program would, and to find a row's line in it."""

from __future__ import annotations


def lines(text: str, *, encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """Return a file of `text`'s lines; the blank line after the opening quotes is left out."""
    return text.removeprefix("\n").replace("\n", newline).encode(encoding)


def line_of(text: str, mark: str) -> int:
    """Return the number of the one line that holds `mark`.

    >>> line_of("a;b\\nc;d", "c")
    2
    """
    found = [
        number
        for number, line in enumerate(text.removeprefix("\n").split("\n"), start=1)
        if mark in line
    ]
    if len(found) != 1:
        raise ValueError(f"{mark!r} stands on {len(found)} lines")
    return found[0]
