"""A table as GeoJSON (RFC 7946): WGS84, six decimals, outer rings anticlockwise."""

from __future__ import annotations

import json
from datetime import date, datetime

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.explore.basis import Basis
from geo.explore.spreadsheet import clock
from geo.explore.tables import Cell, Table
from geo.schema import WGS84

DECIMALS = 6
"""Of degrees: a decimetre; RFC 7946, 11.2, advises no more."""


def to_geojson(table: Table, geometry: gpd.GeoSeries, told: Basis) -> bytes:
    """Return a feature collection; the basis is a member of its own, which readers leave alone.

    Parameters
    ----------
    table : Table
    geometry : GeoSeries
        Of each row; one that is missing is null (section 3.2).
    told : Basis
    """
    shapes = shapely.to_geojson(_degrees(geometry))
    head = json.dumps(dict(told), ensure_ascii=False)
    features = ",\n".join(
        f'{{"type":"Feature","geometry":{shape or "null"},'
        f'"properties":{_properties(table.headers, row)}}}'
        for shape, row in zip(shapes.tolist(), table.rows, strict=True)
    )
    return (
        f'{{"type":"FeatureCollection","underlag":{head},"features":[\n{features}\n]}}\n'.encode()
    )


def _degrees(geometry: gpd.GeoSeries) -> NDArray[np.object_]:
    """Return shapes in WGS84, rounded, by the right-hand rule (section 3.1.6)."""
    shapes = geometry.to_crs(WGS84).to_numpy()
    rounded = shapely.transform(shapes, lambda corners: np.round(corners, DECIMALS) + 0.0)
    wound: NDArray[np.object_] = shapely.orient_polygons(rounded, exterior_cw=False)
    wound[shapely.is_empty(wound)] = None
    return wound


def _properties(headers: tuple[str, ...], row: tuple[Cell, ...]) -> str:
    told = {header: _value(cell) for header, cell in zip(headers, row, strict=True)}
    return json.dumps(told, ensure_ascii=False, allow_nan=False)


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, datetime):
        return clock(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
