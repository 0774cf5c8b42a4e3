"""Which coordinate system a file uses, and its points in the store's."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError
from geo.schema import WGS84
from geo.sources._faults import quoted

Float = NDArray[np.float64]
SWEDISH_LAT = (55.3, 69.1)
SWEDISH_LON = (10.9, 24.2)
NORTH = (6_100_000.0, 7_700_000.0)
"""Northings in Sweden, in every national system; no easting comes near them."""
SWEREF_TM, RT90 = "EPSG:3006", "EPSG:3021"
ZONES = {
    "EPSG:3007": "12 00", "EPSG:3008": "13 30", "EPSG:3012": "14 15", "EPSG:3009": "15 00",
    "EPSG:3013": "15 45", "EPSG:3010": "16 30", "EPSG:3014": "17 15", "EPSG:3011": "18 00",
    "EPSG:3015": "18 45", "EPSG:3016": "20 15", "EPSG:3017": "21 45", "EPSG:3018": "23 15",
}  # fmt: skip
NAMES = {
    WGS84: "WGS84 (latitud och longitud)",
    SWEREF_TM: "SWEREF 99 TM",
    **{code: f"SWEREF 99 {meridian}" for code, meridian in ZONES.items()},
    RT90: "RT90 2,5 gon V",
}
"""What users call the systems."""
_EAST = {
    SWEREF_TM: (250_000.0, 930_000.0),
    **dict.fromkeys(ZONES, (20_000.0, 280_000.0)),
    RT90: (1_150_000.0, 1_950_000.0),
}
SAMPLE = 2_000
"""Points that are tried in each system."""
MOST_OUTSIDE = 0.5
"""A file of which more rows than this land outside the store's area has the wrong CRS."""


def within(values: Float, bounds: tuple[float, float]) -> NDArray[np.bool_]:
    """Return which values lie between the two bounds, ends included."""
    return (values >= bounds[0]) & (values <= bounds[1])


def parse_crs(text: str, file: str | None = None) -> CRS:
    """Return the CRS named by `text`; bare digits are an EPSG code.

    Raises
    ------
    CrsError
        No such CRS, or one of heights or of a building site.
    """
    try:
        crs = CRS.from_user_input(f"EPSG:{text}" if text.strip().isdigit() else text)
    except (CRSError, ValueError, TypeError) as error:
        raise CrsError(
            f"Koordinatsystemet {quoted(text)} är okänt.",
            hint="Ange en EPSG-kod, t.ex. EPSG:3006 (SWEREF 99 TM) eller EPSG:4326 (WGS84).",
            file=file,
        ) from error
    if not (crs.is_geographic or crs.is_projected):
        raise CrsError(
            f"Koordinatsystemet {quoted(text)} har inga lägen i plan.",
            hint="Ange en EPSG-kod, t.ex. EPSG:3006 (SWEREF 99 TM) eller EPSG:4326 (WGS84).",
            file=file,
        )
    return crs


def candidates(
    x: Float, y: Float, *, store_crs: str, area: BaseGeometry | None
) -> tuple[dict[str, float], bool]:
    """Return the Swedish systems in metres that the numbers can be in, and whether it is proven.

    Parameters
    ----------
    x, y : ndarray of float64
        East and north, in this order; NaN = no position.
    store_crs : str
        CRS of `area`.
    area : geometry, optional
        Where most of the points should be: the kommun, or the surroundings of its places.

    Returns
    -------
    dict of str to float
        System and the share of the points that land in the area (NaN without an area), most first.
    bool
        Whether the area was decisive; else the size of the numbers was.
    """
    known = np.flatnonzero(~np.isnan(x))
    some = known[:: max(1, len(known) // SAMPLE)]
    fitting = {
        code: np.nan
        for code, east in _EAST.items()
        if (within(x[some], east) & within(y[some], NORTH)).mean() > MOST_OUTSIDE
    }
    if area is None:
        return fitting, False
    shares = {code: _inside(x[some], y[some], code, store_crs, area) for code in fitting}
    landing = {code: share for code, share in shares.items() if share > MOST_OUTSIDE}
    if not landing:
        return fitting, False
    return dict(sorted(landing.items(), key=lambda item: -item[1])), True


def _inside(x: Float, y: Float, code: str, store_crs: str, area: BaseGeometry) -> float:
    transformer = Transformer.from_crs(code, store_crs, always_xy=True)
    return float(shapely.contains_xy(area, *transformer.transform(x, y)).mean())


def convert(
    x: Float, y: Float, source: CRS, store_crs: str, file: str
) -> tuple[Float, Float, NDArray[np.bool_]]:
    """Return x, y in the store's CRS to the centimetre, and which rows lie outside its area."""
    target = CRS(store_crs)
    known = ~np.isnan(x)
    new_x, new_y = np.full(len(x), np.nan), np.full(len(x), np.nan)
    inside = np.zeros(len(x), dtype=bool)
    if known.any():
        try:
            transformer = Transformer.from_crs(source, target, always_xy=True)
            new_x[known], new_y[known] = (
                np.round(values, 2) for values in transformer.transform(x[known], y[known])
            )
        except ProjError as error:
            raise CrsError(
                f"Koordinaterna kan inte räknas om från {source.to_string()} till {store_crs}.",
                hint="Kontrollera --crs.",
                file=file,
            ) from error
        inside = _in_area(new_x, new_y, target)
    outside = known & ~inside
    return np.where(outside, np.nan, new_x), np.where(outside, np.nan, new_y), outside


def _in_area(x: Float, y: Float, crs: CRS) -> NDArray[np.bool_]:
    """Return which points lie within 50 km of the CRS's area of use."""
    finite = np.isfinite(x) & np.isfinite(y)
    area = crs.area_of_use
    if area is None:
        return finite
    bounds = Transformer.from_crs(WGS84, crs, always_xy=True).transform_bounds(*area.bounds)
    margin = 50_000 if crs.is_projected else 0.5
    return (
        finite
        & within(x, (bounds[0] - margin, bounds[2] + margin))
        & within(y, (bounds[1] - margin, bounds[3] + margin))
    )
