"""Polygons on their way to a browser: in degrees, and no more corners than can be seen."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.schema import WGS84

SEEN = 4000
"""A corner that moves a line by less than this part of the map's extent is left out."""


def degrees(geometry: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return polygons in WGS84, simplified to what a screen can show."""
    if not len(geometry):
        return geometry.to_crs(WGS84)
    west, south, east, north = geometry.total_bounds
    tolerance = max(east - west, north - south) / SEEN
    return geometry.simplify(tolerance).to_crs(WGS84)


def rings(geometry: shapely.Geometry) -> list[list[list[float]]]:
    """Return the rings of a polygon or multipolygon as ``[lat, lon]``, 5 decimals (about 1 m)."""
    parts = shapely.get_parts(geometry)
    parts = parts[shapely.get_type_id(parts) == 3]
    return [_lat_lon(ring) for part in parts for ring in shapely.get_rings([part])]


def _lat_lon(ring: shapely.Geometry) -> list[list[float]]:
    corners: NDArray[np.float64] = shapely.get_coordinates(ring)[:, ::-1].round(5)
    return [[float(lat), float(lon)] for lat, lon in corners]


def middle(geometry: shapely.Geometry) -> list[float]:
    """Return a point inside as ``[lat, lon]``."""
    point = shapely.point_on_surface(geometry)
    return [round(float(point.y), 5), round(float(point.x), 5)]
