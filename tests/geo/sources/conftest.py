"""Small ways to write a file as a user would have it, and to parse it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import pytest
import xlsxwriter

from geo import sources
from geo.mapping import MappingProfile
from geo.model import ImportKind, Kommun
from geo.schema import Parsed

VASTERVIK = Kommun("0883", "Västervik")
TODAY = date(2026, 3, 22)


class Parse(Protocol):
    def __call__(self, kind: ImportKind, content: bytes | str, **options: Any) -> Parsed: ...


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Parse for Västervik on 22 March 2026 into SWEREF 99 TM."""

    def run(
        kind: ImportKind,
        content: bytes | str,
        *,
        crs: str = "",
        category: str = "",
        profile: MappingProfile | None = None,
        **options: Any,
    ) -> Parsed:
        data = content.encode("utf-8") if isinstance(content, str) else content
        given = {
            "file": "fil.csv",
            "kommun": VASTERVIK,
            "store_crs": "EPSG:3006",
            "today": TODAY,
            "profile": profile or MappingProfile(crs=crs, category=category),
            **options,
        }
        return sources.parse(kind, data, sources.Context(**given))

    return run


def xlsx(*sheets: Sequence[Sequence[object]], names: Sequence[str] = ()) -> bytes:
    """Write rows of cells to an XLSX file; dates keep their time of day."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(names[number] if names else None)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)
    return stream.getvalue()


@pytest.fixture(scope="session")
def write_xlsx() -> Any:
    return xlsx
