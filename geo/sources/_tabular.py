"""Bytes to a table of text with true line numbers, whatever program wrote the file."""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.errors import FormatError
from geo.sources import _excel, _formats, _free_text

DELIMITERS = (";", "\t", ",", "|")
LONGEST_CELL = 131_072
"""Characters in one cell; what is longer comes from a quotation mark that is never closed."""
BATCH = 20_000
HEAD = 20_000
"""Characters looked at to find the delimiter."""
_MOJIBAKE = re.compile("Ã[¥¤¶…„–©]|â€[™œ“”]")


@dataclass(frozen=True)
class Table:
    """A file's rows as text, just as they were typed.

    Attributes
    ----------
    file : str
        Name of the file, for messages.
    headers : tuple of str
        As written; a column without one is called ``Kolumn 3``.
    columns : tuple of pyarrow.Array
        One string array per header, no nulls, ends trimmed.
    lines : ndarray of int64
        Line of the text file where each row begins, or row of the sheet; the first is 1.
    overlong : ndarray of bool
        Rows with more cells than there are headers.
    notes : tuple of str
        What was understood about the file, in Swedish.
    """

    file: str
    headers: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    lines: NDArray[np.int64]
    overlong: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def raw(self, row: int) -> tuple[tuple[str, str], ...]:
        """Return one row's cells by header, with person data masked."""
        return tuple(
            (header, _free_text.mask(column[row].as_py())[0])
            for header, column in zip(self.headers, self.columns, strict=True)
        )


def read(content: bytes, *, file: str) -> Table:
    """Read a CSV, TSV, TXT or XLSX file.

    Parameters
    ----------
    content : bytes
        The whole file.
    file : str
        Its name; used in messages only, the content decides the format.

    Raises
    ------
    FormatError
        Not such a file, encrypted, damaged, empty or too large.
    """
    if not re.search(rb"[^\x00\r\n\t ;,]", content):
        raise FormatError("Filen är tom.", hint="Kontrollera att rätt fil valdes.", file=file)
    _formats.refuse_others(content, file)
    if content.startswith(b"PK\x03\x04"):
        text, notes = _excel.to_csv(content, file=file)
        return _table(_Lines(text, "utf-8"), ",", file=file, notes=notes, sheet=True)
    lines, head, notes = _decode(content, file)
    first = head.split("\n", 1)[0].strip("\r\n")
    if re.fullmatch(r"sep=.", first):
        return _table(lines, first[4], file=file, notes=notes, skip=1)
    delimiter = _delimiter(head)
    name = {"\t": "tabb", ";": "semikolon", ",": "komma"}.get(delimiter, delimiter)
    return _table(lines, delimiter, file=file, notes=(*notes, f"Avgränsare: {name}."))


@dataclass(frozen=True)
class _Lines:
    """Text that is decoded line by line: a whole copy would take four bytes a character."""

    content: bytes
    encoding: str

    def __iter__(self) -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline="")


def _decode(content: bytes, file: str) -> tuple[_Lines, str, tuple[str, ...]]:
    """Return NFC lines, their beginning, and notes. BOM, else strict UTF-8, else cp1252."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    marked = [encoding for mark, encoding in marks if content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        notes: tuple[str, ...] = (f"Teckenkodning: {encoding.upper().removesuffix('-SIG')}.",)
        if _MOJIBAKE.search(text):
            notes += ("Texten ser felkodad ut (t.ex. ”Ã¤” för ”ä”); den har inte ändrats.",)
        lines = _Lines(content, encoding)
        if encoding == "utf-16" or not unicodedata.is_normalized("NFC", text):
            lines = _Lines(unicodedata.normalize("NFC", text).encode(), "utf-8")
        return lines, text[:HEAD], notes
    raise FormatError(
        "Filens tecken kan inte läsas som text.",
        hint="Spara filen som CSV (UTF-8) eller XLSX och försök igen.",
        file=file,
    )


def _delimiter(text: str) -> str:
    """Choose the delimiter that divides most of the first lines into equally many cells."""
    head = text.splitlines()[:50]

    def score(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(head, delimiter=delimiter) if row]
        except csv.Error:
            return (0.0, 0)
        if not widths or widths[0] < 2:
            return (0.0, 0)
        alike = sum(width == widths[0] for width in widths) / len(widths)
        return (alike * widths[0] if alike >= 0.5 else alike, widths[0])

    best = max(DELIMITERS, key=score)
    return best if score(best) > (0.0, 0) else ";"


def _records(
    lines: _Lines, delimiter: str, *, file: str, sheet: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) for each record that is not blank."""
    reader = csv.reader(iter(lines), delimiter=delimiter)
    end, number = 0, 0
    try:
        for row in reader:
            start, end, number = end + 1, reader.line_num, number + 1
            if "".join(row).strip():
                yield (number if sheet else start), row
    except csv.Error as error:
        raise FormatError(
            "En cell är för lång eller ett citattecken stängs aldrig.",
            hint="Leta efter ett ensamt citattecken på raden.",
            file=file,
            line=end + 1,
        ) from error


def _table(
    text: _Lines,
    delimiter: str,
    *,
    file: str,
    notes: tuple[str, ...] = (),
    skip: int = 0,
    sheet: bool = False,
) -> Table:
    records = _records(text, delimiter, file=file, sheet=sheet)
    for _ in range(skip):
        next(records, None)
    _, header = next(records, (0, []))
    if not header:
        raise FormatError("Filen saknar rader.", hint="Kontrollera filen.", file=file)
    while header and not header[-1].strip():
        header.pop()
    columns, lines, overlong = _columns(records, len(header))
    if not sheet and any(column[-1].as_py().count("\n") for column in columns if len(column)):
        _refuse_unclosed_quote(text, delimiter, int(lines[-1]), file)
    return Table(file, _headers(header), columns, lines, overlong, notes)


def _refuse_unclosed_quote(text: _Lines, delimiter: str, line: int, file: str) -> None:
    """Raise if the last record, begun on `line`, is only the rest of the file behind one quote."""
    rest = itertools.islice(text, line - 1, None)
    try:
        list(csv.reader(rest, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise FormatError(
                "Ett citattecken stängs aldrig, så resten av filen skulle bli en enda cell.",
                hint="Ta bort eller dubbla citattecknet på raden.",
                file=file,
                line=line,
            ) from error


def _columns(
    records: Iterator[tuple[int, list[str]]], width: int
) -> tuple[tuple[pa.Array, ...], NDArray[np.int64], NDArray[np.bool_]]:
    """Turn records into trimmed string columns, a batch at a time to bound the memory."""
    chunks: list[list[pa.Array]] = [[] for _ in range(width)]
    lines: list[int] = []
    overlong: list[int] = []
    batch: list[Sequence[str]] = []

    def flush() -> None:
        for chunk, cells in zip(chunks, zip(*batch, strict=True), strict=False):
            chunk.append(pc.utf8_trim_whitespace(pa.array(cells, type=pa.string())))
        batch.clear()

    for line, row in records:
        if len(row) != width:
            if "".join(row[width:]).strip():
                overlong.append(len(lines))
            row = row[:width] + [""] * (width - len(row))
        lines.append(line)
        batch.append(row)
        if len(batch) == BATCH:
            flush()
    flush()
    mask = np.zeros(len(lines), dtype=bool)
    mask[overlong] = True
    arrays = tuple(pa.chunked_array(chunk, type=pa.string()).combine_chunks() for chunk in chunks)
    return arrays, np.asarray(lines, dtype=np.int64), mask


def _headers(cells: list[str]) -> tuple[str, ...]:
    """Return headers in one line each; a blank one is named by its number."""
    named = [
        " ".join(cell.split()) or f"Kolumn {number}" for number, cell in enumerate(cells, start=1)
    ]
    seen: Counter[str] = Counter()
    headers = []
    for name in named:
        seen[name] += 1
        headers.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headers)
