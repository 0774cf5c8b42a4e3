"""Points of any file, as the file's own rows and coordinates in the places' CRS."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyogrio.errors import DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.errors import ColumnError, CrsError, FormatError
from geo.join.polygons import Floats
from geo.schema import WGS84

LON = ("lon", "longitude", "lng", "longitud")
LAT = ("lat", "latitude", "latitud")


@dataclass(frozen=True, slots=True)
class Points:
    """Rows as they stood in the file; ``x, y`` are NaN where a row has no position.

    Attributes
    ----------
    table : DataFrame
        Every column but the geometry; text files keep their text.
    x, y : ndarray of float, shape (n,)
        In the CRS asked for.
    separator : str
        Between the columns of a text file.
    """

    table: pd.DataFrame
    x: Floats
    y: Floats
    separator: str = ","


def read_geo(path: Path) -> gpd.GeoDataFrame:
    """Read a map file.

    Raises
    ------
    FormatError
        The file is missing, no map, or has no geometry.
    """
    try:
        parquet = path.suffix.casefold() == ".parquet"
        frame = gpd.read_parquet(path) if parquet else gpd.read_file(path)
    except (DataSourceError, OSError, ValueError) as error:
        raise FormatError("Filen kan inte läsas som karta.", file=path.name) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise FormatError("Filen har ingen geometri.", file=path.name)
    return frame


def read_points(path: Path, crs: CRS, points_crs: str | None) -> Points:
    """Read points, with coordinates in `crs`.

    Raises
    ------
    InputError
        The file cannot be read, lacks columns or a CRS, or holds something else than points.
    """
    kind = path.suffix.casefold()
    if kind == ".csv":
        table, separator = _read_text(path)
        return _from_columns(path, table, crs, points_crs, separator)
    if kind == ".parquet" and not _is_geo(path):
        return _from_columns(path, pd.read_parquet(path), crs, points_crs, ",")
    return _from_geometry(path, read_geo(path), crs, points_crs)


def _is_geo(path: Path) -> bool:
    """Tell whether a Parquet file says that it holds geometry."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return b"geo" in (pq.read_schema(path).metadata or {})
    except (OSError, pa.ArrowInvalid) as error:
        raise FormatError("Filen kan inte läsas som tabell.", file=path.name) from error


def _read_text(path: Path) -> tuple[pd.DataFrame, str]:
    """Read CSV as text, so that ``007`` and ``NA`` stay; UTF-8, else Windows' cp1252."""
    try:
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252")
        separator = _separator(text)
        table = pd.read_csv(io.StringIO(text), sep=separator, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise FormatError("Filen kan inte läsas som tabell.", file=path.name) from error
    if not isinstance(table.index, pd.RangeIndex):
        raise FormatError("Raderna har fler kolumner än rubrikraden.", file=path.name)
    return table, separator


def _separator(text: str) -> str:
    """Return the separator that cuts the header into most columns."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _from_columns(
    path: Path, table: pd.DataFrame, crs: CRS, points_crs: str | None, separator: str
) -> Points:
    columns = {str(name).strip().casefold(): name for name in table.columns}
    stated = None if points_crs is None else _crs(points_crs)
    lon, lat = (next((columns[n] for n in ns if n in columns), None) for ns in (LON, LAT))
    east, north = columns.get("x"), columns.get("y")
    if lon is not None and lat is not None and (stated is None or stated.is_geographic):
        x, y = _numbers(table[lon]), _numbers(table[lat])
        return Points(table, *_transform(x, y, stated or CRS(WGS84), crs), separator)
    if east is None or north is None:
        raise ColumnError(
            "Hittar varken lat och lon eller x och y.",
            hint="Döp kolumnerna så; lat och lon är grader, x och y hör till --points-crs.",
            file=path.name,
        )
    if stated is None:
        raise CrsError(
            "Säg vilket koordinatsystem x och y har.",
            hint="Lägg till --points-crs, t.ex. EPSG:3006.",
            file=path.name,
        )
    x, y = _numbers(table[east]), _numbers(table[north])
    return Points(table, *_transform(x, y, stated, crs), separator)


def _from_geometry(path: Path, frame: gpd.GeoDataFrame, crs: CRS, points_crs: str | None) -> Points:
    own = frame.crs or (None if points_crs is None else _crs(points_crs))
    if own is None:
        raise CrsError(
            "Punkterna saknar koordinatsystem.",
            hint="Lägg till --points-crs, t.ex. EPSG:3006.",
            file=path.name,
        )
    geometry = np.asarray(frame.geometry.array, dtype=object)
    if not np.isin(shapely.get_type_id(geometry), (-1, 0)).all():
        raise FormatError("Filen har annat än enkla punkter.", file=path.name)
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    x, y = shapely.get_x(geometry), shapely.get_y(geometry)
    return Points(table, *_transform(x, y, CRS(own), crs))


def _numbers(column: pd.Series[str]) -> Floats:
    """Read numbers, with decimal comma or point; NaN where there is none."""
    if not pd.api.types.is_numeric_dtype(column):
        column = column.astype(str).str.strip().str.replace(",", ".", regex=False)
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def _crs(text: str) -> CRS:
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise CrsError(f"Okänt koordinatsystem: {text}.", hint="Skriv t.ex. EPSG:3006.") from error


def _transform(x: Floats, y: Floats, source: CRS, target: CRS) -> tuple[Floats, Floats]:
    """Move coordinates between systems; NaN where a point has no place in the target."""
    if source == target:
        return x, y
    x, y = Transformer.from_crs(source, target, always_xy=True).transform(x, y)
    nowhere = ~(np.isfinite(x) & np.isfinite(y))
    return np.where(nowhere, np.nan, x), np.where(nowhere, np.nan, y)
