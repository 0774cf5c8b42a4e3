"""Tables as files for spreadsheets: what users wrote is text there too, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from geo.explore.basis import Basis
from geo.explore.tables import Cell, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run."""
MOST_ROWS = 1_000_000
"""A sheet holds 48,576 more."""
LONGEST_TEXT = 32_767
"""Characters in a cell of a workbook, at most."""
BASIS = "Underlag"
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def guarded(cell: str) -> str:
    """Return a text as a spreadsheet takes it for one: with an apostrophe where it might run.

    A text that looks guarded already gets one more, so that :func:`unguarded` gives back any text.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Torget"), guarded("'-5")
    ("'=1+1", 'Torget', "''-5")
    """
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """Return a text as it was before :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a CSV file that Excel opens: UTF-8 with a mark, semicolons, decimal commas."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, datetime):
        return clock(cell)
    return decimal(cell) if isinstance(cell, float) else cell


def decimal(value: float) -> str:
    """Return a number with a decimal comma."""
    return str(value).replace(".", ",")


def clock(moment: datetime) -> str:
    """Return a moment as a spreadsheet reads it, with seconds only where it has any.

    Examples
    --------
    >>> clock(datetime(2026, 3, 20, 18, 40))
    '2026-03-20 18:40'
    """
    return moment.isoformat(sep=" ", timespec="seconds" if moment.second else "minutes")


def to_csv(table: Table, told: Basis) -> bytes:
    """Return a table with its basis above it, one label and text a line, then an empty line."""
    return csv_bytes([*told, (), table.headers, *table.rows])


def to_xlsx(tables: Mapping[str, Table], told: Basis) -> bytes:
    """Return a workbook: a sheet with the basis, then one for each table by its name.

    Days and moments are dates to the spreadsheet. Rows go to a file as they are written, so that a
    hundred thousand of them do not stand in memory at once.
    """
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "constant_memory": True,
        "default_date_format": MOMENT,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        first = book.add_worksheet(BASIS)
        first.set_column(0, 0, 14)
        first.set_column(1, 1, 110)
        for at, row in enumerate([*told, *_cut(tables)]):
            first.write_row(at, 0, row)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": DAY})
        for name, table in tables.items():
            _write_sheet(book.add_worksheet(name), table, bold, day)
    return stream.getvalue()


def _write_sheet(sheet: Any, table: Table, bold: Any, day: Any) -> None:
    def write_day(sheet: Any, row: int, column: int, cell: date, *_: object) -> Any:
        return sheet.write_datetime(row, column, cell, day)

    sheet.add_write_handler(date, write_day)
    sheet.freeze_panes(1, 0)
    for at, width in enumerate(_widths(table)):
        sheet.set_column(at, at, width)
    sheet.write_row(0, 0, table.headers, bold)
    for at, cells in enumerate(table.rows[:MOST_ROWS], start=1):
        sheet.write_row(at, 0, [_fitting(cell) for cell in cells])


def _fitting(cell: Cell) -> Cell:
    """Return a cell that a sheet takes: a longer text would be left out without a word."""
    if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
        return f"{cell[: LONGEST_TEXT - 1]}…"
    return cell


def _widths(table: Table) -> Iterator[float]:
    """Yield how many letters wide each column is: the first is what a row is about."""
    for at, header in enumerate(table.headers):
        seen = [len(str(row[at])) for row in table.rows[:50]]
        yield max(28 if at == 0 else 0, min(max([len(header), *seen]) + 2, 60))


def _cut(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Say which tables are longer than a sheet."""
    for name, table in tables.items():
        if len(table.rows) > MOST_ROWS:
            yield (
                name,
                f"de första {MOST_ROWS} av {len(table.rows)} rader; CSV-filen har alla",
            )
