"""Rejected rows on their way back: out as a file or a grid, mended, and in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from geo import history, intake
from geo.errors import FormatError, SelectionError
from geo.explore.spreadsheet import csv_bytes, unguarded
from geo.explore.tables import Cell
from geo.model import ImportReport, Reject
from geo.store import write
from geo.store.engine import Store

NUMBER, REASON = "Avvisad nr", "Fel att rätta"
"""Columns that stand before the row's own."""

MendedRows = Mapping[int, Mapping[str, str]]
"""Number of the rejected row on record, and its cells by header."""


def headers(rejects: Sequence[Reject]) -> list[str]:
    """Return the headers of the rejected rows, in the file's order."""
    return list(dict.fromkeys(header for each in rejects for header, _ in each.raw))


def to_csv(rejects: Sequence[Reject]) -> bytes:
    """Return rejected rows as a CSV file that Excel opens, with the reason before each row.

    Cells that a spreadsheet would run as formulas get a leading apostrophe, which
    :func:`from_csv` takes away.
    """
    names = headers(rejects)
    rows: list[Sequence[Cell]] = [(NUMBER, REASON, *names)]
    for each in rejects:
        cells = dict(each.raw)
        told = f"{each.column}: {each.reason}" if each.column else each.reason
        rows.append((each.reject_id, told, *(cells.get(name, "") for name in names)))
    return csv_bytes(rows)


def from_csv(content: bytes, *, file: str) -> dict[int, dict[str, str]]:
    """Return mended rows from a file that :func:`to_csv` wrote and somebody has edited.

    Raises
    ------
    FormatError
        Not such a file.
    """
    from geo.sources import table

    found = table(content, file=file)
    if NUMBER not in found.headers:
        raise FormatError(
            f"Filen har ingen kolumn ”{NUMBER}”.",
            hint="Ladda ner de avvisade raderna på nytt och rätta i den filen.",
            file=file,
        )
    rows: dict[int, dict[str, str]] = {}
    for line, cells in found.rows:
        number = cells.pop(NUMBER)
        cells.pop(REASON, None)
        if not number.isdecimal():
            raise FormatError(
                "Radens nummer saknas.", hint="Ändra inte den kolumnen.", file=file, line=line,
                column=NUMBER,
            )  # fmt: skip
        rows[int(number)] = {name: unguarded(cell) for name, cell in cells.items()}
    return rows


def mend(store: Store, batch_id: int, rows: MendedRows, *, now: datetime) -> ImportReport:
    """Import mended rows, read as the file that they came from.

    Rows that are accepted now are noted as mended in the old import; the others are rejects of
    the new one.

    Raises
    ------
    SelectionError
        No such import, or none of the rows is one that it rejected.
    InputError, StoreError
        Nothing was saved.
    """
    old = history.batch(store, batch_id)
    open_rejects = {each.reject_id: each for each in history.rejects(store, batch_id)}
    numbers = [number for number in rows if number in open_rejects]
    if not numbers:
        raise SelectionError(
            "Inga av raderna är avvisade rader i den importen.",
            hint="De kan redan vara rättade; se listan över importer.",
        )
    names = headers([open_rejects[number] for number in numbers])
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(names)
    for number in numbers:
        cells = {**dict(open_rejects[number].raw), **rows[number]}
        writer.writerow([" ".join(cells.get(name, "").split()) or "" for name in names])
    profile = replace(old.mapping, sheet="", header_row=1, headers=tuple(names))
    prepared = intake.prepare(
        store, old.kind, stream.getvalue().encode("utf-8", "replace"), file=f"{old.file} (rättad)",
        kommun=old.kommun, now=now, profile=profile,
    )  # fmt: skip
    report = intake.save(store, prepared, now=now)
    accepted = set(prepared.parsed.frame["line"])
    mended = [number for line, number in enumerate(numbers, start=2) if line in accepted]
    write.mark_mended(store, mended, report.batch_id or 0)
    return report
