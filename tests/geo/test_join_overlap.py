"""Which places share ground."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from geo import join


def test_places_within_and_across_share_ground_and_neighbours_do_not():
    frame = gpd.GeoDataFrame(
        geometry=[
            shapely.box(0, 0, 10, 10),
            shapely.box(2, 2, 4, 4),
            shapely.box(10, 0, 20, 10),
            shapely.box(18, 8, 30, 30),
        ],
        crs="EPSG:3006",
    )
    expected = np.eye(4, dtype=bool)
    expected[0, 1] = expected[1, 0] = expected[2, 3] = expected[3, 2] = True
    assert (join.overlaps(frame) == expected).all()
    assert join.overlaps(frame.iloc[:0]).shape == (0, 0)
