"""An outline as text that people can read, edit and paste."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.schema import WGS84

BY_HAND = "ändrad för hand"
"""What stands as the source of an outline that was typed or pasted."""
DECIMALS = 6
"""Decimals of degrees: about a decimetre."""


def to_geojson(geometry: BaseGeometry, *, crs: str) -> str:
    """Return an outline as GeoJSON in WGS84, one corner a line.

    Parameters
    ----------
    geometry : geometry
        Polygon or multipolygon.
    crs : str
        Its CRS.
    """
    degrees = gpd.GeoSeries([geometry], crs=crs).to_crs(WGS84).iloc[0]
    rounded = shapely.transform(degrees, lambda corners: np.round(corners, DECIMALS))
    drawn = shapely.geometry.mapping(rounded)
    text = json.dumps({"type": drawn["type"], "coordinates": drawn["coordinates"]})
    return text.replace("], [", "],\n[").replace("[[", "[\n[").replace("]]", "]\n]")
