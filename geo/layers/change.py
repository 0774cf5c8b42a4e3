"""A change of an outline: the old one dashed, the new one solid and filled."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.layers import shapes
from geo.layers._script import Layer
from geo.layers.legend import points
from geo.look import ACCENT, INK
from geo.model import Group


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


def legend(groups: Sequence[Group]) -> str:
    """Return what the outlines and the points mean, as HTML: in words beside each mark.

    Parameters
    ----------
    groups : sequence of Group
        Groups whose points are on the map.
    """
    old, new = f"border:2px dashed {INK}", f"border:2px solid {ACCENT};background:{ACCENT}33"
    outlines = "".join(
        f"<span class='pb-key'><span class='pb-swatch' aria-hidden='true' style='{style}'></span> "
        f"{word}</span>"
        for style, word in ((old, "före (streckad)"), (new, "efter (fylld)"))
    )
    last = points("Händelser, 52 veckor", groups) if groups else ""
    return f"<div class='pb-legend'><div>{outlines}</div>{last}</div>"
