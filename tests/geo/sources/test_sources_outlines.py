"""Outlines are read from whatever somebody has drawn, and say what was done to them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box, mapping

from geo.errors import CrsError, FormatError
from geo.sources import outlines
from geo.sources.outlines import Outline

STORE = "EPSG:3006"
SQUARE = box(16.60, 57.70, 16.61, 57.71)
IN_STORE = gpd.GeoSeries([SQUARE], crs=4326).to_crs(STORE)[0]


def read(document: Any, **options: Any) -> tuple[Outline, ...]:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return outlines.read(content, file="yta.geojson", store_crs=STORE, **options)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    "document",
    [mapping(SQUARE), feature(SQUARE), collection(feature(SQUARE)),
     b"\xef\xbb\xbf \n" + json.dumps(mapping(SQUARE)).encode()],
)  # fmt: skip
def test_a_geometry_a_feature_and_a_collection_are_the_same_outline(document: Any) -> None:
    (found,) = read(document)
    assert found.geometry.equals_exact(IN_STORE, 1e-6)
    assert (found.name, found.code, found.label, found.repairs) == ("", "", "Yta 1", ())


def test_a_geometry_alone_may_say_its_crs() -> None:
    member = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    (found,) = read({**mapping(IN_STORE), "crs": member})
    assert found.geometry.equals(IN_STORE)


def test_geopackage_and_zipped_shapefile_are_read(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"namn": ["A"]}, geometry=[SQUARE], crs=4326).to_crs(3010)
    frame.to_file(tmp_path / "p.gpkg")
    frame.to_file(tmp_path / "p.shp")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in tmp_path.glob("p.*"):
            if part.suffix not in {".gpkg", ".prj"}:
                archive.write(part, part.name)
    for found in (
        read((tmp_path / "p.gpkg").read_bytes()),
        read(packed.getvalue(), crs="EPSG:3010"),
    ):
        assert found[0].name == "A"
        assert found[0].geometry.symmetric_difference(IN_STORE).area < 0.01 * IN_STORE.area
    with pytest.raises(CrsError):
        read(packed.getvalue())


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (Polygon([(16.6, 57.7), (16.61, 57.71), (16.61, 57.7), (16.6, 57.71)]), "korsade sig"),
        (Point(16.6, 57.7), "cirkel med 150 m"),
        (shapely.union_all([SQUARE, box(16.7, 57.7, 16.71, 57.71)]), "flera delar"),
    ],
)
def test_what_was_done_to_an_outline_is_said(geometry: Any, said: str) -> None:
    (found,) = read(mapping(geometry))
    assert said in " ".join(found.repairs)
    assert found.geometry.is_valid


def test_unusable_features_are_left_out_but_not_all_of_them() -> None:
    line = feature(LineString([(16.6, 57.7), (16.7, 57.8)]), namn="linje")
    found = read(collection(line, feature(SQUARE, namn="yta", kod=7)))
    assert [(each.number, each.label) for each in found] == [(2, "yta · 7")]
    with pytest.raises(FormatError, match=r"ingen yta \(LineString\)"):
        read(line)
    with pytest.raises(FormatError, match="ingen yta som kan"):
        read(collection(line, line))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"null", b'"Polygon"', b"\xff\xfe{", b'{"type": "Polygon"}',
     b'{"type": ["Polygon"], "features": 1}', b'{"type": {}}',
     b'{"type":"Polygon","coordinates":[[[1e999,2],[3,4],[5,6],[1e999,2]]]}',
     b'{"type":"Polygon","coordinates":[[[57.7,16.6],[57.8,16.6],[57.8,16.7],[57.7,16.6]]]}',
     b"[" * 100_000, b'{"type":"Polygon","coordinates":' + b"[" * 100_000,
     b"PK\x03\x04rest", b"SQLite format 3\x00rest"],
)  # fmt: skip
def test_a_file_that_is_none_is_one_sentence(content: bytes) -> None:
    with pytest.raises(FormatError):
        read(content)


def test_an_outline_is_known_by_name_or_code_however_it_is_written() -> None:
    (found,) = read(feature(SQUARE, namn="Kar storp", kod="0883-K"))
    assert found.is_called("KARSTORP")
    assert found.is_called("0883k")
    assert not found.is_called("")
    assert not found.is_called("Edsbruk")
