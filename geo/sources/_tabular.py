"""Bytes to a table of text with true line numbers, whatever program wrote the file."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.errors import FormatError
from geo.mapping import MappingProfile, Question, Uncertain
from geo.sources import _bulk, _excel, _formats, _free_text, _guard, _header, _records, _text
from geo.sources._context import Progress, silent
from geo.sources._records import Record
from geo.sources._text import Lines

BATCH = 20_000


@dataclass(frozen=True)
class Table:
    """A file's rows as text, just as they were typed, without the apostrophes of a guard.

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
    sheet : str
        Sheet of the workbook, or empty.
    header_row : int
        Line of the headers.
    """

    file: str
    headers: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    lines: NDArray[np.int64]
    overlong: NDArray[np.bool_]
    notes: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int = 1

    def __len__(self) -> int:
        return len(self.lines)

    def raw(self, row: int) -> tuple[tuple[str, str], ...]:
        """Return one row's cells by header, with person data masked."""
        return tuple(
            (header, _free_text.mask(column[row].as_py())[0])
            for header, column in zip(self.headers, self.columns, strict=True)
        )

    def is_empty(self, column: int) -> bool:
        """Return whether no row has anything in a column."""
        return not pc.any(pc.not_equal(self.columns[column], "")).as_py()


def read(
    content: bytes,
    *,
    file: str,
    known: Collection[str] = (),
    profile: MappingProfile | None = None,
    saved: Sequence[MappingProfile] = (),
    progress: Progress = silent,
) -> Table:
    """Read a CSV, TSV, TXT or XLSX file.

    Parameters
    ----------
    content : bytes
        The whole file.
    file : str
        Its name; used in messages only, the content decides the format.
    known : collection of str
        Folded headers that any field goes by: they tell the row of headers and the sheet.
    profile : MappingProfile, optional
        Decisions on sheet and row of headers.
    saved : sequence of MappingProfile
        A sheet that looks as one of them did is the one.
    progress : callable, optional

    Raises
    ------
    FormatError
        Not such a file, encrypted, damaged, empty or too large.
    Uncertain
        Several sheets could be the one.
    """
    if not re.search(rb"[^\x00\r\n\t ;,]", content):
        raise FormatError("Filen är tom.", hint="Kontrollera att rätt fil valdes.", file=file)
    _formats.refuse_others(content, file)
    profile = profile or MappingProfile()
    progress(0.0, "Läser filen")
    if content.startswith(b"PK\x03\x04"):
        sheets = _excel.sheets(content, file=file)
        name = _choose(sheets, known, profile, saved, file)
        notes = [f"Blad: {name}."]
        if others := [other for other in sheets if other != name]:
            notes.append(f"Lästes inte: bladen {', '.join(others)}.")
        lines, sign, skip = Lines(sheets[name], "utf-8"), ",", 0
        read_from = _records.records(lines, sign, file=file, sheet=True, progress=progress)
        return replace(_table(read_from, file, known, profile, tuple(notes)), sheet=name)
    lines, head, told = _text.decode(content, file)
    first = head.split("\n", 1)[0].strip("\r\n")
    if re.fullmatch(r"sep=.", first):
        sign, skip = first[4], 1
    else:
        sign, skip = _records.delimiter(head), 0
        name = {"\t": "tabb", ";": "semikolon", ",": "komma"}.get(sign, sign)
        told = (*told, f"Avgränsare: {name}.")
    rows = _records.records(lines, sign, file=file, sheet=False, progress=progress)
    table = _table(itertools.islice(rows, skip, None), file, known, profile, told, (lines, sign))
    if any(column[-1].as_py().count("\n") for column in table.columns if len(column)):
        _records.refuse_unclosed_quote(lines, sign, int(table.lines[-1]), file)
    return table


def _choose(
    sheets: dict[str, bytes],
    known: Collection[str],
    profile: MappingProfile,
    saved: Sequence[MappingProfile],
    file: str,
) -> str:
    """Return the sheet that holds the table."""
    if profile.sheet in sheets:
        return profile.sheet
    heads = {
        name: list(itertools.islice(_sheet_records(text, file), _header.LOOKED_AT))
        for name, text in sheets.items()
    }
    layouts = {each.headers for each in (profile, *saved)}
    for name, head in heads.items():
        if _header.names(head[_header.find(head, known)][1]) in layouts:
            return name
    scores = {name: _header.score(head, known) for name, head in heads.items()}
    best = max(scores.values())
    alike = [name for name, score in scores.items() if score == best and best >= 2]
    if len(alike) > 1 and any(len(heads[name]) > 1 for name in alike):
        alike = [name for name in alike if len(heads[name]) > 1]
    if len(alike) > 1:
        options = tuple((name, name) for name in alike)
        question = Question("sheet", "Vilket blad ska läsas?", options)
        raise Uncertain((question,), None, file=file)
    return alike[0] if alike else max(heads, key=lambda name: len(heads[name]) > 1)


def _sheet_records(text: bytes, file: str) -> Iterator[Record]:
    return _records.records(Lines(text, "utf-8"), ",", file=file, sheet=True, progress=silent)


def _table(
    records: Iterator[Record],
    file: str,
    known: Collection[str],
    profile: MappingProfile,
    notes: tuple[str, ...],
    text: tuple[Lines, str] | None = None,
) -> Table:
    """Find the headers among the first records, and read the rows below them."""
    head = list(itertools.islice(records, max(_header.LOOKED_AT, profile.header_row or 0)))
    if not head:
        raise FormatError("Filen saknar rader.", hint="Kontrollera filen.", file=file)
    at = _header.find(head, known, profile.header_row)
    line, header = head[at]
    if at + 1 < len(head) and (joined := _header.second_row(header, head[at + 1][1])):
        header, at, line = joined, at + 1, head[at + 1][0]
        notes = (*notes, "Rubrikerna står på två rader.")
    cells_in_row = len(header)
    while header and not header[-1].strip():
        header.pop()
    if above := head[: _header.find(head, known, profile.header_row)]:
        skipped = "; ".join(" ".join(" ".join(cells).split()) for _, cells in above)
        told = _free_text.mask(skipped)[0][:120]
        notes = (*notes, f"Rubrikerna står på rad {line}. Läses inte som rader: ”{told}”.")
    bulk = text and _bulk.columns(*text, header_row=line, width=cells_in_row)
    if bulk:
        columns, lines, overlong = _cut(*bulk, len(header))
    else:
        rows = itertools.chain(head[at + 1 :], records)
        columns, lines, overlong = _columns(rows, len(header))
    if text:
        columns = tuple(_guard.unguarded(column) for column in columns)
    if not len(lines):
        notes = (*notes, "Filen har rubriker men inga rader.")
    table = Table(file, _header.names(header), columns, lines, overlong, notes, header_row=line)
    return _without_blank_columns(_without_summaries(table), header)


def _without_summaries(table: Table) -> Table:
    """Leave out sums and remarks that stand after the last row."""
    width = max(1, sum(not table.is_empty(at) for at in range(len(table.columns))))
    end = len(table)
    told: list[str] = []
    while end > 1 and len(told) < _header.MOST_SUMMARIES:
        cells = [column[end - 1].as_py() for column in table.columns]
        if not _header.is_summary(cells, rows=end - 1, width=width):
            break
        end -= 1
        text = _free_text.mask(" ".join(cell for cell in cells if cell))[0]
        told.append(f"Rad {table.lines[end]} är en summering och läses inte: ”{text[:60]}”.")
    return replace(
        table,
        columns=tuple(column.slice(0, end) for column in table.columns),
        lines=table.lines[:end],
        overlong=table.overlong[:end],
        notes=(*table.notes, *told),
    )


def _without_blank_columns(table: Table, header: Sequence[str]) -> Table:
    """Leave out columns with neither header nor cells."""
    kept = [at for at, name in enumerate(header) if name.strip() or not table.is_empty(at)]
    return replace(
        table,
        headers=tuple(table.headers[at] for at in kept),
        columns=tuple(table.columns[at] for at in kept),
    )


def _cut(
    columns: list[pa.Array], lines: NDArray[np.int64], width: int
) -> tuple[tuple[pa.Array, ...], NDArray[np.int64], NDArray[np.bool_]]:
    """Return the columns that have headers, and the rows that have cells beyond them."""
    overlong = np.zeros(len(lines), dtype=bool)
    for column in columns[width:]:
        overlong |= np.asarray(pc.not_equal(column, ""))
    return tuple(columns[:width]), lines, overlong


def _columns(
    records: Iterator[Record], width: int
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
