"""One feature's geometry on its way to a place: valid, an area, in the store's CRS."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

POINT_RADIUS = 150.0
"""Metres; police positions err by a median of 83 m (Gerell 2018), so no place is smaller."""


@dataclass
class Told:
    """What was done to the geometries, for the report."""

    mended: int = 0
    circles: int = 0
    parts: int = 0
    reaching: list[str] = field(default_factory=list)

    def notes(self) -> tuple[str, ...]:
        """Return it as Swedish sentences."""
        notes = []
        if self.mended:
            notes.append(f"{self.mended} ogiltiga polygoner lagades.")
        if self.circles:
            notes.append(f"{self.circles} punkter blev cirklar med {POINT_RADIUS:.0f} m radie.")
        if self.parts:
            notes.append(f"{self.parts} platser består av flera delar.")
        if self.reaching:
            listed = ", ".join(self.reaching[:12])
            notes.append(f"Når utanför kommunens gräns: {listed}.")
        return tuple(notes)


def place(
    geometry: BaseGeometry | None, transformer: Transformer, *, store_crs: str, told: Told
) -> BaseGeometry | str:
    """Return the area in the store's CRS, or a Swedish reason why there is none.

    Parameters
    ----------
    geometry : geometry or None
        In the file's CRS.
    transformer : Transformer
        From the file's CRS to `store_crs`, x first.
    store_crs : str
        Metric.
    told : Told
        Counts what was done.
    """
    if geometry is None or geometry.is_empty:
        return "Geometrin är tom."
    moved = shapely.transform(shapely.force_2d(geometry), _pairs(transformer))
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        return "Geometrin kan inte räknas om till lagrets koordinatsystem."
    if not _lands(moved, store_crs):
        return "Geometrin ligger utanför det område som lagrets koordinatsystem gäller för."
    if moved.geom_type in {"Point", "MultiPoint"}:
        told.circles += 1
        return moved.buffer(POINT_RADIUS)
    mended = False
    if not moved.is_valid:
        moved, mended = shapely.make_valid(moved), True
    areas = [part for part in shapely.get_parts(moved, return_index=False) if part.area > 0]
    areas = [p for part in areas for p in shapely.get_parts(part) if p.geom_type == "Polygon"]
    if not areas:
        return f"Geometrin är ingen yta ({geometry.geom_type})."
    told.mended += mended
    told.parts += len(areas) > 1
    return areas[0] if len(areas) == 1 else shapely.union_all(areas)


def _pairs(transformer: Transformer):  # type: ignore[no-untyped-def]
    def move(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = transformer.transform(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack([x, y])

    return move


def _lands(geometry: BaseGeometry, store_crs: str) -> bool:
    area = CRS(store_crs).area_of_use
    if area is None:
        return True
    to_store = Transformer.from_crs("EPSG:4326", store_crs, always_xy=True)
    west, south, east, north = to_store.transform_bounds(*area.bounds)
    x0, y0, x1, y1 = geometry.bounds
    return bool(x1 >= west and x0 <= east and y1 >= south and y0 <= north)
