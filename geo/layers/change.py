"""A change of an outline: the old one dashed, the new one solid and filled."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.layers import shapes
from geo.layers._script import Layer
from geo.look import ACCENT, INK


def layer(before: BaseGeometry, after: BaseGeometry, *, crs: str) -> Layer:
    """Draw two outlines of one place.

    Parameters
    ----------
    before, after : geometry
        Polygons or multipolygons in `crs`.
    crs : str
    """
    old, new = shapes.degrees(gpd.GeoSeries([before, after], crs=crs))
    return Layer(
        "Change",
        {"before": shapes.rings(old), "after": shapes.rings(new), "colour": ACCENT, "ink": INK},
    )


def legend() -> str:
    """Return what the two outlines mean, as HTML: in words beside a piece of each line."""
    old = f"border:2px dashed {INK}"
    new = f"border:2px solid {ACCENT};background:{ACCENT}33"
    return (
        "<div class='pb-legend'>"
        + "".join(
            "<span class='pb-key'><span class='pb-swatch' aria-hidden='true' "
            f"style='{style}'></span> {word}</span>"
            for style, word in ((old, "före (streckad)"), (new, "efter (fylld)"))
        )
        + "</div>"
    )
