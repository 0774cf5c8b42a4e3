"""Positions of a table's rows, in the store's CRS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyproj import CRS

from geo.errors import CrsError
from geo.model import Precision
from geo.sources import _crs
from geo.sources._crs import Float
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields, fold
from geo.sources._wording import rows

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$"

_PRECISIONS = {
    "adress": Precision.ADDRESS, "exakt": Precision.ADDRESS, "gatuadress": Precision.ADDRESS,
    "address": Precision.ADDRESS, "exact": Precision.ADDRESS, "punkt": Precision.ADDRESS,
    "kvarter": Precision.BLOCK, "gata": Precision.BLOCK, "block": Precision.BLOCK,
    "street": Precision.BLOCK, "ungefarlig": Precision.BLOCK, "approximate": Precision.BLOCK,
    "ort": Precision.LOCALITY, "tatort": Precision.LOCALITY, "stadsdel": Precision.LOCALITY,
    "locality": Precision.LOCALITY, "omrade": Precision.LOCALITY, "town": Precision.LOCALITY,
    "kommun": Precision.KOMMUN, "municipality": Precision.KOMMUN,
    "lan": Precision.LAN, "county": Precision.LAN, "region": Precision.LAN,
}  # fmt: skip


@dataclass(frozen=True)
class Positions:
    """Where the rows happened.

    Attributes
    ----------
    x, y : ndarray of float64
        In the store's CRS; NaN = no position.
    notes : tuple of str
    """

    x: Float
    y: Float
    notes: tuple[str, ...]


def numbers(cells: pa.Array) -> tuple[Float, NDArray[np.bool_]]:
    """Return numbers with decimal comma or point and thousands space, and which cells are none.

    A blank cell is NaN and not a fault.
    """
    text = pc.replace_substring_regex(cells, r"[\s\x{a0}\x{202f}]", "")
    text = pc.replace_substring(text, "−", "-")
    text = pc.replace_substring(text, ",", ".")
    valid = pc.match_substring_regex(text, _NUMBER)
    values = pc.cast(pc.if_else(valid, text, pa.scalar(None, pa.string())), pa.float64())
    result = np.asarray(values.to_numpy(zero_copy_only=False), dtype=float)
    blank = np.asarray(pc.equal(text, ""))
    return result, ~np.asarray(valid) & ~blank | np.isinf(result)


def read(fields: Fields, faults: Faults, *, store_crs: str, crs: str | None) -> Positions:
    """Read the position of each row; every faulty row is noted in `faults`.

    Parameters
    ----------
    fields : Fields
        With ``lat lon`` or ``x y``, or neither: then no row has a position.
    faults : Faults
    store_crs : str
        CRS of the result.
    crs : str, optional
        CRS of the file; without it degrees are WGS84 and metres SWEREF 99 TM where that is
        proven by their range.

    Raises
    ------
    CrsError
        The CRS is unknown, cannot be told, or puts most rows outside the store's area.
    """
    pair = _pair(fields)
    size = len(fields.table)
    if pair is None:
        nothing = np.full(size, np.nan)
        return Positions(nothing, nothing.copy(), ("Filen har inga koordinater.",))
    (x_name, y_name), file = pair, fields.table.file
    (x, bad_x), (y, bad_y) = (_coordinate(fields, faults, name) for name in pair)
    for name, lone in ((x_name, np.isnan(x) & ~np.isnan(y)), (y_name, np.isnan(y) & ~np.isnan(x))):
        faults.add(lone & ~bad_x & ~bad_y, fields.header(name), "Den ena koordinaten saknas.")
    notes: list[str] = []
    zero = (x == 0) & (y == 0)
    if zero.any():
        notes.append(f"{rows(int(zero.sum()))} med koordinaten 0, 0 räknas som utan läge.")
    unusable = np.isnan(x) | np.isnan(y) | zero | ~faults.clean
    x, y = np.where(unusable, np.nan, x), np.where(unusable, np.nan, y)
    source = _crs.source_crs(x, y, crs, file, notes)
    x, y = _mend_axes(x, y, source, notes)
    x, y, outside = _crs.convert(x, y, source, store_crs, file)
    placed = int((~np.isnan(x)).sum())
    if int(outside.sum()) > _crs.MOST_OUTSIDE * (placed + int(outside.sum())):
        raise CrsError(
            "Koordinaterna hamnar utanför det område som lagrets koordinatsystem gäller för"
            f" (lästa som {source.to_string()}).",
            hint="Ange filens koordinatsystem med --crs, t.ex. --crs EPSG:3006.",
            file=file,
            column=fields.header(x_name),
        )
    faults.add(
        outside,
        fields.header(x_name),
        "Läget ligger utanför det område som lagrets koordinatsystem gäller för.",
    )
    notes.append(f"{rows(placed)} av {size:,} har koordinater.".replace(",", "\u00a0"))
    return Positions(x, y, tuple(notes))


def precision(
    fields: Fields, x: Float, place_text: pa.Array
) -> tuple[NDArray[np.object_], tuple[str, ...]]:
    """Return the precision class of each row, as stated or else as modest as the row allows.

    Not stated: ``kvarter`` with a position, ``ort`` with a place name, else ``kommun``.
    """
    named = np.asarray(pc.not_equal(place_text, ""))
    default = np.where(
        ~np.isnan(x),
        Precision.BLOCK.value,
        np.where(named, Precision.LOCALITY.value, Precision.KOMMUN.value),
    ).astype(object)
    if "precision" not in fields:
        return default, ()
    encoded = pc.dictionary_encode(fields.text("precision"))
    words = encoded.dictionary.to_pylist()
    known = [_PRECISIONS.get(fold(word)) for word in words]
    unknown = [w for w, k in zip(words, known, strict=True) if k is None and w]
    values = np.array([k.value if k else None for k in known] or [None], dtype=object)
    stated = values[np.asarray(encoded.indices, dtype=np.int64)]
    notes = (
        (f"Okänd noggrannhet: {', '.join(quoted(w) for w in unknown[:10])}.",) if unknown else ()
    )
    return np.where(stated == None, default, stated), notes  # noqa: E711 - elementwise


def _pair(fields: Fields) -> tuple[str, str] | None:
    for x_name, y_name in (("lon", "lat"), ("x", "y")):
        if x_name in fields and y_name in fields:
            return x_name, y_name
    return None


def _coordinate(fields: Fields, faults: Faults, name: str) -> tuple[Float, NDArray[np.bool_]]:
    cells = fields.text(name)
    values, bad = numbers(cells)
    texts = cells.filter(pa.array(bad)).to_pylist()
    faults.add_each(
        np.flatnonzero(bad),
        fields.header(name),
        [f"Koordinaten {quoted(text)} är inget tal." for text in texts],
    )
    return values, bad


def _mend_axes(x: Float, y: Float, source: CRS, notes: list[str]) -> tuple[Float, Float]:
    """Swap back coordinates that stand in each other's columns, where that is proven.

    Swedish latitudes and longitudes have no value in common, nor have SWEREF's north and east.
    """
    if source.is_geographic:
        swapped = _crs.within(x, _crs.SWEDISH_LAT) & _crs.within(y, _crs.SWEDISH_LON)
    elif source.to_epsg() == 3006:
        swapped = _crs.within(x, _crs.SWEREF_NORTH) & _crs.within(y, _crs.SWEREF_EAST)
    else:
        return x, y
    if not swapped.any():
        return x, y
    notes.append(f"{rows(int(swapped.sum()))} med omkastade koordinater rättades.")
    return np.where(swapped, y, x), np.where(swapped, x, y)
