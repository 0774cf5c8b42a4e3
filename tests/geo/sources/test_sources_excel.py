from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest

from geo.errors import FormatError
from geo.sources import _tabular

Write = Callable[..., bytes]


def test_cells_become_text_as_a_swede_would_type_them(write_xlsx: Write) -> None:
    content = write_xlsx(
        [
            ["Datum", "Dag", "Kod", "Tal", "Ja", "Text"],
            [datetime(2026, 3, 12, 22, 15), date(2026, 3, 12), 401, 57.7584, True, "Å;\n\"x\""],
        ]
    )  # fmt: skip
    table = _tabular.read(content, file="a.xlsx")
    row = [column[0].as_py() for column in table.columns]
    assert row[0] == "2026-03-12 22:15:00"
    assert row[1].startswith("2026-03-12")
    assert row[2:] == ["401", "57.7584", "ja", 'Å;\n"x"']


def test_lines_are_the_sheets_rows(write_xlsx: Write) -> None:
    content = write_xlsx([["a", "b"], [1, "x\ny"], [], [2, "z"]])
    assert _tabular.read(content, file="a.xlsx").lines.tolist() == [2, 4]


def test_the_first_sheet_with_content_is_read_and_the_others_are_named(write_xlsx: Write) -> None:
    content = write_xlsx([], [["a"], [1]], [["b"], [2]], names=["Tomt", "Data", "Mer"])
    table = _tabular.read(content, file="a.xlsx")
    assert table.headers == ("a",)
    assert "Blad: Data." in table.notes
    assert "Lästes inte: bladen Mer." in table.notes


def test_a_workbook_without_content_is_refused(write_xlsx: Write) -> None:
    with pytest.raises(FormatError, match="inget blad"):
        _tabular.read(write_xlsx([]), file="a.xlsx")


def test_a_sparse_sheet_that_would_fill_the_memory_is_refused(write_xlsx: Write) -> None:
    source = io.BytesIO(write_xlsx([["a"], [1]]))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                data = data.replace(b"</sheetData>", far)
            new.writestr(name, data)
    with pytest.raises(FormatError, match="för stor"):
        _tabular.read(target.getvalue(), file="a.xlsx")
