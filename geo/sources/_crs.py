"""Which coordinate system a file uses, and its points in the store's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo.errors import CrsError
from geo.schema import METRIC_CRS, WGS84
from geo.sources._faults import quoted

Float = NDArray[np.float64]
SWEDISH_LAT = (55.3, 69.1)
SWEDISH_LON = (10.9, 24.2)
SWEREF_NORTH = (6_100_000.0, 7_700_000.0)
SWEREF_EAST = (250_000.0, 930_000.0)
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


def source_crs(x: Float, y: Float, crs: str | None, file: str, notes: list[str]) -> CRS:
    """Return the file's CRS: as stated, or as the range of the numbers proves."""
    if crs is not None:
        return parse_crs(crs, file)
    known = ~np.isnan(x)
    if not known.any():
        return CRS(WGS84)
    degrees = (np.abs(x) <= 180) & (np.abs(y) <= 180)
    if degrees[known].mean() > MOST_OUTSIDE:
        return CRS(WGS84)
    east_first = within(x, SWEREF_EAST) & within(y, SWEREF_NORTH)
    north_first = within(y, SWEREF_EAST) & within(x, SWEREF_NORTH)
    if (east_first | north_first)[known].mean() > MOST_OUTSIDE:
        notes.append("Koordinaterna lästes som SWEREF 99 TM (EPSG:3006), efter sin storlek.")
        return CRS(METRIC_CRS)
    raise CrsError(
        "Det går inte att se vilket koordinatsystem filen använder.",
        hint="Ange det med --crs, t.ex. --crs EPSG:3006.",
        file=file,
    )


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
