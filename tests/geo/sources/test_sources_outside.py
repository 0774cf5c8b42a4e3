"""Files as they really look: every row is accounted for, and what is certain is read."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from pyproj import Transformer
from python_calamine import CalamineWorkbook

from geo import sources
from geo.model import ImportKind
from tests.outside import LAYOUTS, Layout

ZONE = ZoneInfo("Europe/Stockholm")
TO_METRIC = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layouts_own_sums_add_up(layout: Layout) -> None:
    written = {line for line, cells in records(layout) if any(cell.strip() for cell in cells)}
    assert layout.header in written
    assert len(written - {layout.header} - set(layout.summary_rows)) == layout.rows
    assert {expected.line for expected in layout.expected} | set(layout.rejected) <= written
    assert len(layout.expected) >= 5
    assert 15 <= layout.rows <= 60


def records(layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Yield where each record of the file begins, and its cells."""
    if layout.sheet:
        book = CalamineWorkbook.from_filelike(io.BytesIO(layout.content))
        rows = book.get_sheet_by_name(layout.sheet).to_python(skip_empty_area=False)
        yield from ((at, [str(cell) for cell in cells]) for at, cells in enumerate(rows, start=1))
        return
    begins = 1  # only the calendar has cells of several lines, and it has commas
    reader = csv.reader(io.StringIO(layout.content.decode("latin-1"), newline=""))
    for cells in reader:
        yield begins, [cell.replace(";", "") for cell in cells]
        begins = reader.line_num + 1


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_real_layout_is_read_as_a_careful_human_would(parse: Any, layout: Layout) -> None:
    parsed = parse(layout.kind, layout.content, file=layout.file, **layout.answers)
    assert {reject.line for reject in parsed.rejects} == set(layout.rejected), parsed.rejects
    assert (parsed.rows, len(parsed.rejects)) == (layout.rows, len(layout.rejected))
    assert not set(parsed.frame.line) & set(layout.summary_rows)
    found = parsed.frame.set_index("line")
    wrong = {
        expected.line: faults
        for expected in layout.expected
        if (faults := faults_of(found.loc[expected.line], expected.fields))
    }
    assert not wrong


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_what_such_a_file_holds_is_told_from_it(layout: Layout) -> None:
    found = sources.guess(layout.content, file=layout.file)
    either = layout.name == "öppna data"  # the police's own crimes, as a list of incidents
    assert found == layout.kind or (either and found == ImportKind.EST)


def faults_of(row: pd.Series, fields: Mapping[str, object]) -> list[str]:
    """Return what of `fields` the row does not say."""
    told = {name: value for name, value in fields.items() if name not in ("lon", "y")}
    return [
        f"{name}: {value!r} expected, {seen!r} found"
        for name, value in told.items()
        for holds, seen in [_compare(row, name, value, fields)]
        if not holds
    ]


def _compare(
    row: pd.Series, name: str, value: Any, fields: Mapping[str, Any]
) -> tuple[bool, object]:
    match name:
        case "start" | "end":
            seen = row.get(f"{name}_utc", pd.NA)
            return _same(None if value is None else _utc(value), seen), seen
        case "lat" | "x":
            if value is None:
                return bool(pd.isna(row.x) and pd.isna(row.y)), (row.x, row.y)
            x, y = (
                TO_METRIC.transform(fields["lon"], value) if name == "lat" else (value, fields["y"])
            )
            return max(abs(row.x - x), abs(row.y - y)) <= 1, (row.x, row.y)
        case "place_text":
            return _fold(value) in _fold(row.place_text), row.place_text
        case "text":
            seen = row.text if "text" in row else row.observation
            return _fold(value) in _fold(seen), seen
        case "lacks":
            seen = "\n".join(str(cell) for cell in row)
            return not any(word in seen for word in value), seen
        case _:
            return _same(value, row[name]), row[name]


def _same(value: Any, seen: Any) -> bool:
    if value is None or pd.isna(seen):
        return value is None and bool(pd.isna(seen))
    if isinstance(value, float):
        return abs(float(seen) - value) <= 0.0005
    return bool(seen == value)


def _utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
