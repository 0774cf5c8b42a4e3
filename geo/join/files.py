"""The join for any files: points and polygons in, the points with their places out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError, FieldError
from shapely.errors import GEOSException

from geo.errors import ColumnError, CrsError, FormatError
from geo.join.index import PlaceIndex
from geo.join.points import Points, read_geo, read_points
from geo.join.polygons import Ints

NAMES = ("name", "namn", "place", "plats", "place_name")
"""Columns that hold a place's name, in order of preference."""
SUFFIXES = (".csv", ".parquet", ".gpkg")
ADDED = ("place_index", "place_name")
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the points."""

    points: int
    located: int
    pairs: int
    places: int

    def __str__(self) -> str:
        return (
            f"{self.located} av {self.points} punkter ligger i någon av {self.places} platser "
            f"({self.pairs} par)"
        )


def locate_files(
    points: Path, places: Path, out: Path, *, points_crs: str | None = None
) -> Summary:
    """Write each point with the places it lies in; points in no place are kept.

    Parameters
    ----------
    points : Path
        CSV or Parquet with ``lat, lon`` or ``x, y``, GeoParquet, or anything geopandas reads.
    places : Path
        Polygons with a CRS; a column ``name`` (``namn``) is written out where there is one.
    out : Path
        ``.csv``, ``.parquet`` or ``.gpkg``. One row per point and place, in the points' order,
        with ``place_index`` (row of `places`, from 0) and ``place_name`` added.
    points_crs : str, optional
        CRS of ``x, y`` columns, and of files that say none. ``lat, lon`` are WGS84 without it.

    Returns
    -------
    Summary

    Raises
    ------
    InputError
        A file cannot be read or written, or lacks columns or a CRS.
    """
    if out.suffix.casefold() not in SUFFIXES:
        raise FormatError("Skriv till .csv, .parquet eller .gpkg.", file=out.name)
    polygons = read_geo(places)
    if polygons.crs is None:
        raise CrsError("Platserna saknar koordinatsystem.", file=places.name)
    found = read_points(points, polygons.crs, points_crs)
    taken = [name for name in ADDED if name in found.table.columns]
    if taken:
        raise ColumnError("Kolumnen finns redan; döp om den.", file=points.name, column=taken[0])
    try:
        point, place = PlaceIndex.build(polygons).locate(found.x, found.y)
    except GEOSException as error:
        raise FormatError(
            "En av platserna har en form som inte kan prövas.",
            hint="Reparera geometrin, till exempel i QGIS.",
            file=places.name,
        ) from error
    outside = np.setdiff1d(np.arange(len(found.table)), point)
    rows = np.concatenate([point, outside])
    order = np.argsort(rows, kind="stable")
    which = np.concatenate([place, np.full(len(outside), -1)])[order]
    result = found.table.iloc[rows[order]].reset_index(drop=True)
    result["place_index"] = pd.array(which, dtype="Int64")
    result.loc[which < 0, "place_index"] = pd.NA
    names = _names(polygons)
    if names is not None:
        result["place_name"] = np.append(names, "")[which]
    _write(result, found, rows[order], polygons.crs, out)
    return Summary(len(found.table), len(found.table) - len(outside), len(point), len(polygons))


def _names(polygons: gpd.GeoDataFrame) -> NDArray[np.object_] | None:
    """Return the places' names, empty where missing; None where no column holds names."""
    columns = {str(name).casefold(): name for name in polygons.columns}
    column = next((columns[name] for name in NAMES if name in columns), None)
    if column is None:
        return None
    texts = polygons[column]
    return np.array(["" if pd.isna(text) else str(text) for text in texts], dtype=object)


def _write(result: pd.DataFrame, found: Points, rows: Ints, crs: object, out: Path) -> None:
    """Write by suffix; in GeoPackage the points stand in the places' CRS."""
    kind = out.suffix.casefold()
    try:
        if kind == ".csv":
            if "place_name" in result:
                risky = result["place_name"].str.startswith(RISKY)
                result["place_name"] = result["place_name"].mask(risky, "'" + result["place_name"])
            result.to_csv(out, index=False, sep=found.separator, encoding="utf-8")
        elif kind == ".parquet":
            result.to_parquet(out, index=False)
        else:
            _write_geopackage(result, found, rows, crs, out)
    except (DataSourceError, FieldError, OSError, ValueError) as error:
        raise FormatError(f"Filen kan inte skrivas ({error}).", file=out.name) from error


def _write_geopackage(
    result: pd.DataFrame, found: Points, rows: Ints, crs: object, out: Path
) -> None:
    """Write with names for row number and geometry that no column of the points has."""
    taken = {str(name).casefold() for name in result.columns}
    number, shape = (
        next(name for name in (short, f"platsbild_{short}") if name not in taken)
        for short in ("fid", "geom")
    )
    somewhere = np.isfinite(found.x[rows]) & np.isfinite(found.y[rows])
    geometry = gpd.GeoSeries.from_xy(found.x[rows], found.y[rows], crs=crs).where(somewhere)
    frame = gpd.GeoDataFrame(result.assign(**{shape: geometry}), geometry=shape, crs=crs)
    frame.to_file(out, engine="pyogrio", driver="GPKG", FID=number, GEOMETRY_NAME=shape)
