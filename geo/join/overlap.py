"""Which places share ground."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray


def overlaps(places: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell which places share ground, each with itself; to touch at an edge is not to share.

    Returns
    -------
    ndarray of bool, shape (places, places)
    """
    geometry = places.geometry.to_numpy()
    shared = np.eye(len(geometry), dtype=np.bool_)
    a, b = shapely.STRtree(geometry).query(geometry, predicate="intersects")
    apart = shapely.touches(geometry[a], geometry[b])
    shared[a[~apart], b[~apart]] = True
    return shared
