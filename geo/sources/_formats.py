"""Files that are no tables, told by their first bytes whatever they are called."""

from __future__ import annotations

from geo.errors import FormatError


def refuse_others(content: bytes, file: str) -> None:
    """Raise with its name if the content is a format people send by mistake.

    Raises
    ------
    FormatError
        A program, a PDF, a picture, an archive, a database or the old Excel format.
    """
    start = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    save_as = "Spara filen som XLSX eller CSV och försök igen."
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FormatError(
                "Filen är lösenordsskyddad.", hint="Ta bort lösenordet i Excel.", file=file
            )
        raise FormatError("Filen är i det gamla Excelformatet (.xls).", hint=save_as, file=file)
    kinds = {
        b"MZ": "ett program",
        b"\x7fELF": "ett program",
        b"%PDF": "en PDF",
        b"\x89PNG": "en bild",
        b"\xff\xd8\xff": "en bild",
        b"GIF8": "en bild",
        b"\x1f\x8b": "ett arkiv (gzip)",
        b"Rar!": "ett arkiv (RAR)",
        b"7z\xbc\xaf": "ett arkiv (7z)",
        b"SQLite format 3": "en databas",
    }
    for magic, name in kinds.items():
        # Two letters begin many a table; a program has NUL bytes close behind them.
        if content.startswith(magic) and (len(magic) > 2 or b"\x00" in content[:512]):
            raise FormatError(f"Filen är {name}, inte en tabell.", hint=save_as, file=file)
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        kind = "XML" if start.startswith(b"<?xml") else "en webbsida (HTML)"
        raise FormatError(f"Filen är {kind}, inte en tabell.", hint=save_as, file=file)
