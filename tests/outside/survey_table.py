"""A trygghetsmätning as a consultant delivers it: a table made for reading, in Excel.

An empty first column, a title, a header of two rows with merged cells, percent signs and decimal
commas (some cells are real percentages), a dash where too few answered, a foot note.
"""

from __future__ import annotations

import io

import xlsxwriter

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.sheets import row_of

_EVENING = "Otrygg ute ensam sen kväll"
_DAY = "Otrygg i centrum dagtid"
_WHEN = "oktober 2025"
_NOTE = "Svarsfrekvens 43 %. – = färre än tio svar."
_ROWS: tuple[tuple[object, ...], ...] = (
    (),
    (None, "Trygghetsmätning i Västerviks kommun hösten 2025"),
    (None, "Andel som känner sig ganska eller mycket otrygga, procent av dem som svarat"),
    (),
    (None, "Område", "Fråga", "Mätperiod", "Andel otrygga", None, None, "Antal svar"),
    (None, None, None, None, "Totalt", "Kvinnor", "Män", None),
    (None, "Centrum", _EVENING, _WHEN, "34,5 %", "46,0 %", "21,5 %", 412),
    (None, "Karstorp", _EVENING, _WHEN, "41 %", "52,3 %", "28,9 %", 187),
    (None, "Edsbruk", _EVENING, _WHEN, "12,0 %", "15,5 %", "8,0 %", 64),
    (None, "Ankarsrum", _EVENING, _WHEN, 0.283, 0.37, 0.189, 121),
    (None, "Gamleby", _EVENING, _WHEN, "19,8%", "26,1%", "13,0%", 240),
    (None, "Överum", _EVENING, _WHEN, "22,2 %", "30,4 %", "–", 58),
    (None, "Gunnebo", _EVENING, _WHEN, "9,1 %", "12,0 %", "6,0 %", 77),
    (None, "Loftahammar", _EVENING, _WHEN, "–", "–", "–", 9),
    (None, "Hela kommunen", _EVENING, _WHEN, "25,4 %", "34,2 %", "16,1 %", "1 168"),
    (None, "Centrum", _DAY, _WHEN, "4,2 %", "5,1 %", "3,2 %", 409),
    (None, "Karstorp", _DAY, _WHEN, "11,5 %", "13,0 %", "9,8 %", 185),
    (None, "Edsbruk", _DAY, _WHEN, "0 %", "0 %", "0 %", 64),
    (None, "Ankarsrum", _DAY, _WHEN, "5,8 %", "6,9 %", "4,6 %", 120),
    (None, "Gamleby", _DAY, _WHEN, "134,5 %", "3,9 %", "2,2 %", 238),
    (None, "Överum", _DAY, _WHEN, "3,4 %", "–", "–", 58),
    (None, "Gunnebo", _DAY, _WHEN, "1,3 %", "2,4 %", "0,0 %", 76),
    (None, "Hela kommunen", _DAY, _WHEN, "4,6 %", "5,5 %", "3,7 %", "1 150"),
    (),
    (None, _NOTE),
)  # fmt: skip
_HEADER = 5


def _content() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Tabell 4")
        percent = book.add_format({"num_format": "0.0%"})
        bold = book.add_format({"bold": True})
        for number, cells in enumerate(_ROWS):
            for column, cell in enumerate(cells):
                if cell is not None and number + 1 not in (_HEADER, _HEADER + 1):
                    sheet.write(number, column, cell, percent if isinstance(cell, float) else None)
        over, under = _HEADER - 1, _HEADER
        for column in (1, 2, 3, 7):
            sheet.merge_range(over, column, under, column, _ROWS[over][column], bold)
        sheet.merge_range(over, 4, over, 6, _ROWS[over][4], bold)
        for column in (4, 5, 6):
            sheet.write(under, column, _ROWS[under][column], bold)
    return stream.getvalue()


def _at(place: str, question: str) -> int:
    return [cells[1:3] for cells in _ROWS].index((place, question)) + 1


SURVEY_TABLE = Layout(
    name="trygghetsmätning",
    kind=ImportKind.SURVEYS,
    file="Trygghetsmätning_2025_tabeller.xlsx",
    content=_content(),
    rows=17,
    header=_HEADER,
    sheet="Tabell 4",
    summary_rows=(1, 2, 3, 4, _HEADER + 1, 24, row_of(_ROWS, _NOTE)),
    rejected={
        _at("Loftahammar", _EVENING): "no share: too few answered",
        _at("Gamleby", _DAY): "more than all are unsafe",
    },
    expected=(
        row(
            _at("Centrum", _EVENING),
            place_text="Centrum", question=_EVENING, n=412, share_unsafe=0.345,
            share_unsafe_women=0.46, share_unsafe_men=0.215,
            period_start="2025-10-01", period_end="2025-11-01",
        ),
        row(_at("Karstorp", _EVENING), share_unsafe=0.41, share_unsafe_women=0.523, n=187),
        row(
            _at("Ankarsrum", _EVENING),
            share_unsafe=0.283, share_unsafe_women=0.37, share_unsafe_men=0.189, n=121,
        ),
        row(_at("Gamleby", _EVENING), share_unsafe=0.198, share_unsafe_men=0.13),
        row(
            _at("Överum", _EVENING),
            share_unsafe=0.222, share_unsafe_women=0.304, share_unsafe_men=None,
        ),
        row(_at("Hela kommunen", _EVENING), place_text="Hela kommunen", n=1168, share_unsafe=0.254),
        row(
            _at("Edsbruk", _DAY),
            question=_DAY, share_unsafe=0.0, share_unsafe_women=0.0, share_unsafe_men=0.0,
        ),
        row(_at("Överum", _DAY), share_unsafe=0.034, share_unsafe_women=None, n=58),
        row(_at("Gunnebo", _DAY), share_unsafe=0.013, n=76),
    ),
)  # fmt: skip
