"""What a layout is, and small ways to write its file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from pyproj import Transformer

from geo.model import ImportKind

KARSTORP = (57.752, 16.625)
CENTRUM = (57.7584, 16.6373)
GAMLEBY = (57.8949, 16.4051)
ANKARSRUM = (57.6994, 16.334)
SPOTS = (KARSTORP, CENTRUM, GAMLEBY, ANKARSRUM)


@dataclass(frozen=True)
class Layout:
    """One file.

    Attributes
    ----------
    rows : int
        Rows that must be accounted for; titles, blank rows and sums are none.
    rejected : dict of int to str
        Line and what is wrong there.
    expected : dict of int to dict
        Line, and values of the frame's columns on that row; times are local, ``at`` is lat, lon.
    questions : int
        Most questions that may be asked.
    answers : dict of str to str
        What the user answers to them.
    """

    name: str
    kind: ImportKind
    file: str
    content: bytes
    rows: int
    expected: Mapping[int, Mapping[str, Any]]
    rejected: Mapping[int, str] = field(default_factory=dict)
    questions: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)


def near(spot: int, row: int) -> tuple[float, float]:
    """Return a latitude and longitude close to one of the places, different on every row."""
    lat, lon = SPOTS[spot % len(SPOTS)]
    return round(lat + row * 0.00011, 6), round(lon - row * 0.00013, 6)


def metres(at: tuple[float, float], crs: str) -> tuple[float, float]:
    """Return east and north."""
    east, north = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(at[1], at[0])
    return float(east), float(north)


def text(
    rows: Sequence[Sequence[object]], *, sign: str, encoding: str, quoted: bool = False
) -> bytes:
    """Write a text table."""
    stream = io.StringIO()
    how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=sign, lineterminator="\r\n", quoting=how).writerows(rows)
    return stream.getvalue().encode(encoding)


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Write a workbook; dates as Excel has them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        clock = workbook.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, tuple):  # a time of day, as a fraction of it
                        sheet.write_number(at, column, (cell[0] * 60 + cell[1]) / 1440, clock)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return stream.getvalue()


def comma(value: float, decimals: int = 6) -> str:
    """Write a number the Swedish way."""
    return f"{value:.{decimals}f}".replace(".", ",")
