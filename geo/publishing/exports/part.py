"""One table of an export, with where its rows are and what one must know to read it."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from geo.explore.basis import Basis
from geo.explore.tables import Table


@dataclass(frozen=True)
class Part:
    """A table and its places on a map.

    Attributes
    ----------
    table : Table
    geometry : GeoSeries or None
        Of each row, in the store's CRS; None where the rows are not drawn.
    told : Basis
        What it is made from: selection, rows, method.
    """

    table: Table
    geometry: gpd.GeoSeries | None
    told: Basis
