"""Where in a place one goes: a point on its own ground, beside the smaller places within it."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

OWN_GROUND = 0.02
"""A place of which less than this share is left beside the places within it has no own ground."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place as a patrol sees it: where it is (metres in the store's CRS)."""

    place_id: int
    name: str
    x: float
    y: float


def sites(places: gpd.GeoDataFrame) -> tuple[Site, ...]:
    """Return where one goes in each place.

    A tätort holds its centrum, and that its torg. Need counts what happens in the innermost of them
    (``analysis.innermost``), so a stop in the centrum is made beside the torg, not on it.

    Parameters
    ----------
    places : GeoDataFrame
        ``place_id, name, geometry`` in a metric CRS, as ``store.read.places`` gives them.

    Examples
    --------
    >>> town = gpd.GeoDataFrame(
    ...     {"place_id": [1, 2], "name": ["Centrum", "Torget"]},
    ...     geometry=[shapely.box(0, 0, 100, 100), shapely.box(20, 20, 80, 80)],
    ... )
    >>> own, inner = sites(town)
    >>> shapely.box(20, 20, 80, 80).covers(shapely.Point(own.x, own.y)), inner.name
    (False, 'Torget')
    """
    shapes = np.asarray(places.geometry.array, dtype=object)
    points = [shapely.point_on_surface(_own_ground(shapes, at)) for at in range(len(shapes))]
    return tuple(
        Site(int(place_id), str(name), float(point.x), float(point.y))
        for place_id, name, point in zip(places["place_id"], places["name"], points, strict=True)
        if not point.is_empty
    )


def _own_ground(shapes: np.ndarray, at: int) -> shapely.Geometry:
    whole = shapely.make_valid(shapes[at])
    area = shapely.area(shapes)
    smaller = np.flatnonzero(shapely.intersects(shapes, whole) & (area < area[at]))
    if not len(smaller):
        return whole
    own = shapely.difference(whole, shapely.union_all(shapely.make_valid(shapes[smaller])))
    return own if own.area > OWN_GROUND * whole.area else whole
