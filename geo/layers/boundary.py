"""The kommun's boundary: a muted line that cannot be clicked."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.layers import shapes
from geo.layers._script import Layer


def layer(boundary: BaseGeometry, *, crs: str) -> Layer:
    """Draw a boundary given in `crs`."""
    outline = shapes.degrees(gpd.GeoSeries([boundary], crs=crs)).iloc[0]
    return Layer("Boundary", {"rings": shapes.rings(outline)})
