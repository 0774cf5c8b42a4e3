"""What is downloaded is what is shown, with its basis, and runs nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import geopandas as gpd
import pyogrio
import pytest
import shapely
from python_calamine import CalamineWorkbook

from geo.explore import geopackage, spreadsheet
from geo.explore.basis import basis
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.explore.tables import Table
from tests.explore_incidents import assignment, incidents, read

FRAME = incidents(300, 5)
COLUMNS = read(FRAME, assignment(FRAME, 6))
HOSTILE = ("=cmd|' /C calc'!A0", "{{7*191}} ${alert(1)} <img src=x>", '@SUM(1)\r\n\t+1;"-2')
SHAPES = gpd.GeoSeries([shapely.box(at, 0, at + 1, 1) for at in range(3)], crs="EPSG:3006")
NOW = datetime(2026, 3, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shown() -> Exploration:
    wanted = Filter(first=date(2026, 2, 1), places=frozenset({11, 12, 13}))
    return Exploration(wanted, COLUMNS, FRAME, HOSTILE, SHAPES)


@pytest.fixture(scope="module")
def told(shown: Exploration):
    return basis([shown], kommun="Västervik", store_version=7, now=NOW)


def test_the_basis_says_selection_rows_method_store_and_time(told) -> None:
    labels = dict(told)
    assert list(labels) == ["Kommun", "Urval", "Rader", "Metod", "Lager", "Skapad"]
    assert "från 1 feb. 2026" in labels["Urval"]
    assert "300 i lagret" in labels["Rader"]
    assert labels["Lager"] == "version 7"
    assert labels["Skapad"] == "2026-03-22 13:00"


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_is_the_table_with_its_basis_above(shown: Exploration, told) -> None:
    table = shown.per_place
    content = spreadsheet.to_csv(table, told)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_csv(content)
    assert [tuple(row) for row in rows[: len(told)]] == list(told)
    assert rows[len(told)] == []
    assert rows[len(told) + 1] == list(table.headers)
    body = rows[len(told) + 2 :]
    assert [spreadsheet.unguarded(row[0]) for row in body] == [row[0] for row in table.rows]
    assert [int(row[1]) for row in body] == [row[1] for row in table.rows]
    assert [float(row[2].replace(",", ".")) for row in body] == [row[2] for row in table.rows]


def test_no_cell_of_a_csv_begins_as_a_formula(shown: Exploration, told) -> None:
    rows = shown.row_table(None)
    for table in (shown.per_place, rows):
        cells = [cell for row in read_csv(spreadsheet.to_csv(table, told)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(spreadsheet.FORMULA)]
        assert any(cell.startswith("'=cmd|") for cell in cells)


def test_xlsx_has_a_sheet_for_each_table_and_text_stays_text(shown: Exploration, told) -> None:
    rows = shown.row_table(None)
    listed = [shown.per_place, shown.per_category, shown.per_week, shown.per_hour, rows]
    tables = {table.name: table for table in listed}
    content = spreadsheet.to_xlsx(tables, told)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Underlag", *tables]
    assert [tuple(row) for row in book.get_sheet_by_name("Underlag").to_python()] == list(told)
    for table in listed:
        head, *body = book.get_sheet_by_name(table.name).to_python()
        assert tuple(head) == table.headers
        assert [tuple(row) for row in body] == [tuple(row) for row in table.rows]


def test_xlsx_holds_no_formula_and_no_link(told) -> None:
    import zipfile

    table = Table("Text", ("a",), tuple((text,) for text in (*HOSTILE, "https://example.org")))
    with zipfile.ZipFile(io.BytesIO(spreadsheet.to_xlsx({"Text": table}, told))) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_a_geopackage_has_points_places_and_basis(shown: Exploration, told, tmp_path) -> None:
    layers = {
        geopackage.POINTS: geopackage.points(shown),
        geopackage.PLACES: geopackage.places(shown),
    }
    path = tmp_path / "x.gpkg"
    path.write_bytes(geopackage.to_geopackage(layers, told))
    assert {name for name, _ in pyogrio.list_layers(path)} == {"handelser", "platser", "underlag"}
    points = pyogrio.read_dataframe(path, layer="handelser")
    assert len(points) == len(shown.selected.points)
    assert points.geometry.x.tolist() == COLUMNS.x[shown.selected.points].tolist()
    assert points.crs == "EPSG:3006"
    places = pyogrio.read_dataframe(path, layer="platser")
    assert places["Plats"].tolist() == list(HOSTILE)
    counted = {row[0]: row[1] for row in shown.per_place.rows}
    assert places["Händelser"].tolist() == [counted.get(name, 0) for name in HOSTILE]
    basis_rows = pyogrio.read_dataframe(path, layer="underlag", read_geometry=False)
    assert [tuple(row) for row in basis_rows.to_numpy()] == list(told)
    description = pyogrio.read_info(path, layer="handelser")["layer_metadata"]["DESCRIPTION"]
    assert "Urval: från 1 feb. 2026" in description


def test_a_geopackage_of_nothing_has_its_layers(told, tmp_path) -> None:
    empty = Exploration(Filter(first=date(2030, 1, 1)), COLUMNS, FRAME, HOSTILE, SHAPES)
    path = tmp_path / "x.gpkg"
    path.write_bytes(geopackage.to_geopackage({"handelser": geopackage.points(empty)}, told))
    assert len(pyogrio.read_dataframe(path, layer="handelser")) == 0
