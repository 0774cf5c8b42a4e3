"""Bytes to lines of text: encoding, Unicode form, and words that were once decoded wrongly."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from geo.errors import FormatError

HEAD = 20_000
"""Characters looked at to find the delimiter."""
_SUSPECT = re.compile(r"[^\x00-\x7f]{2}|\ufffd")
"""UTF-8 read as something else gives two characters beyond ASCII in a row."""
_MARKS = ("Ã", "Â", "â€", "Ă", "├", "√", "ï¿½", "\ufffd")
"""What the first bytes of UTF-8 for å, ä, ö and for quotation marks become in other encodings."""
_MOST_SUSPECTS = 5_000
_BREAK = re.compile(r"[\s;,\t\"|]")
_AROUND = 12
"""Characters on either side that make up the word that is shown."""


@dataclass(frozen=True)
class Lines:
    """Text that is decoded line by line: a whole copy would take four bytes a character."""

    content: bytes
    encoding: str

    def __iter__(self) -> Iterator[str]:
        return self.opened()[1]

    def opened(self) -> tuple[io.BytesIO, io.TextIOWrapper]:
        """Return a stream of the text, and the one of bytes under it, to see how far it is."""
        raw = io.BytesIO(self.content)
        return raw, io.TextIOWrapper(raw, encoding=self.encoding, newline="")


def decode(content: bytes, file: str) -> tuple[Lines, str, tuple[str, ...]]:
    """Return NFC lines, their beginning, and notes. BOM, else strict UTF-8, else cp1252.

    Raises
    ------
    FormatError
        The bytes are no text.
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        notes = [f"Teckenkodning: {encoding.upper().removesuffix('-SIG')}."]
        wrong = mojibake(text)
        if wrong:
            notes.append(
                f"Texten är felkodad, t.ex. {', '.join(f'”{word}”' for word in wrong[:3])}. Den"
                " ändras inte: exportera filen på nytt, helst som UTF-8."
            )
        lines = Lines(content, encoding)
        if encoding.startswith("utf-16") or not unicodedata.is_normalized("NFC", text):
            lines = Lines(unicodedata.normalize("NFC", text).encode(), "utf-8")
        return lines, text[:HEAD].lstrip("\ufeff"), tuple(notes)
    raise FormatError(
        "Filens tecken kan inte läsas som text.",
        hint="Spara filen som CSV (UTF-8) eller XLSX och försök igen.",
        file=file,
    )


def _encodings(content: bytes) -> list[str]:
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    marked = [encoding for mark, encoding in marks if content.startswith(mark)]
    if marked:
        return marked
    head = content[:2_000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 8 and zeros.count(0) > 0.7 * len(zeros):
            return [encoding]
    return ["utf-8", "cp1252"]


def mojibake(text: str) -> list[str]:
    """Return words that were decoded in the wrong encoding somewhere on their way, each once.

    They are told, never mended: what they should say cannot be known for certain.
    """
    if not any(mark in text for mark in _MARKS):
        return []
    from ftfy.badness import is_bad

    words: dict[str, None] = {}
    for number, match in enumerate(_SUSPECT.finditer(text)):
        if number > _MOST_SUSPECTS:
            break
        before = _BREAK.split(text[max(0, match.start() - _AROUND) : match.start()])[-1]
        after = _BREAK.split(text[match.end() : match.end() + _AROUND])[0]
        words[before + match.group() + after] = None
    return [word for word in words if "\ufffd" in word or is_bad(word)]
