"""A selection as a GeoPackage: its points, its places with their counts, its cells, its basis."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.explore.basis import Basis, line
from geo.explore.exploration import Exploration


def to_geopackage(layers: Mapping[str, gpd.GeoDataFrame], told: Basis) -> bytes:
    """Return layers as a GeoPackage with a table of the basis.

    Parameters
    ----------
    layers : mapping of str to GeoDataFrame
        By name; empty ones are written too, so that a file always has the same layers.
    told : Basis
        Also the description of every layer.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "utforska.gpkg"
        for name, frame in layers.items():
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                geometry_type="Point" if name == POINTS else "Unknown",
                layer_metadata={"DESCRIPTION": line(told)},
            )
        basis = pd.DataFrame(told, columns=["vad", "text"])
        pyogrio.write_dataframe(basis, path, layer="underlag", driver="GPKG")
        return path.read_bytes()


POINTS, PLACES = "handelser", "platser"


def points(shown: Exploration) -> gpd.GeoDataFrame:
    """Return the incidents that have a point, in words, with Swedish column names."""
    found = shown.found
    frame = shown.all_rows()[shown.selected.drawn]
    at = shown.selected.points
    return gpd.GeoDataFrame(
        frame.reset_index(drop=True),
        geometry=gpd.points_from_xy(found.x[at], found.y[at]),
        crs=found.crs,
    )


def places(shown: Exploration) -> gpd.GeoDataFrame:
    """Return every place with its incidents of the selection."""
    count = dict(zip(shown.per_place.keys, shown.per_place.rows, strict=True))
    ids = [str(place) for place in shown.found.place_ids]
    return gpd.GeoDataFrame(
        {
            "Plats": list(shown.names),
            "Händelser": [count[place][1] if place in count else 0 for place in ids],
        },
        geometry=list(shown.shapes),
        crs=shown.found.crs,
    )
