"""Maps that are taken out: GeoJSON by its standard, GeoPackage with styles that QGIS looks for."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import numpy as np
import pyogrio
import pytest
import shapely

from geo.look import VERDICTS
from geo.publishing.exports import styles
from geo.publishing.exports.what import Format, Wanted, What
from geo.store.engine import Store
from tests.export_store import HOSTILE, exported, filled, new_store, square

DRAWN = list(styles.LOOKS)


def parsed(style: str) -> Xml.Element:
    return Xml.fromstring(style)  # noqa: S314 - written by this program


SE = "{http://www.opengis.net/se}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(tmp_path_factory.mktemp("maps"))


@pytest.fixture(scope="module")
def package(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "allt.gpkg"
    path.write_bytes(exported(store, Wanted(What.ALL, Format.GEOPACKAGE)).content)
    return path


@pytest.mark.parametrize("what", DRAWN)
def test_geojson_is_wgs84_wound_by_the_right_hand_with_six_decimals(
    store: Store, what: What
) -> None:
    content = exported(store, Wanted(what, Format.GEOJSON)).content
    told = json.loads(content, parse_constant=pytest.fail)
    assert told["type"] == "FeatureCollection"
    assert "crs" not in told
    assert told["underlag"]["Kommun"] == "Västervik (0883)"
    for feature in told["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        if feature["geometry"] is None:
            continue
        shape = shapely.geometry.shape(feature["geometry"])
        corners = shapely.get_coordinates(shape)
        assert ((corners >= (10.9, 55.3)) & (corners <= (24.2, 69.1))).all()
        assert np.array_equal(corners, np.round(corners, 6))
        if shape.geom_type == "Polygon":
            assert shape.exterior.is_ccw
            assert shape.exterior.coords[0] == shape.exterior.coords[-1]


def test_a_place_is_where_it_was_to_a_decimetre(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "platser.geojson"
    path.write_bytes(exported(store, Wanted(What.PLACES, Format.GEOJSON)).content)
    back = pyogrio.read_dataframe(path).to_crs("EPSG:3006").set_index("Plats")
    for at, name in enumerate(HOSTILE):
        assert back.geometry[name].hausdorff_distance(square(at)) < 0.2


def test_rows_without_a_position_have_no_geometry(store: Store) -> None:
    told = json.loads(exported(store, Wanted(What.VISITS, Format.GEOJSON)).content)
    by_key = {each["properties"]["Besöks-id"]: each for each in told["features"]}
    assert by_key["v7"]["geometry"] is None
    assert by_key["v1"]["geometry"]["type"] == "Point"
    assert by_key["v1"]["properties"]["Punkten är"] == "i platsen"
    assert by_key["v0"]["properties"]["Punkten är"] == "eget läge"


def test_every_layer_is_registered_with_one_geometry_type_and_its_crs(package: Path) -> None:
    contents = pyogrio.read_dataframe(
        package, sql="SELECT table_name, data_type, srs_id FROM gpkg_contents"
    ).set_index("table_name")
    assert contents["data_type"].to_dict() == {
        "platser": "features", "handelser": "features", "besok": "features",
        "atgarder": "features", "underlag": "attributes", "layer_styles": "attributes",
    }  # fmt: skip
    for what in DRAWN:
        layer = styles.KINDS[what].file
        info = pyogrio.read_info(package, layer=layer)
        assert (info["geometry_type"], info["geometry_name"], info["crs"]) == (
            styles.LOOKS[what].geometry, "geom", "EPSG:3006",
        )  # fmt: skip


@pytest.mark.parametrize("what", DRAWN)
def test_qgis_finds_a_default_style_by_its_own_question(package: Path, what: What) -> None:
    # the condition of QgsOgrUtils::loadStoredStyle
    found = pyogrio.read_dataframe(
        package,
        layer="layer_styles",
        where=f"f_table_schema='' AND f_table_name='{styles.KINDS[what].file}' AND "
        "f_geometry_column='geom' ORDER BY CASE WHEN useAsDefault THEN 1 ELSE 2 END"
        ",update_time DESC",
    )
    assert len(found) == 1
    assert bool(found["useAsDefault"][0])
    assert found["styleQML"][0].startswith("<!DOCTYPE qgis")
    assert pyogrio.read_info(package, layer="layer_styles")["fid_column"] == "id"


@pytest.mark.parametrize("what", DRAWN)
def test_a_style_has_a_symbol_for_every_category_of_a_column_of_its_layer(
    package: Path, what: What
) -> None:
    layer = styles.KINDS[what].file
    found = pyogrio.read_dataframe(package, layer="layer_styles", where=f"f_table_name='{layer}'")
    root = parsed(found["styleQML"][0])
    renderer = root.find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "categorizedSymbol"
    rows = pyogrio.read_dataframe(package, layer=layer)
    categories = {each.get("value"): each.get("symbol") for each in renderer.iter("category")}
    assert set(rows[renderer.get("attr")]) <= set(categories)
    symbols = renderer.findall("symbols/symbol")
    assert [each.get("name") for each in symbols] == sorted(categories.values(), key=int)
    kind = "fill" if styles.LOOKS[what].geometry == "MultiPolygon" else "marker"
    for symbol in symbols:
        assert symbol.get("type") == kind
        for drawn in symbol.iter("layer"):
            assert drawn.get("class") in {
                "SimpleFill", "LinePatternFill", "SimpleLine", "SimpleMarker"
            }  # fmt: skip
            settings = {o.get("name"): o.get("value") for o in drawn.findall("Option/Option")}
            assert settings == {p.get("k"): p.get("v") for p in drawn.findall("prop")}
    for label in root.findall("labeling/settings/text-style"):
        for column in styles.LOOKS[what].label:
            assert f'"{column}"' in label.get("fieldName", "")
            assert column in rows.columns


def test_verdicts_are_told_apart_without_colour(package: Path) -> None:
    found = pyogrio.read_dataframe(package, layer="layer_styles", where="f_table_name='platser'")
    root = parsed(found["styleQML"][0])
    labels = [each.get("label") for each in root.iter("category")]
    assert labels == [f"{look.symbol} {look.word}" for look in VERDICTS.values()]
    for symbol, look in zip(
        root.findall("renderer-v2/symbols/symbol"), VERDICTS.values(), strict=True
    ):
        hatched = symbol.find("layer[@class='LinePatternFill']/symbol/layer") is not None
        assert hatched == (look.pattern == "hatched")
        edge = symbol.find("layer[@class='SimpleFill']/Option/Option[@name='outline_style']")
        assert edge is not None
        assert (edge.get("value") == "dash") == (look.pattern == "dashed")


@pytest.mark.parametrize("what", DRAWN)
def test_the_sld_has_a_rule_for_every_category(package: Path, what: What) -> None:
    layer = styles.KINDS[what].file
    found = pyogrio.read_dataframe(package, layer="layer_styles", where=f"f_table_name='{layer}'")
    rules = parsed(found["styleSLD"][0]).findall(f".//{SE}Rule/{SE}Name")
    assert [each.text for each in rules] == [each.label for each in styles.LOOKS[what].symbols]


def test_a_package_of_an_empty_store_has_its_layers_and_styles(tmp_path: Path) -> None:
    path = tmp_path / "tomt.gpkg"
    empty = exported(new_store(tmp_path), Wanted(What.ALL, Format.GEOPACKAGE))
    path.write_bytes(empty.content)
    assert empty.rows == 0
    assert {name for name, _ in pyogrio.list_layers(path)} == {
        "platser", "handelser", "besok", "atgarder", "underlag", "layer_styles",
    }  # fmt: skip
    assert pyogrio.read_info(path, layer="besok")["geometry_type"] == "Point"
