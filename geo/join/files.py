"""The join for any files: points and polygons in, the points with their places out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pyogrio.errors import DataSourceError

from geo.errors import ColumnError, CrsError, FormatError
from geo.join.index import PlaceIndex
from geo.schema import WGS84

LON = ("lon", "longitude", "lng", "longitud")
LAT = ("lat", "latitude", "latitud")
NAMES = ("name", "namn", "place", "plats")


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
        CSV (``lat, lon`` or ``x, y``), Parquet (the same, or GeoParquet) or anything that
        geopandas reads.
    places : Path
        Polygons with a CRS; a column ``name`` (``namn``) is written out where there is one.
    out : Path
        ``.csv``, ``.parquet`` or ``.gpkg``.
    points_crs : str, optional
        CRS of ``x, y`` columns.

    Raises
    ------
    InputError
        A file cannot be read, lacks columns or a CRS.
    """
    polygons = _read_geo(places)
    if polygons.crs is None:
        raise CrsError("Platserna saknar koordinatsystem.", file=places.name)
    table, x, y = _read_points(points, polygons, points_crs)
    point, place = PlaceIndex.build(polygons).locate(x, y)
    missing = np.setdiff1d(np.arange(len(table)), point)
    rows = np.concatenate([point, missing])
    order = np.argsort(rows, kind="stable")
    which = np.concatenate([place, np.full(len(missing), -1)])[order]
    result = table.iloc[rows[order]].reset_index(drop=True)
    result["place_index"] = pd.array(np.where(which < 0, 0, which), dtype="Int64")
    result.loc[which < 0, "place_index"] = pd.NA
    names = next((c for c in polygons.columns if str(c).casefold() in NAMES), None)
    if names is not None:
        texts = np.append(polygons[names].astype(str).to_numpy(dtype=object), "")
        result["place_name"] = texts[which]
    _write(result, x[rows[order]], y[rows[order]], polygons.crs, out)
    return Summary(len(table), len(table) - len(missing), len(point), len(polygons))


def _read_geo(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    except (DataSourceError, OSError, ValueError) as error:
        raise FormatError("Filen kan inte läsas som karta.", file=path.name) from error


def _read_points(
    path: Path, polygons: gpd.GeoDataFrame, crs: str | None
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return the table and its coordinates in the polygons' CRS."""
    if path.suffix not in (".csv", ".parquet"):
        geo = _read_geo(path)
        if geo.crs is None:
            raise CrsError("Punkterna saknar koordinatsystem.", file=path.name)
        at = geo.geometry.to_crs(polygons.crs)
        return pd.DataFrame(geo.drop(columns=geo.geometry.name)), at.x.to_numpy(), at.y.to_numpy()
    try:
        table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    except (OSError, ValueError) as error:
        raise FormatError("Filen kan inte läsas som tabell.", file=path.name) from error
    columns = {str(name).casefold(): name for name in table.columns}
    lon = next((columns[name] for name in LON if name in columns), None)
    lat = next((columns[name] for name in LAT if name in columns), None)
    if lon is None or lat is None:
        lon, lat = columns.get("x"), columns.get("y")
        if lon is None or lat is None:
            raise ColumnError("Hittar varken lat och lon eller x och y.", file=path.name)
        if crs is None:
            raise CrsError("Säg vilket koordinatsystem x och y har.", file=path.name,
                           hint="Lägg till --points-crs, t.ex. EPSG:3006.")  # fmt: skip
    x, y = (pd.to_numeric(table[c], errors="coerce").to_numpy(float) for c in (lon, lat))
    at = gpd.GeoSeries.from_xy(x, y, crs=crs or WGS84).to_crs(polygons.crs)
    return table, at.x.to_numpy(), at.y.to_numpy()


def _write(result: pd.DataFrame, x: np.ndarray, y: np.ndarray, crs: object, out: Path) -> None:
    if out.suffix == ".csv":
        result.to_csv(out, index=False)
    elif out.suffix == ".parquet":
        result.to_parquet(out, index=False)
    elif out.suffix == ".gpkg":
        gpd.GeoDataFrame(result, geometry=gpd.points_from_xy(x, y), crs=crs).to_file(out)
    else:
        raise FormatError("Skriv till .csv, .parquet eller .gpkg.", file=out.name)
