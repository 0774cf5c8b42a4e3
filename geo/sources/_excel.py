"""An XLSX file to CSV text, read by a child process that may use only so much memory and time."""

from __future__ import annotations

import io
import json
import zipfile

from geo.errors import FormatError
from geo.sources import _child

LARGEST_UNZIPPED = 200 * 1024 * 1024
LARGEST_RATIO = 100
"""Unzipped bytes per packed byte; only asked of files that unpack to more than 5 MB."""


def sheets(content: bytes, *, file: str) -> dict[str, bytes]:
    """Return every sheet that holds anything as CSV in UTF-8, by name.

    Dates become ISO text, numbers keep a decimal point, blank rows stay so that record numbers
    are the sheet's row numbers.

    Raises
    ------
    FormatError
        Not an XLSX file, encrypted, damaged, empty or too large.
    """
    check_zip(content, file=file)
    _check_is_xlsx(content, file)
    code, output = _child.run("_excel_reader.py", content=content)
    if code == _child.UNREADABLE:
        raise FormatError(
            "Excelfilen är skadad och kan inte läsas.",
            hint="Öppna den i Excel, spara om den och försök igen.",
            file=file,
        )
    if code == _child.NOTHING:
        raise FormatError(
            "Excelfilen har inget blad med innehåll.", hint="Kontrollera filen.", file=file
        )
    if code != 0:
        raise _too_large(file)
    return _unpack(output)


def _unpack(output: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        about = json.loads(output[at:end])
        at = end + 1 + about["size"]
        found[about["sheet"]] = output[end + 1 : at]
    return found


def check_zip(content: bytes, *, file: str) -> list[str]:
    """Return the names in a zip file whose unpacked size is within bounds.

    Raises
    ------
    FormatError
        Damaged, encrypted, or a zip bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise FormatError(
            "Filen är skadad (trasigt zip-arkiv).", hint="Hämta eller spara om filen.", file=file
        ) from error
    if any(member.flag_bits & 1 for member in members):
        raise FormatError("Filen är lösenordsskyddad.", hint="Ta bort lösenordet.", file=file)
    size = sum(member.file_size for member in members)
    if size > LARGEST_UNZIPPED or (
        size > 5 * 1024 * 1024 and size > LARGEST_RATIO * max(len(content), 1)
    ):
        raise _too_large(file)
    return [member.filename for member in members]


def _check_is_xlsx(content: bytes, file: str) -> None:
    names = check_zip(content, file=file)
    if any(name.startswith("xl/") for name in names):
        return
    if "mimetype" in names and "content.xml" in names:
        raise FormatError(
            "Filen är ett OpenDocument-kalkylark (.ods).",
            hint="Spara filen som XLSX eller CSV och försök igen.",
            file=file,
        )
    raise FormatError(
        "Filen är ett zip-arkiv, inte en tabell.",
        hint="Packa upp det och läs in filerna en och en.",
        file=file,
    )


def _too_large(file: str) -> FormatError:
    return FormatError(
        "Filen är för stor att packa upp eller läsa.",
        hint="Spara bara de celler som används, som CSV eller i en ny XLSX-fil.",
        file=file,
    )
