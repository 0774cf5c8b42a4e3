"""Outlines of places from any map file, with or without names; and one of them as an import.

Where ``places`` reads a register, this reads what somebody has drawn: a single polygon, a feature
without properties, or a whole file in which the wanted place is one of many.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import FormatError
from geo.folding import fold
from geo.model import ImportKind
from geo.schema import Parsed
from geo.sources import _geometry, places
from geo.sources._features import Feature, read_features

_GEOMETRIES = frozenset({"Polygon", "MultiPolygon", "GeometryCollection", "Point", "MultiPoint"})


@dataclass(frozen=True)
class Outline:
    """One outline of a file.

    Attributes
    ----------
    number : int
        Which feature of the file it is, from 1.
    name, code : str
        What the file calls it; empty where it does not say.
    geometry : geometry
        Valid polygon or multipolygon in the store's CRS.
    repairs : tuple of str
        Swedish sentences on what was done to it.
    file : str
        Name of the file it came from.
    sha256 : str
        Hash of that file's content.
    """

    number: int
    name: str
    code: str
    geometry: BaseGeometry
    repairs: tuple[str, ...]
    file: str
    sha256: str

    @property
    def label(self) -> str:
        """What it is called in a list: its name and code, or its number in the file."""
        named = " · ".join(part for part in (self.name, self.code) if part)
        return named or f"Yta {self.number}"

    def is_called(self, text: str) -> bool:
        """Return whether its name or code is `text`, case and spacing overlooked."""
        wanted = fold(text)
        return bool(wanted) and wanted in {fold(self.name), fold(self.code)}


def read(
    content: bytes, *, file: str, store_crs: str, crs: str | None = None
) -> tuple[Outline, ...]:
    """Return the outlines of a file.

    Parameters
    ----------
    content : bytes
        GeoJSON (also a geometry alone), GeoPackage or zipped shapefile.
    file : str
        Its name, for messages.
    store_crs : str
        CRS of the result.
    crs : str, optional
        CRS of a file that does not say; GeoJSON is WGS84 by its standard.

    Raises
    ------
    FormatError
        It is no such file, or has no area that can be used.
    CrsError
        The file does not say its CRS and `crs` is not given.
    """
    features, source, _ = read_features(_with_feature(content), file=file, crs=crs)
    target = _geometry.Target(source, store_crs)
    columns = {"name": _column(features, "name"), "code": _column(features, "key")}
    sha256 = hashlib.sha256(content).hexdigest()
    found: list[Outline] = []
    faults: list[str] = []
    for feature in features:
        told = _geometry.Told()
        geometry = _geometry.place(feature.geometry, target, told)
        if isinstance(geometry, BaseGeometry):
            named = {key: feature.text(column) for key, column in columns.items()}
            found.append(
                Outline(feature.number, **named, geometry=geometry, repairs=_repairs(told),
                        file=file, sha256=sha256)
            )  # fmt: skip
        else:
            faults.append(geometry)
    if not found:
        raise FormatError(
            faults[0] if len(faults) == 1 else "Filen har ingen yta som kan användas.",
            hint="Kontrollera att den har minst en sluten polygon.",
            file=file,
        )
    return tuple(found)


def as_import(place: dict[str, Any], outline: BaseGeometry, *, note: str) -> Parsed:
    """Return a place with another outline as an imported file of one row.

    Parameters
    ----------
    place : dict
        ``row_key, name, typ, status, precision, source, valid_from, valid_to, causes`` of the
        place; hashed as an imported row is, so that the place's file is a change when it comes
        again.
    outline : geometry
        In the store's CRS.
    note : str
        What to tell of it in the list of imports.
    """
    row = {**place, "key": place["row_key"], "geometry": shapely.to_wkb(outline), "line": 1}
    return Parsed(ImportKind.PLACES, places.frame([row]), (), 1, (note,))


def _with_feature(content: bytes) -> bytes:
    """Return GeoJSON with a feature around a geometry that stands alone; all else as it is."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return content
    try:
        document = json.loads(content.decode("utf-8-sig"))
        if str(document.get("type")) not in _GEOMETRIES:
            return content
        feature = {"type": "Feature", "geometry": document, "crs": document.get("crs")}
        return json.dumps(feature).encode()
    except (UnicodeDecodeError, ValueError, RecursionError):
        return content  # the reader says what is wrong


def _column(features: list[Feature], field: str) -> str:
    """Return the property that holds `field`, or empty; the synonyms are those of ``places``."""
    names = {fold(name): name for feature in features[:1000] for name in feature.properties}
    return next((names[word] for word in places.FIELDS[field].split() if word in names), "")


def _repairs(told: _geometry.Told) -> tuple[str, ...]:
    said = []
    if told.mended:
        said.append("Linjen korsade sig själv och lagades; kontrollera formen på kartan.")
    if told.circles:
        said.append(f"En punkt blev en cirkel med {_geometry.POINT_RADIUS:.0f} m radie.")
    if told.parts:
        said.append("Ytan består av flera delar.")
    return tuple(said)
