from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, Polygon, box, mapping

from geo.errors import ColumnError, CrsError, FormatError
from geo.model import ImportKind
from geo.sources import places

SQUARE = box(16.60, 57.70, 16.61, 57.71)
BOUNDARY = box(590_000, 6_390_000, 610_000, 6_410_000)


def feature(properties: dict[str, Any], geometry: Any) -> dict[str, Any]:
    drawn = None if geometry is None else mapping(geometry)
    return {"type": "Feature", "properties": properties, "geometry": drawn}


def geojson(*features: tuple[dict[str, Any], Any], **members: Any) -> str:
    listed = [feature(properties, geometry) for properties, geometry in features]
    return json.dumps({"type": "FeatureCollection", "features": listed, **members})


def read(parse: Any, *features: tuple[dict[str, Any], Any], **options: Any) -> Any:
    return parse(ImportKind.PLACES, geojson(*features), **options)


def shape_of(parsed: Any, row: int = 0) -> Any:
    return shapely.from_wkb(parsed.frame.geometry[row])


def test_geojson_without_a_crs_is_wgs84_and_lands_in_the_stores_crs(parse: Any) -> None:
    parsed = read(parse, ({"namn": "Torget"}, SQUARE))
    assert shapely.contains_xy(BOUNDARY, *shape_of(parsed).centroid.coords[0])
    assert parsed.frame.name[0] == "Torget"


def test_an_old_crs_member_is_believed(parse: Any) -> None:
    member = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    square = box(597_000, 6_402_000, 598_000, 6_403_000)
    parsed = parse(ImportKind.PLACES, geojson(({"namn": "A"}, square), crs=member))
    assert shape_of(parsed).equals(square)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3006", "EPSG:3010", "EPSG:3021"])
def test_geopackage_and_zipped_shapefile_are_read_in_any_crs(
    parse: Any, tmp_path: Path, crs: str
) -> None:
    frame = gpd.GeoDataFrame({"namn": ["Torget"]}, geometry=[SQUARE], crs="EPSG:4326").to_crs(crs)
    frame.to_file(tmp_path / "p.gpkg")
    frame.to_file(tmp_path / "p.shp")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in tmp_path.glob("p.*"):
            if part.suffix != ".gpkg":
                archive.write(part, part.name)
    expected = gpd.GeoSeries([SQUARE], crs="EPSG:4326").to_crs("EPSG:3006")[0]
    for content in ((tmp_path / "p.gpkg").read_bytes(), packed.getvalue()):
        parsed = parse(ImportKind.PLACES, content)
        assert shape_of(parsed).symmetric_difference(expected).area < 0.01 * expected.area


def test_a_shapefile_without_a_crs_asks_for_it(parse: Any, tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"namn": ["A"]}, geometry=[SQUARE], crs="EPSG:4326")
    frame.to_file(tmp_path / "p.shp")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf"):
            archive.write(tmp_path / f"p{suffix}", f"p{suffix}")
    with pytest.raises(CrsError, match="--crs"):
        parse(ImportKind.PLACES, packed.getvalue())
    assert len(parse(ImportKind.PLACES, packed.getvalue(), crs="EPSG:4326").frame) == 1


def test_an_invalid_polygon_is_mended_and_told(parse: Any) -> None:
    bow = Polygon([(16.60, 57.70), (16.61, 57.71), (16.61, 57.70), (16.60, 57.71)])
    parsed = read(parse, ({"namn": "Fluga"}, bow))
    assert shape_of(parsed).is_valid
    assert "1 ogiltig polygon lagades." in parsed.notes


def test_a_point_becomes_a_circle_of_150_metres(parse: Any) -> None:
    parsed = read(parse, ({"namn": "Punkt"}, Point(16.6, 57.7)))
    assert shape_of(parsed).area == pytest.approx(3.1415 * 150**2, rel=0.01)


@pytest.mark.parametrize(
    ("properties", "geometry", "words"),
    [
        ({"namn": "A"}, None, "tom"),
        ({"namn": "A"}, Polygon(), "tom"),
        ({"namn": ""}, SQUARE, "namn"),
        ({"namn": "A", "KOM_KOD": "0685"}, SQUARE, "annan kommun"),
        ({"namn": "A"}, box(18.0, 59.3, 18.1, 59.4), "utanför Västervik"),
        ({"namn": "A"}, shapely.LineString([(16.6, 57.7), (16.7, 57.7)]), "ingen yta"),
        ({"namn": "A"}, box(-70.0, 40.0, -69.0, 41.0), "utanför"),
    ],
)
def test_a_place_that_cannot_be_one_is_rejected_with_its_reason(
    parse: Any, properties: dict[str, Any], geometry: Any, words: str
) -> None:
    parsed = read(parse, ({"namn": "God"}, SQUARE), (properties, geometry), boundary=BOUNDARY)
    assert len(parsed.frame) == 1
    assert parsed.rejects[0].line == 3
    assert words in parsed.rejects[0].reason


def test_a_place_that_reaches_out_of_the_kommun_is_noted(parse: Any) -> None:
    parsed = read(parse, ({"namn": "Kant"}, box(16.5, 57.60, 16.6, 57.70)), boundary=BOUNDARY)
    assert "Når utanför kommunens gräns: Kant." in parsed.notes


def test_places_of_one_name_get_keys_of_their_own_and_keep_them(parse: Any) -> None:
    two = [({"namn": "Hjorted"}, SQUARE), ({"namn": "Hjorted"}, SQUARE.buffer(0.01))]
    parsed = read(parse, *two)
    assert parsed.frame.row_key.tolist() == ["hjorted", "hjorted#2"]
    assert "Flera platser har samma namn: Hjorted (2)." in parsed.notes
    assert read(parse, *two).frame.equals(parsed.frame)


@pytest.mark.parametrize(
    "name", ["name", "Namn", "NAMN1", "regsonamn", "WD22NM", "ward_name", "tatort"]
)
def test_the_name_is_found_under_what_others_call_it(parse: Any, name: str) -> None:
    assert read(parse, ({name: "Torget", "x": 1}, SQUARE)).frame.name[0] == "Torget"


def test_causes_come_with_their_documents(parse: Any) -> None:
    causes = [{"cause": "brand", "document": "000"}, ["skadegörelse", "001"], "buskörning"]
    parsed = read(parse, ({"namn": "A", "causes": causes, "dokument": "002"}, SQUARE))
    assert parsed.frame.causes[0] == (
        ("brand", "000"), ("skadegörelse", "001"), ("buskörning", "002"),
    )  # fmt: skip


def test_a_file_without_names_or_features_is_refused(parse: Any) -> None:
    with pytest.raises(ColumnError, match="namn"):
        read(parse, ({"x": 1}, SQUARE))
    with pytest.raises(FormatError, match="inga objekt"):
        read(parse)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff\xfe", b"SQLite format 3\x00junk", b"PK\x03\x04junk"]
)
def test_what_is_no_map_file_is_refused(parse: Any, content: bytes) -> None:
    with pytest.raises(FormatError):
        parse(ImportKind.PLACES, content)


@pytest.mark.parametrize(
    "geometry",
    [{}, [], "x", {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[[1]]]}, {"type": 1}],
)
def test_one_broken_feature_leaves_the_others(parse: Any, geometry: Any) -> None:
    document = json.loads(geojson(({"namn": "A"}, SQUARE), ({"namn": "B"}, SQUARE)))
    document["features"][0]["geometry"] = geometry
    parsed = parse(ImportKind.PLACES, json.dumps(document))
    assert parsed.frame.name.tolist() == ["B"]
    assert len(parsed.rejects) == 1


def test_a_boundary_is_the_union_of_the_kommuns_own_polygons() -> None:
    west, east = box(16.0, 57.0, 16.5, 57.5), box(16.5, 57.0, 17.0, 57.5)
    content = geojson(
        ({"kommunkod": "0883"}, west), ({"kommunkod": "883"}, east), ({"kommunkod": "0685"}, SQUARE)
    ).encode()  # fmt: skip
    found = places.parse_boundary(
        content, file="g.geojson", kommun_code="0883", store_crs="EPSG:3006"
    )
    assert found.geom_type == "Polygon"
    with pytest.raises(FormatError, match="9999"):
        places.parse_boundary(content, file="g", kommun_code="9999", store_crs="EPSG:3006")


def test_a_key_of_its_own_is_a_places_identity_whatever_its_name(parse: Any) -> None:
    first = read(parse, ({"namn": "Torget", "key": "0883-torg"}, SQUARE)).frame
    renamed = read(parse, ({"namn": "Stora torget", "key": "0883-torg"}, SQUARE)).frame
    assert first.row_key.tolist() == renamed.row_key.tolist() == ["0883-torg"]
    assert first.content_hash[0] != renamed.content_hash[0]


def test_a_crs_for_heights_is_refused(parse: Any) -> None:
    member = {"type": "name", "properties": {"name": "EPSG:5613"}}
    with pytest.raises(CrsError):
        parse(ImportKind.PLACES, geojson(({"namn": "A"}, SQUARE), crs=member))


def test_a_shapefile_that_only_points_at_another_file_is_not_followed(parse: Any) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("p.shp", "<OGRVRTDataSource><OGRVRTLayer name='p'/></OGRVRTDataSource>")
    with pytest.raises(FormatError, match="shapefil"):
        parse(ImportKind.PLACES, packed.getvalue())


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e999", '"x"'])
def test_a_coordinate_that_is_no_number_of_ours_is_a_rejected_row(parse: Any, number: str) -> None:
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        f'{{"namn": "A"}}, "geometry": {{"type": "Point", "coordinates": [{number}, 57.7]}}}}]}}'
    )
    assert len(parse(ImportKind.PLACES, text).rejects) == 1
