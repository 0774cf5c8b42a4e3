"""Person data in text is masked before anything leaves ``parse``."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

_GAP = r"[\s\-‐‑‒–—−+]{0,3}"
_PERSON = re.compile(
    rf"(?<!\d)(?P<century>(?:18|19|20)?)(?P<yy>\d\d){_GAP}(?P<mm>\d\d){_GAP}(?P<dd>\d\d)"
    rf"{_GAP}(?P<last>\d{{3}}{_GAP}\d)(?!\d)"
)
_EMAIL = re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
_CASE = re.compile(r"(?<![\w])\d{4}\s?-\s?K\s?\d{3,8}(?:\s?-\s?\d{2,4})?(?!\w)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d.,:+\w-])(?:"
    r"(?:\+|00)\d(?:[\s()\-–]{0,3}\d){7,13}"  # international
    r"|07[02369](?:[\s\-–/]{0,3}\d){7}"  # mobile
    r"|0[1-9]\d{0,2}(?:\s?[-–/]\s?|\s)(?:\d{5,8}|\d{2,3}(?:\s\d{2,3}){1,3})"  # area code apart
    r"|0[1-9]\d{7,8}"  # all in one
    r")(?![\d\w])(?![.,:]\d)"
)
_PLATE = re.compile(r"(?<![\w])[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[\dA-HJ-PR-UW-Z](?!\w)")
_PLATE_NAMED = re.compile(
    r"(?<=\b)(reg(?:\.|nr|\.nr|nummer|istreringsnummer)?[.:\s]*)[a-z]{3}[ -]?\d{2}[\da-z](?!\w)",
    re.IGNORECASE,
)
_SUSPECT = (
    r"@|(?:[0-9][^0-9A-Za-z]{0,4}){10}|(?:^|[^0-9A-Za-z_.,:+-])[0+](?:[^0-9A-Za-z]{0,4}[0-9]){6}"
    r"|\b[A-HJ-PR-UW-Z]{3}[ -]?[0-9]{2}[0-9A-HJ-PR-UW-Z]\b"
    r"|[Rr][Ee][Gg].{0,20}[A-Za-z]{3}[ -]?[0-9]{2}|[0-9]\s?-\s?[kK]\s?[0-9]{3}"
)
"""RE2; every text that any pattern above could match holds one of these."""

PLURAL = {
    "personnummer": ("personnummer", "personnummer"),
    "telefon": ("telefonnummer", "telefonnummer"),
    "e-post": ("e-postadress", "e-postadresser"),
    "regnr": ("registreringsnummer", "registreringsnummer"),
    "ärendenummer": ("ärendenummer", "ärendenummer"),
}


def mask(text: str) -> tuple[str, Counter[str]]:
    """Return `text` with person data replaced by a word in brackets, and what was replaced.

    >>> mask("Ring 070-123 45 67 om ABC 123")[0]
    'Ring [telefon] om [regnr]'
    """
    found: Counter[str] = Counter()

    def put(kind: str) -> str:
        found[kind] += 1
        return f"[{kind}]"

    def person(match: re.Match[str]) -> str:
        return put("personnummer") if _is_person(match) else match.group()

    if "@" in text:
        text = _EMAIL.sub(lambda _: put("e-post"), text)
    text = _CASE.sub(lambda _: put("ärendenummer"), text)
    text = _PERSON.sub(person, text)
    text = _PHONE.sub(lambda match: _phone(match, put), text)
    text = _PLATE_NAMED.sub(lambda match: match.group(1) + put("regnr"), text)
    text = _PLATE.sub(lambda _: put("regnr"), text)
    return text, found


def _phone(match: re.Match[str], put: object) -> str:
    digits = re.sub(r"\D", "", match.group())
    if not 7 <= len(digits) <= 15 or not callable(put):
        return match.group()
    return str(put("telefon"))


def _is_person(match: re.Match[str]) -> bool:
    """Return whether the digits are a date (+60 days for samordningsnummer) with Luhn's digit."""
    year, month, day = int(match["yy"]), int(match["mm"]), int(match["dd"])
    last = re.sub(r"\D", "", match["last"])
    if day > 60:
        day -= 60
    centuries = [int(match["century"])] if match["century"] else [19, 20]
    if not any(_is_date(100 * century + year, month, day) for century in centuries):
        return False
    digits = match["yy"] + match["mm"] + match["dd"] + last
    doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class Masker:
    """Masks whole columns and counts what it masked."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()

    def column(self, cells: pa.Array) -> pa.Array:
        """Return a string array of the same length; only suspect cells are looked at one by one."""
        suspect = pc.match_substring_regex(cells, _SUSPECT)
        if not pc.any(suspect).as_py():
            return cells
        masked = []
        for cell in cells.filter(suspect).to_pylist():
            text, found = mask(cell)
            self.found.update(found)
            masked.append(text)
        return pc.replace_with_mask(cells, suspect, pa.array(masked, type=pa.string()))

    def text(self, cell: str) -> str:
        """Return one text masked."""
        text, found = mask(cell)
        self.found.update(found)
        return text

    def notes(self) -> tuple[str, ...]:
        """Return what was masked as a sentence, or nothing."""
        if not self.found:
            return ()
        parts = [f"{count} {PLURAL[kind][count > 1]}" for kind, count in sorted(self.found.items())]
        return (f"Personuppgifter maskades: {', '.join(parts)}.",)
