"""``platsbild locate``: any file of points, any file of polygons, nothing lost between them."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo import join
from geo.errors import ColumnError, CrsError, FormatError

PLACES = gpd.GeoDataFrame(
    {"namn": ["Öst", "=Väst", None]},
    geometry=[shapely.box(0, 0, 10, 10), shapely.box(5, 0, 20, 10), shapely.box(50, 50, 60, 60)],
    crs="EPSG:3006",
)
TEXT = "id,x,y,not\n007,1,1,NA\n008,7,5,\n009,100,100,å\n010,,,\n"


@pytest.fixture
def places(tmp_path: Path) -> Path:
    path = tmp_path / "platser.gpkg"
    PLACES.to_file(path)
    return path


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_every_row_comes_out_as_it_was_once_for_each_place(tmp_path: Path, places: Path) -> None:
    out = tmp_path / "ut.csv"
    summary = join.locate_files(
        write(tmp_path / "p.csv", TEXT), places, out, points_crs="EPSG:3006"
    )
    assert out.read_text(encoding="utf-8").splitlines() == [
        "id,x,y,not,place_index,place_name",
        "007,1,1,NA,0,Öst",
        "008,7,5,,0,Öst",
        "008,7,5,,1,'=Väst",
        "009,100,100,å,,",
        "010,,,,,",
    ]
    assert (summary.points, summary.located, summary.pairs, summary.places) == (4, 2, 3, 3)
    assert str(summary) == "2 av 4 punkter ligger i någon av 3 platser (3 par)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_swedish_excel_files_are_read(tmp_path: Path, places: Path, encoding: str) -> None:
    text = "Ärende;X;Y\nå;1,5;1,25\n"
    out = tmp_path / "ut.csv"
    join.locate_files(
        write(tmp_path / "p.csv", text, encoding), places, out, points_crs="EPSG:3006"
    )
    assert out.read_text(encoding="utf-8").splitlines()[1] == "å;1,5;1,25;0;Öst"


def test_degrees_are_moved_to_the_places(tmp_path: Path) -> None:
    around = gpd.GeoSeries([shapely.Point(16.6373, 57.7584)], crs="EPSG:4326").to_crs("EPSG:3006")
    place = tmp_path / "plats.geojson"
    centre = gpd.GeoDataFrame({"name": ["Centrum"]}, geometry=around.buffer(100))
    centre.to_crs("EPSG:4326").to_file(place)
    points = write(tmp_path / "p.csv", "Latitude,Longitude\n57.7584,16.6373\n57.9,16.6373\n")
    join.locate_files(points, place, tmp_path / "ut.parquet")
    assert pd.read_parquet(tmp_path / "ut.parquet")["place_name"].tolist() == ["Centrum", ""]


@pytest.mark.parametrize("suffix", ["csv", "parquet", "gpkg"])
@pytest.mark.parametrize("given", ["csv", "parquet", "geoparquet", "gpkg"])
def test_each_kind_of_file_can_be_read_and_written(
    tmp_path: Path, places: Path, given: str, suffix: str
) -> None:
    table = pd.DataFrame({"fid": ["a", "b", "c"], "Geom": 1, "x": [1.0, 7, 99], "y": [1.0, 5, 99]})
    points = tmp_path / f"p.{given.removeprefix('geo')}"
    if given == "csv":
        table.to_csv(points, index=False)
    elif given == "parquet":
        table.to_parquet(points)
    else:
        geo = gpd.GeoDataFrame(
            table[["x", "y"]],
            geometry=gpd.points_from_xy(table["x"], table["y"]),
            crs="EPSG:3006",
        )
        geo.to_parquet(points) if given == "geoparquet" else geo.to_file(points)
    out = tmp_path / f"ut.{suffix}"
    join.locate_files(points, places, out, points_crs="EPSG:3006")
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "gpkg": gpd.read_file}[suffix]
    result = read(out)
    assert result["place_index"].astype("Float64").tolist() == [0.0, 0.0, 1.0, pd.NA]
    assert result["x"].astype(float).tolist() == [1.0, 7.0, 7.0, 99.0]


def test_rows_with_no_position_have_no_geometry_in_geopackage(tmp_path: Path, places: Path) -> None:
    out = tmp_path / "ut.gpkg"
    join.locate_files(write(tmp_path / "p.csv", TEXT), places, out, points_crs="EPSG:3006")
    result = gpd.read_file(out)
    assert result.geometry.isna().tolist() == [False, False, False, False, True]
    assert result.crs == "EPSG:3006"


def test_points_and_places_may_be_none(tmp_path: Path) -> None:
    empty = tmp_path / "inga.gpkg"
    PLACES[:0].to_file(empty)
    out = tmp_path / "ut.csv"
    summary = join.locate_files(
        write(tmp_path / "p.csv", "x,y\n"), empty, out, points_crs="EPSG:3006"
    )
    assert (summary.points, summary.places) == (0, 0)
    assert out.read_text(encoding="utf-8") == "x,y,place_index,place_name\n"


@pytest.mark.parametrize(
    ("text", "crs", "error"),
    [
        ("a,b\n1,2\n", None, ColumnError),
        ("x,y\n1,2\n", None, CrsError),
        ("x,y\n1,2\n", "EPSG:nonsens", CrsError),
        ("lat,lon\n1,2\n", "EPSG:3006", ColumnError),
        ("x,y,place_name\n1,2,3\n", "EPSG:3006", ColumnError),
        ("x,y\n1,2,3\n", "EPSG:3006", FormatError),
        ("", "EPSG:3006", FormatError),
    ],
)
def test_what_cannot_be_used_is_told(
    tmp_path: Path, places: Path, text: str, crs: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        join.locate_files(
            write(tmp_path / "p.csv", text), places, tmp_path / "ut.csv", points_crs=crs
        )


@pytest.mark.parametrize("name", ["finns.csv", "finns.parquet", "finns.gpkg"])
def test_a_missing_file_is_told(tmp_path: Path, places: Path, name: str) -> None:
    with pytest.raises(FormatError):
        join.locate_files(tmp_path / name, places, tmp_path / "ut.csv")


@pytest.mark.parametrize("name", ["p.parquet", "p.gpkg"])
def test_a_file_that_is_not_what_it_says_is_told(tmp_path: Path, places: Path, name: str) -> None:
    with pytest.raises(FormatError):
        join.locate_files(write(tmp_path / name, "skräp"), places, tmp_path / "ut.csv")


def test_polygons_are_not_points(tmp_path: Path, places: Path) -> None:
    with pytest.raises(FormatError, match="enkla punkter"):
        join.locate_files(places, places, tmp_path / "ut.csv")


def test_places_without_crs_are_refused(tmp_path: Path) -> None:
    bare = tmp_path / "platser.parquet"
    PLACES.set_crs(None, allow_override=True).to_parquet(bare)
    with pytest.raises(CrsError, match="Platserna"):
        join.locate_files(write(tmp_path / "p.csv", TEXT), bare, tmp_path / "ut.csv")


def test_an_unknown_suffix_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="Skriv till"):
        join.locate_files(tmp_path / "finns_ej.csv", tmp_path / "ej.gpkg", tmp_path / "ut.txt")
