"""Write a workbook as Excel would have it: numbers are numbers, times have a format."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

Cells = Sequence[Sequence[object]]


def book(sheets: Mapping[str, Cells]) -> bytes:
    """Return an XLSX file with these sheets; a cell of None is left empty."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as written:
        moment = written.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        day = written.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = written.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(number, column, cell, moment)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        sheet.write(number, column, cell)
    return stream.getvalue()


def row_of(rows: Cells, mark: object) -> int:
    """Return the row of the sheet, the first being 1, where one cell equals `mark`."""
    found = [number for number, cells in enumerate(rows, start=1) if mark in cells]
    if len(found) != 1:
        raise ValueError(f"{mark!r} stands on {len(found)} rows")
    return found[0]
