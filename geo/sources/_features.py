"""Features of a map file, one by one, so that a broken one does not take the others with it."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from pyproj import CRS
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError, FormatError
from geo.schema import WGS84
from geo.sources import _child, _excel
from geo.sources._crs import parse_crs
from geo.sources._json_text import plain

_SHAPEFILE = b"\x00\x00\x27\x0a"
"""What every .shp begins with."""
_HINT = "Platser läses från GeoJSON, GeoPackage (.gpkg) och shapefil i zip."


@dataclass(frozen=True)
class Feature:
    """One feature; `number` counts from 1."""

    number: int
    properties: dict[str, Any]
    geometry: BaseGeometry | None

    def text(self, name: str) -> str:
        """Return a property as clean text; a missing one is empty."""
        return plain(self.properties.get(name))

    def properties_as_text(self) -> list[tuple[str, str]]:
        """Return every property as text."""
        return [(name, self.text(name)) for name in self.properties]


def read_features(
    content: bytes, *, file: str, crs: str | None
) -> tuple[list[Feature], CRS, tuple[str, ...]]:
    """Return the features, their CRS and notes.

    Parameters
    ----------
    content : bytes
        GeoJSON, GeoPackage or zipped shapefile, told apart by content.
    file : str
        Its name, for messages.
    crs : str, optional
        Used where the file does not say.

    Raises
    ------
    FormatError
        None of these formats, or damaged.
    CrsError
        The file does not say its CRS and `crs` is not given, or one of them is unknown.
    """
    if content.startswith(b"SQLite format 3\x00"):
        return _read_with_gdal(content, file, crs, "GeoPackage")
    if content.startswith(b"PK\x03\x04"):
        names = [n for n in _excel.check_zip(content, file=file) if n.lower().endswith(".shp")]
        if not names:
            raise FormatError("Zip-filen har ingen shapefil (.shp).", hint=_HINT, file=file)
        _refuse_other_content(content, names, file)
        return _read_with_gdal(content, file, crs, "shapefil")
    return _read_geojson(content, file, crs)


def _refuse_other_content(content: bytes, names: list[str], file: str) -> None:
    """Raise unless the shapefiles are ones: GDAL would follow a description of other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            heads = [archive.open(name).read(4) for name in names]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise FormatError("Filen kan inte läsas som shapefil.", hint=_HINT, file=file) from error
    if any(head != _SHAPEFILE for head in heads):
        raise FormatError("Filen kan inte läsas som shapefil.", hint=_HINT, file=file)


def _read_geojson(
    content: bytes, file: str, crs: str | None
) -> tuple[list[Feature], CRS, tuple[str, ...]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError("Filen är ingen kartfil som kan läsas.", hint=_HINT, file=file) from error
    items = document.get("features") if isinstance(document, dict) else None
    if isinstance(document, dict) and document.get("type") == "Feature":
        items = [document]
    if not isinstance(items, list):
        raise FormatError("Filen är inte GeoJSON med objekt.", hint=_HINT, file=file)
    features = [_feature(number, item) for number, item in enumerate(items, start=1)]
    stated = _stated_crs(document)
    if stated is not None:
        return features, parse_crs(stated, file), (f"Koordinatsystem i filen: {stated}.",)
    if crs is not None:
        return features, parse_crs(crs, file), ()
    return features, CRS(WGS84), ("Koordinatsystem: WGS84, som GeoJSON har när inget sägs.",)


def _stated_crs(document: dict[str, Any]) -> str | None:
    """Return the CRS of an old GeoJSON ``crs`` member."""
    member = document.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else None


def _feature(number: int, item: object) -> Feature:
    if not isinstance(item, dict):
        return Feature(number, {}, None)
    properties = item.get("properties")
    properties = (
        {plain(k): v for k, v in properties.items()} if isinstance(properties, dict) else {}
    )
    try:
        geometry = shape(item["geometry"]) if item.get("geometry") else None
    except (
        shapely.errors.ShapelyError,
        ValueError,
        TypeError,
        KeyError,
        OverflowError,
        RecursionError,
        AttributeError,
        IndexError,
    ):
        geometry = None
    return Feature(number, properties, geometry)


def _read_with_gdal(
    content: bytes, file: str, crs: str | None, kind: str
) -> tuple[list[Feature], CRS, tuple[str, ...]]:
    about, table = _in_child(content, file, kind)
    named = about["layers"]
    notes = (f"Lästes inte: lagren {', '.join(named[1:])}.",) if len(named) > 1 else ()
    stated = about["crs"]
    if stated is None and crs is None:
        raise CrsError(
            "Filen säger inte vilket koordinatsystem den använder.",
            hint="Ange det med --crs, t.ex. --crs EPSG:3006.",
            file=file,
        )
    geometry_name = about["geometry"]
    shapes = shapely.from_wkb(
        np.array(table.column(geometry_name).to_pylist(), dtype=object), on_invalid="ignore"
    )
    rows = table.drop_columns([geometry_name]).to_pylist()
    features = [
        Feature(number, dict(row), geometry)
        for number, (row, geometry) in enumerate(zip(rows, shapes, strict=True), start=1)
    ]
    source = parse_crs(stated if stated is not None else str(crs), file)
    return features, source, (f"Koordinatsystem i filen: {source.to_string()[:40]}.", *notes)


def _in_child(content: bytes, file: str, kind: str) -> tuple[dict[str, Any], pa.Table]:
    """Let a child process read the file: GDAL may crash, hang or want all memory there is."""
    with tempfile.TemporaryDirectory() as folder:  # GDAL goes by the file's suffix
        path = Path(folder) / ("places.zip" if kind == "shapefil" else "places.gpkg")
        path.write_bytes(content)
        code, output = _child.run("_gdal_reader.py", str(path))
    if code == _child.NOTHING:
        raise FormatError("Filen har inget lager med geometri.", hint=_HINT, file=file)
    if code != 0:
        raise FormatError(f"Filen kan inte läsas som {kind}.", hint=_HINT, file=file)
    head, _, stream = output.partition(b"\n")
    about: dict[str, Any] = json.loads(head)
    return about, pa.ipc.open_stream(stream).read_all()
