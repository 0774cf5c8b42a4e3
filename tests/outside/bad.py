"""Files that people choose by mistake, or that were broken on the way."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass

import xlsxwriter

from geo.model import ImportKind
from tests.outside.sheets import book

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
_TABLE = (
    "Datum;Kategori;Plats;Latitud;Longitud\r\n"
    "2026-03-02;Skadegörelse;Karstorp;57,7520;16,6250\r\n"
    "2026-03-05;Klotter;Överum;57,9886;16,3139\r\n"
)
_GOOD = book(
    {
        "Blad1": (
            ("Datum", "Kategori", "Plats"),
            *((f"2026-03-{day:02}", "Skadegörelse", "Ankarsrum") for day in range(1, 21)),
        )
    }
)


@dataclass(frozen=True)
class Bad:
    """One file that must not be taken as it stands.

    Attributes
    ----------
    name : str
    kind : ImportKind
        What the user says it is.
    file : str
    content : bytes
    wrong : str
        What is wrong with it.
    says : str
        Pattern of the words that must tell the user so, in the error or in a note.
    readable : bool
        Whether it may be parsed too, with that note.
    """

    name: str
    kind: ImportKind
    file: str
    content: bytes
    wrong: str
    says: str
    readable: bool = False


def _compound(*streams: str) -> bytes:
    """Return the beginning of an OLE file with these streams in its directory."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)
    return _OLE.ljust(512, b"\xff") + entries.ljust(4096, b"\x00")


def _zipped(parts: dict[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, way)
    return stream.getvalue()


def _open_document() -> bytes:
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office='
        '"urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body/>'
        "</office:document-content>"
    )
    return _zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        },
        stored=("mimetype",),
    )


def _bomb() -> bytes:
    """Return a whole workbook whose sheet unzips to a thousand times its size."""
    with zipfile.ZipFile(io.BytesIO(_GOOD)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<sheetData>", b"<sheetData>" + b" " * 40_000_000)
    return _zipped(parts)


def _sparse() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as written:
        sheet = written.add_worksheet()
        sheet.write("A1", "Datum")
        sheet.write("XFD1048576", "Plats")
    return stream.getvalue()


def _noise() -> bytes:
    return b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(400))


_WEB_PAGE = (
    "<html><head><meta charset='utf-8'></head><body><table border=1>"
    "<tr><th>Datum</th><th>Kategori</th><th>Plats</th></tr>"
    "<tr><td>2026-03-02</td><td>Skadegörelse</td><td>Karstorp</td></tr>"
    "</table></body></html>\n"
)
_PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
)
_EST, _POLICE, _VISITS = ImportKind.EST, ImportKind.POLICE, ImportKind.VISITS
_QUOTE = 'Datum;Plats;Fritext\r\n2026-03-02;Karstorp;"Någon skrev utan slut\r\n' + (
    "2026-03-03;Överum;Klotter\r\n" * 40
)

BAD: tuple[Bad, ...] = (
    Bad("empty", _EST, "rapporter.csv", b"", "nothing in it", says="tom"),
    Bad(
        "program", _EST, "rapporter.csv",
        b"MZ\x90\x00\x03" + bytes(55) + b"\x80\x00\x00\x00This program cannot be run in DOS mode.",
        "a renamed .exe", says="program",
    ),
    Bad(
        "old excel", _POLICE, "uttag.xls", _compound("Root Entry", "Workbook"), "Excel 97–2003",
        says=r"\.xls\b",
    ),
    Bad(
        "open document", _EST, "rapporter.ods", _open_document(), "LibreOffice's own format",
        says="OpenDocument",
    ),
    Bad(
        "password", _POLICE, "uttag.xlsx",
        _compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "locked with a password",
        says="lösenord",
    ),
    Bad(
        "zip bomb", _EST, "rapporter.xlsx", _bomb(), "unzips to 40 MB out of 45 kB",
        says="för stor",
    ),
    Bad(
        "sparse sheet", _EST, "rapporter.xlsx", _sparse(), "a lone cell at XFD1048576",
        says="för stor",
    ),
    Bad("pdf", _EST, "rapporter.xlsx", _PDF, "a PDF by another name", says="PDF"),
    Bad(
        "half a workbook", _POLICE, "uttag.xlsx", _GOOD[: len(_GOOD) // 2], "cut off on the way",
        says="skadad",
    ),
    Bad(
        "unclosed quote", _EST, "rapporter.csv", _QUOTE.encode(), "a quote swallows the rest",
        says="citattecken",
    ),
    Bad("noise", _EST, "rapporter.csv", _noise(), "no text at all", says="tecken"),
    Bad(
        "web page", _POLICE, "uttag.xls", _WEB_PAGE.encode(), "HTML saved as .xls",
        says="(?i)html|webbsida",
    ),
    Bad(
        "utf-16 without bom", _EST, "rapporter.csv", _TABLE.encode("utf-16-le"),
        "two bytes a character and no mark that says so", says="UTF-16|tecken", readable=True,
    ),
    Bad(
        "one column", _EST, "rapporter.csv",
        "Fritext\r\nKlotter på torget\r\nTrasig lampa\r\n".encode(), "no time and no place",
        says="(?i)kolumn",
    ),
    Bad(
        "mojibake", _EST, "rapporter.csv", _TABLE.encode().decode("cp1252").encode(),
        "read as cp1252 and saved as UTF-8", says="felkodad", readable=True,
    ),
)  # fmt: skip
