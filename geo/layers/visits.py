"""Visits: a ticked square at each place that was visited lately."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd

from geo.layers import shapes
from geo.layers._script import Layer
from geo.schema import WGS84


def layer(geometry: gpd.GeoSeries, texts: Sequence[str]) -> Layer:
    """Draw visits.

    Parameters
    ----------
    geometry : GeoSeries
        The visited places, any CRS.
    texts : sequence of str
        What each says when pointed at: "3 besök på 28 dagar".
    """
    outlines = geometry.to_crs(WGS84)
    return Layer(
        "Visits",
        [
            {"at": shapes.middle(outline), "text": text}
            for outline, text in zip(outlines, texts, strict=True)
        ],
    )
