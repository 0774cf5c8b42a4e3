"""A selection as a GeoPackage: its points, its places with their counts, its cells, its basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.explore.basis import Basis, line
from geo.explore.exploration import Exploration

POINTS, PLACES = "handelser", "platser"
GEOMETRY, STYLES = "geom", "layer_styles"


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How a layer is to look in a program that reads styles from the file, as QGIS does.

    Attributes
    ----------
    name : str
    geometry : str
        What it is made for, and so what the layer has: ``Point`` or ``MultiPolygon``.
    qml : str
        For QGIS.
    sld : str
        OGC Styled Layer Descriptor, for others.
    made : datetime
        Aware.
    """

    name: str
    geometry: str
    qml: str
    sld: str
    made: datetime


NO_STYLES: Mapping[str, LayerStyle] = MappingProxyType({})


def to_geopackage(
    layers: Mapping[str, gpd.GeoDataFrame],
    told: Basis,
    *,
    styles: Mapping[str, LayerStyle] = NO_STYLES,
) -> bytes:
    """Return layers as a GeoPackage with a table of the basis.

    Parameters
    ----------
    layers : mapping of str to GeoDataFrame
        By name; empty ones are written too, so that a file always has the same layers.
    told : Basis
        Also the description of every layer.
    styles : mapping of str to LayerStyle
        By name of the layer; those that it has are its defaults.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "utforska.gpkg"
        for name, frame in layers.items():
            geometry = styles[name].geometry if name in styles else _geometry_type(name, frame)
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                geometry_type=geometry,
                promote_to_multi=geometry == "MultiPolygon",
                layer_metadata={"DESCRIPTION": line(told)},
                layer_options={"GEOMETRY_NAME": GEOMETRY},
                use_arrow=True,  # else days are texts
            )
        basis = pd.DataFrame(told, columns=["vad", "text"])
        pyogrio.write_dataframe(basis, path, layer="underlag", driver="GPKG")
        if styles:
            _write_styles(path, styles)
        return path.read_bytes()


def _geometry_type(name: str, frame: gpd.GeoDataFrame) -> str:
    """Return the one type that a layer has: QGIS takes a layer of several apart, style and all."""
    kinds = set(frame.geometry.geom_type.dropna())
    if name.startswith(POINTS) or kinds == {"Point"}:
        return "Point"
    return "MultiPolygon" if kinds <= {"Polygon", "MultiPolygon"} else "Unknown"


def _write_styles(path: Path, styles: Mapping[str, LayerStyle]) -> None:
    """Write ``layer_styles``, the table that QGIS makes itself and looks for its styles in.

    Its columns, the empty texts for catalog and schema (QGIS asks for ``f_table_schema = ''``) and
    the name of its key are those of ``QgsOgrUtils::saveStyle`` and ``loadStoredStyle`` in QGIS's
    ``qgsogrutils.cpp``.
    """
    frame = pd.DataFrame(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": list(styles),
            "f_geometry_column": GEOMETRY,
            "styleName": [style.name for style in styles.values()],
            "styleQML": [style.qml for style in styles.values()],
            "styleSLD": [style.sld for style in styles.values()],
            "useAsDefault": True,
            "description": "Platsbild",
            "owner": "",
            "ui": "",
            "update_time": [style.made for style in styles.values()],
        }
    )
    options = {"FID": "id"}
    pyogrio.write_dataframe(
        frame, path, layer=STYLES, driver="GPKG", append=False, layer_options=options
    )


def points(shown: Exploration) -> gpd.GeoDataFrame:
    """Return the incidents that have a point, in words, with Swedish column names."""
    found = shown.found
    frame = shown.all_rows()[shown.selected.drawn]
    at = shown.selected.points
    return gpd.GeoDataFrame(
        frame.reset_index(drop=True),
        geometry=gpd.points_from_xy(found.x[at], found.y[at]),
        crs=found.crs,
    )


def places(shown: Exploration) -> gpd.GeoDataFrame:
    """Return every place with its incidents of the selection."""
    count = dict(zip(shown.per_place.keys, shown.per_place.rows, strict=True))
    ids = [str(place) for place in shown.found.place_ids]
    return gpd.GeoDataFrame(
        {
            "Plats": list(shown.names),
            "Händelser": [count[place][1] if place in count else 0 for place in ids],
        },
        geometry=list(shown.shapes),
        crs=shown.found.crs,
    )
