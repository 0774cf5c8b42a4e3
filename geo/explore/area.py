"""An area of one's own: a ring of degrees, typed as four bounds or pasted as WKT."""

from __future__ import annotations

import re
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError
from geo.schema import WGS84

Ring = tuple[tuple[float, float], ...]
"""Corners as (lon, lat) in WGS84, the first not repeated."""

DECIMALS = 5
"""Decimals of degrees: about a metre."""
MOST_CORNERS = 200
"""An address line holds no more."""
SHOWN = 5.0
"""Degrees around a CRS's own area that an area is still shown in."""
STEP = 0.05
"""Degrees between the corners of an edge on its way to another CRS: some metres from the curve."""
HINT = (
    "Skriv väst, syd, öst, nord i grader (16.60, 57.74, 16.66, 57.77), eller klistra in en "
    "POLYGON som WKT eller GeoJSON i WGS84."
)
_NUMBER = r"-?\d{1,3}(?:[.,]\d+)?"
_BOUNDS = re.compile(rf"\s*({_NUMBER})(?:[,;]\s*|\s+)" * 3 + rf"({_NUMBER})\s*")


def read(text: str) -> Ring:
    """Return the ring that a text means: four bounds, or a WKT polygon in degrees.

    Raises
    ------
    InputError
        It is neither, or no single area of at most 200 corners.

    Examples
    --------
    >>> read("16.6, 57.74, 16.7, 57.77")
    ((16.6, 57.74), (16.7, 57.74), (16.7, 57.77), (16.6, 57.77))
    """
    if found := _BOUNDS.fullmatch(text):
        west, south, east, north = (float(each.replace(",", ".")) for each in found.groups())
        if not (west < east and south < north):
            raise InputError("Gränserna har ingen yta mellan sig.", hint=HINT)
        return checked(((west, south), (east, south), (east, north), (west, north)))
    geometry = shapely.from_wkt(text.strip(), on_invalid="ignore")
    if geometry is None:
        raise no_area()
    return of(geometry, crs=WGS84)


def no_area() -> InputError:
    """Return what to say of a text that is no area."""
    return InputError("Texten är ingen yta.", hint=HINT)


def to_wkt(ring: Ring) -> str:
    """Return a ring as the text that :func:`read` reads.

    Examples
    --------
    >>> to_wkt(((1.0, 2.0), (2.0, 2.0), (2.0, 3.0)))
    'POLYGON ((1.0 2.0, 2.0 2.0, 2.0 3.0, 1.0 2.0))'
    """
    return f"POLYGON (({', '.join(f'{lon} {lat}' for lon, lat in (*ring, ring[0]))}))"


def of(geometry: BaseGeometry, *, crs: str) -> Ring:
    """Return the outline of one polygon as a ring.

    Raises
    ------
    InputError
        It is not one polygon without holes.
    """
    parts = shapely.get_parts(geometry)
    if len(parts) != 1 or shapely.get_type_id(parts[0]) != 3 or len(parts[0].interiors):
        raise InputError("Ytan ska vara en enda polygon utan hål.", hint=HINT)
    degrees = gpd.GeoSeries(parts, crs=crs).to_crs(WGS84).iloc[0]
    return checked([(lon, lat) for lon, lat, *_ in degrees.exterior.coords[:-1]])


def checked(corners: Sequence[tuple[float, float]]) -> Ring:
    """Return corners as a ring, rounded, that is on the globe and does not cross itself.

    Raises
    ------
    InputError
    """
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise InputError(
            f"Ytan ska ha 3–{MOST_CORNERS} hörn, den har {len(corners)}.",
            hint="Förenkla den, eller spara den som en plats och välj platsen.",
        )
    rounded = np.round(np.asarray(corners, dtype=np.float64), DECIMALS) + 0.0
    inside = np.isfinite(rounded).all() and (np.abs(rounded) <= (180.0, 90.0)).all()
    if not inside or not shapely.Polygon(rounded).is_valid:
        raise InputError("Ytan ligger inte på jorden, eller korsar sig själv.", hint=HINT)
    return tuple((float(lon), float(lat)) for lon, lat in rounded)


def polygon(ring: Ring, *, crs: str) -> BaseGeometry:
    """Return a ring as a polygon in `crs`, as far as that can show it; its edges follow degrees.

    The other side of the globe has no coordinates in a map projection, and a parallel is a curve
    there: a ring around all of it, projected by its corners alone, holds nothing.
    """
    west, south, east, north = _bounds(crs)
    near = shapely.box(west - SHOWN, south - SHOWN, east + SHOWN, north + SHOWN)
    edges = shapely.segmentize(shapely.intersection(shapely.Polygon(ring), near), STEP)
    projected = gpd.GeoSeries([edges], crs=WGS84).to_crs(crs).iloc[0]
    known = projected.is_empty or np.isfinite(projected.bounds).all()
    return projected if known else shapely.Polygon()


def _bounds(crs: str) -> tuple[float, float, float, float]:
    use = CRS(crs).area_of_use
    return (-180.0, -80.0, 180.0, 80.0) if use is None else use.bounds
