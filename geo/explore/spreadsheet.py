"""Tables as files for spreadsheets: what users wrote is text there too, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from geo.explore.basis import Basis
from geo.explore.tables import Cell, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run."""
MOST_ROWS = 1_000_000
"""A sheet holds 48,576 more."""
BASIS = "Underlag"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def guarded(cell: str) -> str:
    """Return a text as a spreadsheet takes it for one: with an apostrophe where it might run.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Torget")
    ("'=1+1", 'Torget')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """Return a text as it was before :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a CSV file that Excel opens: UTF-8 with a mark, semicolons, decimal commas."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return guarded(cell)
    return decimal(cell) if isinstance(cell, float) else cell


def decimal(value: float) -> str:
    """Return a number with a decimal comma."""
    return str(value).replace(".", ",")


def to_csv(table: Table, told: Basis) -> bytes:
    """Return a table with its basis above it, one label and text a line, then an empty line."""
    return csv_bytes([*told, (), table.headers, *table.rows])


def to_xlsx(tables: Mapping[str, Table], told: Basis) -> bytes:
    """Return a workbook: a sheet with the basis, then one for each table by its name."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True})
        first = book.add_worksheet(BASIS)
        first.set_column(0, 0, 14)
        first.set_column(1, 1, 110)
        for at, row in enumerate([*told, *_cut(tables)]):
            first.write_row(at, 0, row)
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, table.headers, bold)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 0, 28)
            for at, cells in enumerate(table.rows[:MOST_ROWS], start=1):
                sheet.write_row(at, 0, cells)
    return stream.getvalue()


def _cut(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Say which tables are longer than a sheet."""
    for name, table in tables.items():
        if len(table.rows) > MOST_ROWS:
            yield (
                name,
                f"de första {MOST_ROWS} av {len(table.rows)} rader; CSV-filen har alla",
            )
