"""Both coordinates in one cell, as people paste them from maps and phones."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?"
    r"\s*([NSEWÖOV])?",
    re.IGNORECASE,
)
_WKT = re.compile(r"(?:SRID=\d+;)?\s*POINT\s*\(\s*([-\d.]+)\s+([-\d.]+)\s*\)$", re.IGNORECASE)
_WORDS = re.compile(
    r"^(?:geo:|latitude?d?|longitude?d?|lat|lon|lng|north|east|nord|ost|öst|[nexyö]"
    r"|[\s:=;,/()\[\]|°])*$",
    re.IGNORECASE,
)
_SYSTEM = re.compile(r"sweref\s?99(?:\s?tm)?|wgs\s?84|rt\s?90", re.IGNORECASE)


def read(text: str) -> tuple[float, float] | None:
    """Return (x, y) from one cell, or None if it does not hold two coordinates.

    In the order of the text latitude or north stands first, but in WKT last; those that turn out
    to stand the other way round are swapped where that is proven, with the other positions.

    >>> read("57,7584, 16,6373") == read("N 57.7584 E 16.6373") == read("POINT(16.6373 57.7584)")
    True
    >>> read("6402990 597424")
    (597424.0, 6402990.0)
    """
    text = _SYSTEM.sub(" ", text)
    if match := _WKT.match(text.strip()):
        return float(match[1]), float(match[2])
    degrees = _DEGREES.findall(text)
    if len(degrees) == 2:
        first, second = (_decimal(*parts[:3]) for parts in degrees)
        return second, first
    found = _NUMBER.findall(text)
    if len(found) == 1 and re.fullmatch(r"\d{6,7},\d{6,7}", found[0]):
        found = found[0].split(",")
    rest = _NUMBER.sub(" ", text) if len(found) == 2 else "?"
    if not _WORDS.match(rest):
        return None
    first, second = (float(number.replace(",", ".")) for number in found)
    if not _is_position(first) or not _is_position(second):
        return None
    return second, first


def _decimal(whole: str, minutes: str, seconds: str) -> float:
    parts = [float((part or "0").replace(",", ".")) for part in (whole, minutes, seconds)]
    return parts[0] + parts[1] / 60 + parts[2] / 3600


def _is_position(value: float) -> bool:
    """Return whether the number can be a coordinate in Sweden, or 0."""
    return value == 0 or 10 <= value < 69.5 or 50_000 <= value <= 7_800_000
