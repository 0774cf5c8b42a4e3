"""One feature's geometry on its way to a place: valid, an area, in the store's CRS."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError
from geo.look import count
from geo.schema import WGS84

POINT_RADIUS = 150.0
"""Metres; police positions err by a median of 83 m (Gerell 2018), so no place is smaller."""

FARTHEST = 1e8
"""Metres from a CRS's origin; more than twice around the Earth, so no coordinate is larger."""


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
            notes.append(f"{count(self.mended, 'ogiltig polygon', 'ogiltiga polygoner')} lagades.")
        if self.circles:
            points = count(self.circles, "punkt", "punkter")
            notes.append(f"{points} blev till ytor med {POINT_RADIUS:.0f} m radie.")
        if self.parts:
            notes.append(f"{count(self.parts, 'plats', 'platser')} består av flera delar.")
        if self.reaching:
            listed = ", ".join(self.reaching[:12])
            notes.append(f"Når utanför kommunens gräns: {listed}.")
        return tuple(notes)


class Target:
    """The way from a file's CRS to the store's, and the area where the latter holds.

    Parameters
    ----------
    source : CRS
    store_crs : str
        Metric.

    Raises
    ------
    CrsError
        There is no way between the two.
    """

    def __init__(self, source: CRS, store_crs: str) -> None:
        target = CRS(store_crs)
        try:
            self._transformer = Transformer.from_crs(source, target, always_xy=True)
        except ProjError as error:
            raise CrsError(
                f"Kartan kan inte räknas om från {source.to_string()[:60]} till {store_crs}.",
                hint="Ange ett annat koordinatsystem med --crs.",
            ) from error
        self._bounds: tuple[float, float, float, float] | None = None
        if target.area_of_use is not None:
            to_store = Transformer.from_crs(WGS84, target, always_xy=True)
            self._bounds = to_store.transform_bounds(*target.area_of_use.bounds)

    def move(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return the geometry in the store's CRS, without heights."""

        def pairs(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(self._transformer.transform(*coordinates.T))

        moved: BaseGeometry = shapely.transform(shapely.force_2d(geometry), pairs)
        return moved

    def holds(self, geometry: BaseGeometry) -> bool:
        """Return whether any of the geometry's box lies where the store's CRS holds."""
        if self._bounds is None:
            return True
        west, south, east, north = self._bounds
        x0, y0, x1, y1 = geometry.bounds
        return bool(x1 >= west and x0 <= east and y1 >= south and y0 <= north)


def place(geometry: BaseGeometry | None, target: Target, told: Told) -> BaseGeometry | str:
    """Return the area in the store's CRS, or a Swedish reason why there is none.

    Parameters
    ----------
    geometry : geometry or None
        In the file's CRS.
    target : Target
    told : Told
        Counts what was done.
    """
    if geometry is None or geometry.is_empty:
        return "Geometrin är tom."
    try:
        return _area(geometry, target, told)
    except shapely.errors.ShapelyError:
        return "Geometrin är trasig och kan inte lagas."


def _area(geometry: BaseGeometry, target: Target, told: Told) -> BaseGeometry | str:
    moved = target.move(geometry)
    if not (np.abs(shapely.get_coordinates(moved)) < FARTHEST).all():
        return "Geometrin kan inte räknas om till lagrets koordinatsystem."
    if not target.holds(moved):
        return "Geometrin ligger utanför det område som lagrets koordinatsystem gäller för."
    if moved.geom_type in {"Point", "MultiPoint"}:
        told.circles += 1
        circle: BaseGeometry = moved.buffer(POINT_RADIUS)
        return circle
    mended = False
    if not moved.is_valid:
        moved, mended = shapely.make_valid(moved), True
    parts = shapely.get_parts(shapely.get_parts(moved))  # collections may hold multipolygons
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    if not areas:
        return f"Geometrin är ingen yta ({geometry.geom_type})."
    told.mended += mended
    told.parts += len(areas) > 1
    area: BaseGeometry = shapely.union_all(areas)
    return area
